"""What is asked back says what OK does, and who will read it."""

from __future__ import annotations

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw

from jln.conversations.models import Post, Topic
from jln.mail.models import OutgoingMail
from jln.mail.terms import InboundState

pytestmark = pytest.mark.django_db


def elsewhere(
    letter_id: str, text: str = "We share our rates.", to: str = "network@jln.example", **values
):
    more = f"In-Reply-To: <x@other.example>\r\nReferences: {letter_id}\r\n"
    return come(raw(text, sender="saran@health.example", to=to, more=more, **values), to=to)


def test_an_answer_to_somebody_elses_letter_goes_to_its_conversation_after_ok(world):
    theirs = OutgoingMail.objects.filter(kind="post.written", person=world.adjoa).first()
    came = elsewhere(f"{theirs.in_reply_to} {theirs.message_id}")
    assert (came.state, came.reason) == (InboundState.HELD, "answers_nothing")
    text = " ".join(newest("mail.question", world.saran).text.split())
    assert f"OK posts it with your name in the conversation “{world.topic.title}”." in text
    assert "Every member of the network can read it." in text

    topics = Topic.objects.count()
    answered(newest("mail.question", world.saran), "OK")
    assert Post.objects.get(inbound=came).topic == world.topic
    assert Topic.objects.count() == topics


def test_what_answers_a_letter_nobody_knows_says_where_ok_puts_it(world):
    came = elsewhere("<receipt.forgotten@jln.example>")
    assert came.reason == "answers_nothing"
    text = " ".join(newest("mail.question", world.saran).text.split())
    assert "OK posts it as a new question in “The whole network”." in text
    assert "Every member of the network can read it." in text
    assert "Without OK nothing is done." in text


def test_a_conversation_she_may_not_read_is_not_named(world):
    theirs = OutgoingMail.objects.filter(kind="post.written", person=world.adjoa).first()
    Topic.objects.filter(pk=world.topic.pk).update(space=f.space("closed", visibility="roll"))
    elsewhere(theirs.in_reply_to)
    assert world.topic.title not in newest("mail.question", world.saran).text


def test_a_message_written_to_ask_on_purpose_is_a_question(world):
    theirs = newest("post.written", world.saran)
    text, to = "How do you audit claims?", "ask@jln.example"
    came = elsewhere(theirs.message_id, text, to, subject="Medical audit")
    assert came.reason == "asked"


UNPROVED = {
    "post.written": "OK posts it with your name in the conversation",
    "post.thanked": "OK sends it to Adjoa; nobody else reads it.",
    "form": "OK counts it as your answer to “Your country’s use",
}


@pytest.mark.parametrize("kind", UNPROVED)
def test_was_it_you_says_what_ok_does(world, kind):
    letter = world.letter(kind)
    answered(letter, "We share our rates.", sender="other@mail.example", is_checked=False)
    text = " ".join(newest("mail.question", world.saran).text.split())
    assert UNPROVED[kind] in text


@pytest.mark.parametrize(
    ("kind", "words", "effect"),
    [
        ("post.written", "THANKS", "OK thanks Adjoa with your name"),
        ("colleague.asked", "NOT ME", "OK says that somebody else knows better"),
    ],
)
def test_was_it_you_knows_the_words_that_are_no_post(world, kind, words, effect):
    answered(world.letter(kind), words, sender="other@mail.example", is_checked=False)
    assert effect in newest("mail.question", world.saran).text


def test_a_question_that_nobody_proved_says_where_it_will_stand(world):
    come(
        raw("How?", sender="saran@health.example", to="ask@jln.example", is_checked=False),
        to="ask@jln.example",
    )
    assert "OK posts it as a new question" in newest("mail.question", world.saran).text

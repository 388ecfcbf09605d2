"""What is asked back says what OK does, and who will read it."""

from __future__ import annotations

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw

from jln.conversations import actions as conversations
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
    closed = f.space("closed", visibility="roll")
    conversations.move(world.topic, closed, because="Named.", by=f.staff(), at=f.NOON)
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
    answered(letter, "We share our rates.", sender="saran.other@mail.example", is_checked=False)
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
    answered(world.letter(kind), words, sender="saran.other@mail.example", is_checked=False)
    assert effect in newest("mail.question", world.saran).text


def question_of(world, text="How do you audit provider payment?", subject="Audits"):
    """A question that waits for an OK, with two colleagues who offer help on it."""
    theme = f.theme()
    for name, code in (("Bayu", "ID"), ("Wanjiku", "KE")):
        f.offers(f.person(name, country=f.country(code, f"Land {code}")), theme)
    to = "ask@jln.example"
    sender = "saran@health.example"
    return come(raw(text, sender=sender, to=to, subject=subject, is_checked=False), to=to)


@pytest.mark.parametrize(
    ("word", "asked"),
    [
        ("OK", {"Bayu", "Wanjiku"}),
        ("Sí, soy yo", {"Bayu", "Wanjiku"}),
        ("OK 2", {"Wanjiku"}),
        ("ok: 1 and 2", {"Bayu", "Wanjiku"}),
        ("OK ٢", {"Wanjiku"}),
        ("Ok 0", set()),
    ],
)
def test_a_question_goes_to_those_its_letter_named_and_to_fewer_if_she_says_so(world, word, asked):
    came = question_of(world)
    letter = newest("mail.question", world.saran)
    assert "1. Bayu, Land ID. Offers help with Provider payment." in letter.text
    assert "2. Wanjiku, Land KE. Offers help with Provider payment." in letter.text
    answered(letter, word)
    topic = Post.objects.get(inbound=came).topic
    assert set(topic.asked.values_list("person__name", flat=True)) == asked


@pytest.mark.parametrize("word", ["OK 3", "OK 0 1", "OK 1 perhaps", "1 2", "OK not 1"])
def test_what_names_nobody_for_sure_is_asked_once_more(world, word):
    came = question_of(world)
    answered(newest("mail.question", world.saran), word)
    assert not Post.objects.filter(inbound=came).exists()
    again = newest("mail.question", world.saran)
    assert "1. Bayu, Land ID." in again.text
    answered(again, "OK 1")
    topic = Post.objects.get(inbound=came).topic
    assert set(topic.asked.values_list("person__name", flat=True)) == {"Bayu"}


def test_whom_only_the_subject_speaks_for_is_named_and_asked(world):
    came = question_of(world, subject="How do you pay clinics?")
    letter = newest("mail.question", world.saran)
    assert "3. Adjoa, Ghana. Wrote in “How do you pay clinics on time?”." in letter.text
    answered(letter, "OK 3")
    topic = Post.objects.get(inbound=came).topic
    assert set(topic.asked.values_list("person__name", flat=True)) == {"Adjoa"}


def test_a_question_that_nobody_proved_says_where_it_will_stand(world):
    come(
        raw("How?", sender="saran@health.example", to="ask@jln.example", is_checked=False),
        to="ask@jln.example",
    )
    assert "OK posts it as a new question" in newest("mail.question", world.saran).text

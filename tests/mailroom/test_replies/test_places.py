"""Every letter takes an answer to the right place: each kind, from three mail programs."""

from __future__ import annotations

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw
from tests.mailroom.test_replies.letters_of_all_kinds import PROGRAMS, pressed_reply

from jln.conversations.models import HeldPost, Post, Topic
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.mail import copies, outgoing, replies, tokens
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.replies import REPLIES, To
from jln.mail.terms import InboundState, LetterName, Purpose
from jln.notify import actions as notify
from jln.notify.terms import LetterKind

pytestmark = pytest.mark.django_db


def the_post(world, came, _kind):
    post = Post.objects.get(inbound=came)
    assert (post.topic, post.by) == (world.topic, world.saran)


def the_person(world, came, _kind):
    assert not Post.objects.filter(inbound=came).exists()
    passed_on = newest("person.written_to", world.adjoa)
    assert passed_on.reply_token.subject_id == world.saran.pk
    words = came.text.partition("\n")[0][:40]
    readers = {letter.person for letter in OutgoingMail.objects.all() if words in letter.text}
    assert readers == {world.adjoa}


def the_form(_world, came, kind):
    assert came.reason == ENDS.get(kind, "no_answer"), kind


ENDS = {
    "dialogue.due": "answered",
    "dialogue.planned": "answered",
    "dialogue.synthesis_due": "answered",
    "form": "echoed",
    "mail.question": "no_ok",
    "nomination.asked": "kept_in_part",
    "nomination.shown": "echoed",
    "post.moderated": "answered",
    "priority.asked": "kept_in_part",
    "priority.opened": "echoed",
    "seat.ended": "kept_in_part",
    "steering.input_asked": "kept_in_part",
    "strategy.opened": "answered",
}
"""What two sentences come to, by the form they answer; where they fit no question, no answer."""


def the_desk(_world, came, _kind):
    assert (came.state, came.reason) == (InboundState.HELD, "for_the_desk")


def asked_back(world, came, _kind):
    """Words to none of its numbers become no post: which one is asked."""
    assert not Post.objects.filter(by=world.saran, posted_at__gte=came.received_at).exists()
    assert newest("mail.receipt", world.saran).reply_token.purpose == Purpose.DIGEST


ARRIVES = {
    To.CONVERSATION: ("posted", the_post),
    To.PERSON: ("relayed", the_person),
    To.FORM: (None, the_form),
    To.DIGEST: ("asked_back", asked_back),
    To.DEED: ("for_the_desk", the_desk),  # a receipt for STOP: there is nothing to add to
    To.STAFF: ("for_the_desk", the_desk),
}


def test_every_kind_of_letter_has_a_declared_answer():
    assert set(REPLIES) == set(LetterName.values)
    assert set(ARRIVES) | {To.PAGE} == set(To) == set(replies.PURPOSES)


BY_MAIL = {kind for kind, to in REPLIES.items() if to is not To.PAGE}


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("kind", sorted(BY_MAIL))
def test_an_answer_arrives_where_it_was_declared(world, kind, program):
    letter = world.letter(kind)
    topics = Topic.objects.count()
    came = pressed_reply(letter, program)

    reason, has_arrived = ARRIVES[REPLIES[kind]]
    assert reason in (None, came.reason)
    has_arrived(world, came, kind)
    assert Topic.objects.count() == topics, "no answer becomes a question"


def test_a_message_that_waits_is_worded_anew_by_an_answer(world):
    came = answered(world.letter("post.moderated"), "Could the rate depend on the district?")
    held = HeldPost.objects.get(by=world.saran)
    assert (came.reason, held.decision) == ("answered", "")
    assert held.text == "Could the rate depend on the district?"


TO_NOBODY = {LetterName.APPLICATION, LetterName.UNKNOWN, LetterName.INVITATION}
"""Letters to an address that no person of the network has."""


@pytest.mark.parametrize("kind", sorted(BY_MAIL - TO_NOBODY))
def test_a_program_that_forgets_reply_to_changes_nothing(world, kind):
    letter = world.letter(kind)
    topics = Topic.objects.count()
    came = pressed_reply(letter, "gmail-en", forgets_reply_to=True)

    _reason, has_arrived = ARRIVES[REPLIES[kind]]
    has_arrived(world, came, kind)
    assert Topic.objects.count() == topics


@pytest.mark.parametrize("kind", sorted(TO_NOBODY))
def test_an_answer_to_a_letter_to_nobody_is_never_a_question_at_once(world, kind):
    topics = Topic.objects.count()
    came = pressed_reply(world.letter(kind), "gmail-en", forgets_reply_to=True)
    assert (came.state, came.reason) == (InboundState.HELD, "answers_nothing")
    assert Topic.objects.count() == topics


@pytest.mark.parametrize("kind", sorted(REPLIES))
def test_a_letter_of_the_network_leads_to_a_door_that_is_open(world, kind):
    from jln.mailroom import doors

    letter = OutgoingMail.objects.select_related("person", "reply_token").get(
        pk=world.letter(kind).pk
    )
    assert doors.known_recipient(copies.answered_at(letter)) == (kind in BY_MAIL)


def test_an_undeclared_kind_or_another_way_to_answer_is_a_mistake(world):
    with pytest.raises(LookupError, match="where do its answers go"):
        outgoing.put("digest.weekly", world.saran, subject="x", text="x", because="receipt")
    post = tokens.make(Purpose.POST, world.saran, at=f.NOON, subject=world.own)
    with pytest.raises(LookupError, match="not by a post address"):
        outgoing.put(
            "post.thanked", world.saran, subject="x", text="x", because="author", reply=post
        )


@pytest.mark.parametrize(
    "kind", [kind for kind, to in REPLIES.items() if to is To.PERSON and kind in LetterKind.values]
)
def test_a_letter_about_a_person_says_that_only_she_reads_the_answer(world, kind):
    text = world.letter(kind).text
    assert "your words go to Adjoa only" in " ".join(text.split())


def test_letters_of_a_conversation_say_who_reads_the_answer(world):
    for kind in ("post.written", "colleague.asked"):
        assert "Every member of the network can read it." in world.letter(kind).text


def test_thanks_are_answered_in_private_and_in_one_line_of_letters(world):
    pressed_reply(world.letter("post.thanked"), "gmail-en")
    back = newest("person.written_to", world.adjoa)
    assert back.from_name == "Saran"
    assert Post.objects.count() == 3

    answered(back, "Tuesday suits me.", sender="adjoa@ghs.example")
    again = newest("person.written_to", world.saran)
    assert "| Tuesday suits me." in again.text
    assert again.in_reply_to == "<CAFk2-reply-en-1@mail.health.example>"


def test_where_the_named_person_is_gone_the_staff_answer(world):
    fact = Fact.objects.get(kind=Kind.ADAPTATION_REPORTED)
    OutgoingMail.objects.filter(fact=fact).delete()
    type(world.adjoa).objects.filter(pk=world.adjoa.pk).update(status="closed")
    Fact.objects.filter(pk=fact.pk).update(told_at=None)
    notify.tell(fact.pk)
    letter = newest("adaptation.reported", world.saran)

    assert letter.reply_token is None
    assert "your words go to" not in letter.text
    assert pressed_reply(letter, "gmail-en").reason == "for_the_desk"


def test_who_answers_the_staff_is_told_that_a_person_reads_it(world):
    came = pressed_reply(world.letter("account.sign_in"), "gmail-en")
    assert "staff of the Network Manager" in came.receipt.text
    stranger = come(
        raw("Hello?", sender="x@y.example", to="desk@jln.example", is_checked=False),
        to="desk@jln.example",
    )
    assert (stranger.reason, stranger.receipt) == ("for_the_desk", None)


@pytest.mark.parametrize(
    "kind", [kind for kind, to in REPLIES.items() if to is To.PERSON and kind in LetterKind.values]
)
def test_stop_stops_the_kind_that_was_answered(world, kind):
    came = answered(world.letter(kind), "STOP")
    assert came.reason == "stopped"
    off = world.saran.mail_settings.filter(is_off=True)
    assert list(off.values_list("kind", flat=True)) == [kind]


def test_undo_is_not_passed_on_to_a_colleague(world):
    came = answered(world.letter("post.thanked"), "UNDO")
    assert (came.state, came.reason) == (InboundState.REFUSED, "not_now")
    assert newest("person.written_to", world.adjoa) is None


def test_a_receipt_of_a_question_takes_more_words_and_undo(world):
    ask = "ask@jln.example"
    asked = come(
        raw("How do you audit claims?", sender="saran@health.example", to=ask, subject="Audits"),
        to=ask,
    )
    topic = Topic.objects.get(title="Audits")
    pressed_reply(asked.receipt, "gmail-en")
    assert topic.posts.count() == 2
    assert answered(asked.receipt, "UNDO", at=asked.received_at).reason == "undone"


def test_a_code_that_is_quoted_back_stands_in_no_row(world):
    letter = world.letter("account.sign_in")
    code = copies.text_of(letter).split("    ")[1].split()[0]
    assert len(code) == 6
    said = f"Who are you?\n\nOn Sat, 21 Nov 2026 JLN <desk@jln.example> wrote:\n> {code}\n"
    more = f"In-Reply-To: {letter.message_id}\r\n"
    subject = f"Re: [demo] {code} is your code to sign in"
    to = "desk@jln.example"
    message = raw(said, sender="saran@health.example", to=to, subject=subject, more=more)
    assert code.encode() in message
    came = come(message, to=to)

    rows = [*InboundMail.objects.values(), *OutgoingMail.objects.values()]
    assert [row for row in rows if code in str(row)] == []
    assert came.receipt.subject == "Re: […] is your code to sign in"


def test_a_number_in_any_other_answer_stays(world):
    answered(world.letter("post.written"), "We paid 250000 to 614 clinics.")
    assert Post.objects.filter(text="We paid 250000 to 614 clinics.").exists()

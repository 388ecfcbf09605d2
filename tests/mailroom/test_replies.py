"""Every letter takes an answer to the right place: each kind, from three mail programs' messages."""

from __future__ import annotations

from email import message_from_bytes
from pathlib import Path

import pytest
from django.conf import settings
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw

from jln.accounts import letters as account_letters
from jln.accounts.models import Invitation, SignIn
from jln.conversations import actions as conversations
from jln.conversations.models import Post, Topic
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.kit import clock
from jln.mail import outgoing, relaying, replies, sending, tokens
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.replies import REPLIES, To
from jln.mail.terms import InboundState, LetterName, Purpose
from jln.mailroom import form_letters, table
from jln.notify import actions as notify
from jln.notify.terms import LetterKind

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parent / "samples" / "replies"
PROGRAMS = ["gmail-en", "outlook-fr", "phone-ar"]
SAID = {"gmail-en": "Thank you, this is what", "outlook-fr": "Merci, c'est", "phone-ar": "شكرا"}


class World:
    """Saran, who gets one letter of every kind; Adjoa, whom they are about."""

    def __init__(self) -> None:
        f.network()
        self.space = f.space()
        self.adjoa = f.person("Adjoa", address="adjoa@ghs.example")
        self.saran = f.person("Saran", address="saran@health.example")
        theme = f.theme()
        f.offers(self.saran, theme)
        f.seat(SeatKind.CCG_MEMBER, self.saran, country=f.country())
        self.topic = conversations.ask(
            self.space,
            text="How do you pay clinics on time?",
            theme=theme,
            by=self.adjoa,
            at=f.NOON,
        )
        self.own = conversations.answer(
            self.topic, text="We pay on the fifth.", by=self.saran, at=f.NOON
        )
        conversations.answer(self.topic, text="Thank you all.", by=self.adjoa, at=f.NOON)
        conversations.thank(self.own, words="It ended our arrears.", by=self.adjoa, at=f.NOON)
        problem, adaptation = f.problem(stated_by=self.saran), f.adaptation(reported_by=self.saran)
        for kind, thing in (
            (Kind.PROBLEM_STATED, problem),
            (Kind.PROBLEM_SHARED, problem),
            (Kind.ADAPTATION_REPORTED, adaptation),
            (Kind.ADAPTATION_ADVANCED, adaptation),
            (Kind.ADAPTATION_STOPPED, adaptation),
        ):
            record(kind, thing, by=self.adjoa, at=f.NOON, country=thing.country)
        for fact in Fact.objects.filter(told_at=None).order_by("pk"):
            notify.tell(fact.pk)

    def letter(self, kind: str) -> OutgoingMail:
        if kind in LetterKind.values and kind != LetterKind.PERSON_WRITTEN_TO:
            return newest(kind, self.saran)
        return getattr(self, "_" + kind.replace(".", "_"))()

    def _person_written_to(self):
        return relaying.put(self.saran, "Shall we meet?", by=self.adjoa, at=f.NOON, subject="Visit")

    def _form(self):
        return form_letters.put(
            table.entry("adaptation.report"), f.product(), self.saran, at=clock.now()
        )

    def _mail_question(self):
        answered(newest("post.written", self.saran), "Yes.")
        return newest("mail.question", self.saran)

    def _mail_receipt(self):
        answered(newest("post.written", self.saran), "STOP")
        return newest("mail.receipt", self.saran)

    def _account_sign_in(self):
        return self._asked_to_sign_in("account.sign_in", self.saran)

    def _account_unknown(self):
        return self._asked_to_sign_in("account.unknown", None)

    def _asked_to_sign_in(self, kind, person):
        asked = SignIn.objects.create(
            person=person,
            address="saran@health.example",
            browser="b",
            asked_at=f.NOON,
            expires_at=f.NOON,
        )
        account_letters.send_code(asked, "en", at=f.NOON)
        return newest(kind)

    def _account_address(self):
        account_letters.send_address_code(self.saran.addresses.get(), at=f.NOON)
        return newest("account.address")

    def _account_notice(self):
        account_letters.send_address_notice(
            self.saran, "saran@health.example", "s@b.example", at=f.NOON
        )
        return newest("account.notice")

    def _account_invitation(self):
        invitation = Invitation.objects.create(
            address="saran@health.example",
            name="Saran",
            country=f.country(),
            invited_by=self.adjoa,
            invited_at=f.NOON,
            expires_at=f.NOON,
        )
        account_letters.send_invitation(invitation, at=f.NOON)
        return newest("account.invitation")


@pytest.fixture
def world():
    return World()


def pressed_reply(letter: OutgoingMail, program: str, *, forgets_reply_to: bool = False):
    """The letter as it arrived, answered by a program: to Reply-To, or to From if it forgets."""
    letter = OutgoingMail.objects.select_related("person", "reply_token").get(pk=letter.pk)
    arrived = message_from_bytes(sending.bytes_of(letter, at=clock.now()))
    to = arrived["From" if forgets_reply_to else "Reply-To"].rpartition("<")[2].rstrip(">")
    marks = {
        "SERVER": settings.AUTHSERV_ID,
        "DOMAIN": "health.example",
        "FROM": "saran@health.example",
        "TO": to,
        "SUBJECT": arrived["Subject"],
        "ID": arrived["Message-ID"],
        "REFERENCES": " ".join(filter(None, [arrived["References"], arrived["Message-ID"]])),
    }
    message = (SAMPLES / f"{program}.eml").read_text()
    for mark, value in marks.items():
        message = message.replace(f"@@{mark}@@", value)
    return come(message.replace("\n", "\r\n").encode(), to=to, sender="saran@health.example")


def the_post(world, came):
    post = Post.objects.get(inbound=came)
    assert (post.topic, post.by) == (world.topic, world.saran)


def the_person(world, came):
    assert not Post.objects.filter(inbound=came).exists()
    passed_on = newest("person.written_to", world.adjoa)
    assert passed_on.reply_token.subject_id == world.saran.pk
    words = came.text.partition("\n")[0][:40]
    readers = {letter.person for letter in OutgoingMail.objects.filter(text__contains=words)}
    assert readers == {world.adjoa}


def the_form(_world, came):
    assert came.reason in ("answered", "no_answer")


def the_desk(_world, came):
    assert (came.state, came.reason) == (InboundState.HELD, "for_the_desk")


ARRIVES = {
    To.CONVERSATION: ("posted", the_post),
    To.PERSON: ("relayed", the_person),
    To.FORM: (None, the_form),
    To.DEED: ("for_the_desk", the_desk),  # a receipt for STOP: there is nothing to add to
    To.STAFF: ("for_the_desk", the_desk),
}


def test_every_kind_of_letter_has_a_declared_answer():
    assert set(REPLIES) == set(LetterName.values)
    assert set(ARRIVES) == set(To) == set(replies.PURPOSES)


@pytest.mark.parametrize("program", PROGRAMS)
@pytest.mark.parametrize("kind", sorted(REPLIES))
def test_an_answer_arrives_where_it_was_declared(world, kind, program):
    topics = Topic.objects.count()
    came = pressed_reply(world.letter(kind), program)

    reason, has_arrived = ARRIVES[REPLIES[kind]]
    assert reason in (None, came.reason)
    has_arrived(world, came)
    assert Topic.objects.count() == topics, "no answer becomes a question"


TO_NOBODY = {LetterName.UNKNOWN, LetterName.INVITATION}
"""Letters to an address that no person of the network has."""


@pytest.mark.parametrize("kind", sorted(set(REPLIES) - TO_NOBODY))
def test_a_program_that_forgets_reply_to_changes_nothing(world, kind):
    letter = world.letter(kind)
    topics = Topic.objects.count()
    came = pressed_reply(letter, "gmail-en", forgets_reply_to=True)

    _reason, has_arrived = ARRIVES[REPLIES[kind]]
    has_arrived(world, came)
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
    assert doors.known_recipient(sending.answered_at(letter))


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


# What is asked back


def elsewhere(letter_id: str, text: str = "We share our rates.", to: str = "network@jln.example"):
    more = f"In-Reply-To: <x@other.example>\r\nReferences: {letter_id}\r\n"
    return come(raw(text, sender="saran@health.example", to=to, more=more), to=to)


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
    came = elsewhere(theirs.message_id, "How do you audit claims?", "ask@jln.example")
    assert came.reason == "asked"


UNPROVED = {
    "post.written": "OK posts it with your name in the conversation",
    "post.thanked": "OK sends it to Adjoa; nobody else reads it.",
    "form": "OK counts it as your answer to “What did your country make",
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


# Subjects


SUBJECTS = [
    "Re: [demo] Re: [demo] Paying clinics",
    "RE : [demo] Paying clinics",
    "RV: [demo] Re: Paying clinics",
    "ENC: RES: [demo] Paying clinics",
    "TR: Réf : [demo] Paying clinics",
    "رد: [demo] رد: Paying clinics",
    "إعادة توجيه: [demo] Paying clinics",
    "[demo] Paying clinics",
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_subject_carries_one_mark_of_an_answer(world, subject):
    came = answered(world.letter("post.thanked"), "Tuesday suits me.", subject=subject)
    passed_on = newest("person.written_to", world.adjoa)
    assert passed_on.subject == came.receipt.subject == "Re: Paying clinics"
    head = sending.bytes_of(passed_on, at=clock.now()).partition(b"\r\n\r\n")[0]
    assert b"Subject: [demo] Re: Paying clinics\r\n" in head


def test_a_tag_of_the_writers_own_stays(world):
    came = answered(world.letter("post.written"), "Yes we do.", subject="Re: [PHC] Paying clinics")
    assert came.receipt.subject == "Re: [PHC] Paying clinics"


def test_nothing_of_an_answer_is_lost_on_the_way(world):
    for program in PROGRAMS:
        pressed_reply(world.letter("post.thanked"), program)
        assert SAID[program] in newest("person.written_to", world.adjoa).text
    assert not InboundMail.objects.filter(state=InboundState.RECEIVED).exists()

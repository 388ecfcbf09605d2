"""A subject carries one mark of an answer, and nothing of an answer is lost."""

from __future__ import annotations

import pytest
from tests.mailroom.letters import answered, come, newest, raw
from tests.mailroom.test_replies.letters_of_all_kinds import PROGRAMS, pressed_reply

from jln.kit import clock
from jln.mail import copies
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import InboundState

pytestmark = pytest.mark.django_db
SAID = {"gmail-en": "Thank you, this is what", "outlook-fr": "Merci, c'est", "phone-ar": "شكرا"}


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
    head = copies.bytes_of(passed_on, at=clock.now()).partition(b"\r\n\r\n")[0]
    assert b"Subject: [demo] Re: Paying clinics\r\n" in head


def test_a_tag_of_the_writers_own_stays(world):
    came = answered(world.letter("post.written"), "Yes we do.", subject="Re: [PHC] Paying clinics")
    assert came.receipt.subject == "Re: [PHC] Paying clinics"


def test_a_question_without_a_subject_is_answered_under_its_title(world):
    to = "ask@jln.example"
    text = "Half of our ambulances stand. Who has a contract for ambulances?"
    came = come(raw(text, sender="saran@health.example", to=to, subject=""), to=to)
    assert came.receipt.subject == "Re: Who has a contract for ambulances?"


def test_nothing_of_an_answer_is_lost_on_the_way(world):
    for program in PROGRAMS:
        pressed_reply(world.letter("post.thanked"), program)
        assert SAID[program] in newest("person.written_to", world.adjoa).text
    assert not InboundMail.objects.filter(state=InboundState.RECEIVED).exists()


ABOUT = {
    "post.thanked": "How do you pay clinics on time?",
    "problem.stated": "Clinics are paid late.",
    "adaptation.reported": "Costing manual",
}


@pytest.mark.parametrize("kind", ABOUT)
def test_the_other_person_gets_a_subject_that_she_knows(world, kind):
    """Our letter's subject was made for its reader, in her language."""
    world.saran.language = "ar"
    world.saran.save()
    letter = world.letter(kind)
    OutgoingMail.objects.filter(pk=letter.pk).update(own_subject="شكر من Adjoa")
    letter.refresh_from_db()

    pressed_reply(letter, "phone-ar")
    assert newest("person.written_to", world.adjoa).subject.startswith(f"Re: {ABOUT[kind]}")


def test_a_subject_of_the_writers_own_is_kept(world):
    answered(world.letter("post.thanked"), "Shall we?", subject="A visit in March")
    assert newest("person.written_to", world.adjoa).subject == "Re: A visit in March"

from __future__ import annotations

import pytest

from jln.countries.models import Seat
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.mail import copies
from jln.mail.models import OutgoingMail
from jln.mail.terms import InboundState, Reason
from jln.mailroom import form_letters, table
from jln.people.models import Person
from jln.seats import actions
from jln.seats.models import Handover
from jln.seats.terms import State, Way
from jln.ui import formats
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.seats.network import DAY, NOON, TODAY, Ghana, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def ghana():
    return Ghana()


def the_handover():
    return Handover.objects.select_related("seat").get()


def ok(person):
    """The person answers OK to what was asked back last."""
    return answered(newest("mail.question", person), "OK", at=NOON)


def test_the_whole_hand_over_by_mail_but_for_the_second_person(ghana):
    letter = form_letters.put(table.entry("seat.end"), ghana.seat, ghana.yaw, at=NOON)
    answered(letter, TODAY.isoformat(), at=NOON)
    assert fresh(ghana.seat).ends_on is None
    assert f"Last day: {formats.day(TODAY)}" in newest("mail.question", ghana.yaw).text
    ok(ghana.yaw)
    assert fresh(ghana.seat).ends_on == TODAY

    answered(newest("seat.ended", ghana.abena), "Efua", at=NOON)
    ok(ghana.abena)
    assert the_handover().successor == ghana.efua

    mail = answered(newest("handover.named", ghana.efua), "YES", at=NOON)
    assert (mail.state, mail.reason) == (InboundState.DONE, Reason.ANSWERED)
    assert the_handover().confirmed_by == Way.MAIL
    assert not Seat.objects.filter(person=ghana.efua).exists()

    actions.second(the_handover(), by=ghana.chen, at=NOON)
    assert Seat.objects.get(person=ghana.efua).starts_on == TODAY + DAY


@pytest.mark.parametrize(
    ("language", "word"), [("en", "yes"), ("fr", "oui"), ("es", "sí"), ("pt", "sim"), ("ar", "نعم")]
)
def test_yes_is_understood_in_each_language(ghana, language, word):
    Person.objects.filter(pk=ghana.efua.pk).update(language=language)
    ghana.named(fresh(ghana.efua))
    answered(newest("handover.named", ghana.efua), word, at=NOON)
    assert the_handover().state is State.CONFIRMED


def test_what_answers_nothing_is_told_how_this_letter_is_answered(ghana):
    letter = form_letters.put(table.entry("seat.end"), ghana.seat, ghana.abena, at=NOON)
    assert "write only your answer" in letter.text
    came = answered(letter, "Next Friday", at=NOON)
    assert "write only your answer" in came.receipt.text
    ghana.named()
    came = answered(newest("handover.named", ghana.efua), "Perhaps", at=NOON)
    assert "Answer with one word: YES or NO." in came.receipt.text
    assert "number" not in came.receipt.text


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("31/02/2027", "outside of what is possible"),
        ("On 32 December", "outside of what is possible"),
        ("In December 2026", "no whole date"),
    ],
)
def test_an_impossible_day_is_named_with_the_reason(ghana, said, why):
    letter = form_letters.put(table.entry("seat.end"), ghana.seat, ghana.abena, at=NOON)
    answered(letter, f"last day = {said}\n\nThank you for all your letters.", at=NOON)
    asked = newest("mail.question", ghana.abena).text
    assert why in asked
    assert f"Last day: “{said}”" in asked
    assert "all your letters" not in asked


def test_no_by_mail_asks_for_somebody_else(ghana):
    ghana.named()
    answered(newest("handover.named", ghana.efua), "No", at=NOON)
    assert the_handover().state is State.DECLINED


def test_a_yes_that_nothing_proves_is_asked_back_and_changes_nothing(ghana):
    ghana.named()
    answered(
        newest("handover.named", ghana.efua), "YES", sender="other@gh.example",
        is_checked=False, at=NOON,
    )  # fmt: skip
    assert the_handover().state is State.NAMED


def test_an_agreement_by_mail_leads_nowhere(ghana):
    ghana.named()
    letter = newest("handover.waits", ghana.yaw)
    assert letter.reply_token is None
    assert "handover.second" not in table.ENTRIES


def test_the_end_said_by_mail_is_taken_back_by_mail(ghana):
    letter = form_letters.put(table.entry("seat.end"), ghana.seat, ghana.yaw, at=NOON)
    answered(letter, TODAY.isoformat(), at=NOON)
    ok(ghana.yaw)
    answered(newest("mail.receipt", ghana.yaw), "UNDO", at=NOON)
    assert fresh(ghana.seat).ends_on is None


def test_an_address_is_invited_by_mail(ghana):
    ghana.ending()
    answered(newest("seat.ended", ghana.abena), "1. ama@gh.example\n2. Ama Mensah", at=NOON)
    ok(ghana.abena)
    assert the_handover().invitation.address == "ama@gh.example"


def test_the_briefing_fits_two_sides_and_holds_no_address(ghana):
    for number in range(40):
        topic = f.topic(
            ghana.esi, title=f"How do you pay clinics in district {number}, and how fast?"
        )
        topic.asked.create(person=ghana.yaw, reasons=[{"code": "problem", "of": 1}], asked_at=NOON)
        f.problem(statement=f"Clinics of district {number} are paid three months late. " * 4)
        f.seat("ccg_member", f.person(f"Member {number}"), country=ghana.country)
    actions.end(ghana.seat, TODAY, words="Write the agenda on Monday. " * 20, by=ghana.yaw, at=NOON)
    ghana.named()

    letter = OutgoingMail.objects.select_related("person", "reply_token").get(kind="handover.named")

    assert len(copies.bytes_of(letter, at=NOON)) < 20_000
    assert len(letter.text.splitlines()) < 100
    assert "Write the agenda on Monday." in letter.text
    assert "@" not in letter.text.replace("{{", "")
    assert Fact.objects.filter(kind=Kind.HANDOVER_NAMED).count() == 1

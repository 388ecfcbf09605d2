from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings

from jln.accounts import actions as accounts
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.mail import outgoing, tokens
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.reading.automatic import sounds_left
from jln.people.models import EmailAddress, Person
from jln.seats import actions
from jln.seats.models import Handover
from jln.seats.terms import State, Trigger
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw
from tests.seats.network import DAY, NOON, TODAY, Ghana, fresh

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def ghana():
    return Ghana()


def dies(person, at=NOON):
    EmailAddress.objects.filter(person=person).update(bounced_at=at)


def told(kind):
    return set(OutgoingMail.objects.filter(kind=kind).values_list("person__name", flat=True))


def kinds():
    return list(Fact.objects.order_by("pk").values_list("kind", flat=True))


def test_a_dead_address_proposes_the_end_to_the_country_once(ghana):
    dies(ghana.yaw)

    assert actions.notice_silence(at=NOON) == 1
    assert actions.notice_silence(at=NOON + DAY) == 0

    handover = Handover.objects.get()
    assert (handover.state, handover.trigger) == (State.PROPOSED, Trigger.BOUNCES)
    assert fresh(ghana.seat).ends_on is None
    assert told("handover.proposed") == {"Abena"}
    assert kinds() == [Kind.HANDOVER_PROPOSED]


def test_after_a_week_without_a_word_the_network_manager_is_told_once(ghana):
    dies(ghana.yaw)
    actions.notice_silence(at=NOON)

    assert actions.notice_silence(at=NOON + WEEK - timedelta(hours=1)) == 0
    assert actions.notice_silence(at=NOON + WEEK) == 1
    assert actions.notice_silence(at=NOON + 2 * WEEK) == 0

    assert told("handover.proposed") == {"Abena", "Chen"}
    assert kinds() == [Kind.HANDOVER_PROPOSED, Kind.HANDOVER_RAISED]


def test_once_the_end_is_said_nobody_is_told_again(ghana):
    dies(ghana.yaw)
    actions.notice_silence(at=NOON)
    actions.end(fresh(ghana.seat), TODAY, by=ghana.abena, at=NOON)

    assert actions.notice_silence(at=NOON + WEEK) == 0
    assert Handover.objects.get().state is State.OPEN


def test_the_end_is_said_by_answering_with_a_day(ghana):
    dies(ghana.yaw)
    actions.notice_silence(at=NOON)
    answered(newest("handover.proposed", ghana.abena), TODAY.isoformat(), at=NOON)
    answered(newest("mail.question", ghana.abena), "OK", at=NOON)
    assert fresh(ghana.seat).ends_on == TODAY


def test_when_the_holder_is_reached_again_the_proposal_is_dropped(ghana):
    dies(ghana.yaw)
    actions.notice_silence(at=NOON)
    EmailAddress.objects.filter(person=ghana.yaw).update(bounced_at=None)

    assert actions.notice_silence(at=NOON + DAY) == 1

    assert Handover.objects.get().state is State.DROPPED
    assert fresh(ghana.seat).ends_on is None


def test_a_seat_that_the_country_keeps_is_not_proposed_again(ghana):
    dies(ghana.yaw)
    actions.notice_silence(at=NOON)
    actions.go_on(fresh(ghana.seat), by=ghana.abena, at=NOON)
    assert actions.notice_silence(at=NOON + DAY) == 0


def test_the_alternate_speaks_once_the_end_is_proposed(ghana):
    representative = f.seat(SeatKind.STEERING_REPRESENTATIVE, ghana.esi, country=ghana.country)
    f.seat(SeatKind.STEERING_ALTERNATE, ghana.efua, country=ghana.country)
    dies(ghana.esi)
    actions.notice_silence(at=NOON)

    assert told("handover.proposed") == {"Abena", "Efua", "Yaw"}
    actions.end(representative, TODAY, by=ghana.efua, at=NOON)
    assert fresh(representative).ends_on == TODAY


def test_whoever_closes_her_account_leaves_no_seat_behind_unnoticed(ghana):
    Person.objects.filter(pk=ghana.yaw.pk).update(status="closed", closed_at=NOON)
    assert actions.notice_silence(at=NOON) == 1
    assert Handover.objects.get().trigger == Trigger.CLOSED
    assert accounts is not None


def automatic(ghana, text, *, to=""):
    letter = outgoing.put(
        "desk.answer", ghana.yaw, subject="A letter", text="Words.\n", because="receipt", at=NOON
    )
    to = to or tokens.bounce_address(letter)
    message = raw(text, sender="yaw@gh.example", to=to, more="Auto-Submitted: auto-replied\r\n")
    return come(message, to=to, sender="yaw@gh.example", at=NOON)


def test_an_automatic_answer_that_he_has_left_proposes_the_end(ghana):
    assert automatic(ghana, "Mr Yaw no longer works at this agency.").reason == "left"
    assert actions.notice_silence(at=NOON) == 1
    assert Handover.objects.get().trigger == Trigger.LEFT


def test_it_is_forgotten_when_he_writes_himself(ghana):
    automatic(ghana, "Mr Yaw no longer works at this agency.")
    InboundMail.objects.create(
        size=1,
        received_at=NOON + DAY,
        envelope_to="x",
        person=ghana.yaw,
        is_proved=True,
        state="done",
    )
    assert actions.notice_silence(at=NOON + DAY) == 0


@pytest.mark.parametrize(
    "text", ["I am out of the office until Monday.", "Thank you for your mail."]
)
def test_who_is_only_away_keeps_his_seat(ghana, text):
    assert automatic(ghana, text).reason == "automatic"
    assert actions.notice_silence(at=NOON) == 0


def test_a_notice_that_answers_no_letter_of_ours_counts_for_nothing(ghana):
    desk = f"desk@{settings.MAIL_DOMAIN}"
    assert automatic(ghana, "Mr Yaw no longer works at this agency.", to=desk).reason == "automatic"
    assert actions.notice_silence(at=NOON) == 0


@pytest.mark.parametrize(
    "text",
    [
        "She has left the Ministry.",
        "I no longer work at the fund.",
        "Je ne travaille plus à la CNAM.",
        "Elle a quitté la caisse.",
        "Ya no trabajo en el ministerio.",
        "Já não trabalho no instituto.",
        "لم أعد أعمل في الوزارة.",
    ],
)
def test_having_left_is_understood_in_five_languages(text):
    assert sounds_left(text)


@pytest.mark.parametrize(
    "text",
    [
        "I am on leave, back on Monday.",
        "Je suis absente jusqu'à lundi.",
        "Estoy fuera de la oficina.",
        "I will not be working on Friday.",
        "I am not at my desk this week.",
        "I have left for lunch.",
    ],
)
def test_being_away_is_not_having_left(text):
    assert not sounds_left(text)

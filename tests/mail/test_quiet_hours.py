"""Quiet hours: who is written to at night, and what a deadline in them changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import factories as f

from jln.conversations.models import AskedColleague, Asking
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import end_of
from jln.mail import outgoing
from jln.notify.models import MailPlan
from jln.notify.told import told

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)


def sleeper(**values):
    who = f.person(timezone="Africa/Accra")
    MailPlan.objects.create(person=who, **{"quiet_from": 20, "quiet_to": 7} | values)
    return who


def due(person, because, until=None):
    return outgoing.draft("mail.receipt", person, because=because, at=NIGHT, until=until).not_before


@pytest.mark.parametrize("because", ["on_list", "seat", "digest"])
def test_a_letter_nobody_asked_for_waits_for_morning_one_to_a_seat_too(because):
    assert due(sleeper(), because) == MORNING


@pytest.mark.parametrize("because", ["you_asked", "safety", "receipt", "invited"])
def test_what_somebody_waits_for_comes_at_night(because):
    assert due(sleeper(), because) == NIGHT


def test_only_a_deadline_that_falls_within_them_breaks_them():
    ama = sleeper()
    assert due(ama, "seat", end_of(date(2026, 11, 23))) == NIGHT
    assert due(ama, "seat", MORNING) == NIGHT
    assert due(ama, "seat", MORNING + timedelta(minutes=1)) == MORNING
    assert due(ama, "seat", NIGHT - timedelta(hours=1)) == MORNING, "it is over already"
    assert due(sleeper(quiet_from=8, quiet_to=8), "seat") == NIGHT


@pytest.mark.parametrize(("days", "goes"), [(0, NIGHT), (1, MORNING)])
def test_a_question_asked_at_night_comes_at_night_if_it_must_be_answered_by_then(days, goes):
    f.network()
    ama, topic = sleeper(), f.topic(started_at=NIGHT)
    need_by = NIGHT.date() + timedelta(days=days)
    Asking.objects.create(topic=topic, by=topic.by, need_by=need_by)
    AskedColleague.objects.create(topic=topic, person=ama, asked_at=NIGHT, reasons=[])
    fact = record(
        Kind.COLLEAGUE_ASKED,
        topic,
        by=topic.by,
        at=NIGHT,
        space=topic.space,
        about=ama,
        data={"topic": topic.pk},
    )
    letter = told(fact)
    assert letter.until == end_of(need_by)
    assert due(ama, "offers_help", letter.until) == goes

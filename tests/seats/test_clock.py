"""A coordinator replaced from Friday to Monday, on the demonstration's clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.access.check import can
from jln.access.permissions import Permission
from jln.conversations.models import AskedColleague
from jln.countries.terms import SeatKind
from jln.demonstration import clock as command
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit import clock
from jln.mailroom import form_letters, table
from jln.people.models import Person
from jln.seats import actions
from jln.seats.models import Handover
from jln.seats.terms import State
from tests import factories as f
from tests.mailroom.letters import answered, newest
from tests.seats.network import Ghana, fresh, holders

FRIDAY = 4


@pytest.fixture
def own_clock(settings, tmp_path, monkeypatch):
    """A data folder of its own, so that no other test sees the time move."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(clock, "_offset", timedelta())
    monkeypatch.setattr(clock, "_looked_at", -clock.LOOK_EVERY)


def to_friday() -> None:
    clock.advance(timedelta(days=(FRIDAY - clock.now().weekday()) % 7))


@pytest.mark.django_db(transaction=True)  # duties are begun after the commit
@pytest.mark.usefixtures("own_clock")
def test_a_coordinator_replaced_from_friday_to_monday():
    ghana = Ghana()
    to_friday()
    friday = clock.now().date()
    monday = friday + timedelta(days=3)
    topic = f.topic(ghana.esi)
    topic.asked.create(
        person=ghana.yaw, reasons=[{"code": "problem", "of": 1}], asked_at=clock.now()
    )

    last_day = form_letters.put(table.entry("seat.end"), ghana.seat, ghana.yaw, at=clock.now())
    answered(last_day, friday.isoformat(), at=clock.now())
    answered(newest("mail.question", ghana.yaw), "OK", at=clock.now())
    answered(newest("seat.ended", ghana.abena), f"1. Efua\n3. {monday.isoformat()}", at=clock.now())
    answered(newest("mail.question", ghana.abena), "OK", at=clock.now())
    answered(newest("handover.named", ghana.efua), "YES", at=clock.now())
    actions.second(Handover.objects.get(), by=ghana.chen, at=clock.now())

    def coordinators(on):
        return holders(SeatKind.CCG_COORDINATOR, ghana.country, on)

    assert Handover.objects.get().state is State.SETTLED
    assert not can(ghana.efua, Permission.COUNTRY_PUBLISH, ghana.country)

    assert command.main(["+1d"]) == 0  # Saturday
    assert coordinators(clock.now().date()) == []
    assert not can(ghana.yaw, Permission.COUNTRY_PUBLISH, ghana.country)
    assert AskedColleague.objects.get(declined_at=None).person == ghana.yaw

    assert command.main(["+2d"]) == 0  # Monday
    assert clock.now().date() == monday
    assert coordinators(monday) == ["Efua"]
    assert Handover.objects.get().state is State.DONE
    assert can(ghana.efua, Permission.COUNTRY_PUBLISH, ghana.country)
    assert AskedColleague.objects.get(declined_at=None).person == ghana.efua
    assert fresh(ghana.seat).ends_on == friday
    assert Fact.objects.filter(kind=Kind.HANDOVER_MOVED).count() == 1
    assert Person.objects.get(pk=ghana.yaw.pk).status == "active"

"""A month of a small network: nobody's minutes are passed, no deadline is lost, a week is told as sent."""

from __future__ import annotations

import random

import pytest
from benchmarks import attention
from tests import factories as f
from tests.notify.digests import world as w

from jln.countries.models import CountryCoreGroup
from jln.governance.models import CoreGroupAction, CoreGroupMeeting
from jln.spaces.terms import Delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Six people of three zones in two spaces, and an action for each."""
    f.network()
    spaces = [f.space(), w.group()]
    zones = ("Africa/Accra", "Asia/Manila")
    found = [f.person(f"Reader {n}", timezone=zones[n % 2], country=f.country()) for n in range(6)]
    group = CountryCoreGroup.objects.create(country=f.country(), name="Group")
    meeting = CoreGroupMeeting.objects.create(group=group, starts_at=f.NOON, created_at=f.NOON)
    for one in found:
        for space in spaces:
            w.listed(one, space, Delivery.EVERY)
        CoreGroupAction.objects.create(
            group=group,
            meeting=meeting,
            text="Send the data",
            owner=one,
            due_on="2026-01-01",
            given_at=f.NOON,
        )
    return found


@pytest.mark.long
def test_minutes_are_kept_deadlines_come_and_a_week_is_told_as_it_was_sent(people):
    attention.settle(random.Random(3))
    found = attention.month(random.Random(4), 15, 6)
    assert found.letters > 50
    assert found.messages > 15
    assert found.most > 0.5, "too little happens for minutes to matter"
    assert (found.over, found.dropped, found.differing) == ([], [], [])
    assert found.told == len(people)

"""Several answer at once: one end."""

from __future__ import annotations

import pytest

from jln.priorities import merging
from jln.priorities.models import Priority, PriorityConsent, PriorityMerge
from tests.priorities.test_round import CLAIMS, CLINICS
from tests.priorities.world import World
from tests.seats.test_at_once import at_once, on_a_disk  # noqa: F401 -- a fixture for all

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_yes_and_a_no_end_in_a_no():
    world = World()
    world.names("GH", 0, CLAIMS)
    world.names("IN", 0, CLINICS)
    world.later(3)
    world.confirms("GH")
    world.confirms("IN")
    numbers = list(Priority.objects.values_list("pk", flat=True))
    at_once(*[lambda: merging.propose(world.now(), numbers, by=world.staff, at=world.at)] * 8)
    merge = PriorityMerge.objects.get()
    asked = list(PriorityConsent.objects.filter(is_yes=None).order_by("pk"))
    assert len(asked) == 2

    def say(one, is_yes):
        return lambda: merging.consent(
            PriorityConsent.objects.get(pk=one.pk),
            is_yes=is_yes,
            reason="",
            by=one.person,
            at=world.at,
        )

    ends = at_once(*[say(asked[0], is_yes=True)] * 4, *[say(asked[1], is_yes=False)] * 4)
    assert set(ends) <= {"done", "RuleBroken"}
    merge.refresh_from_db()
    assert merge.ended_at
    assert not merge.priorities.exists()
    assert not Priority.objects.filter(stands=False).exists()

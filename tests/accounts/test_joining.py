"""Who accepts an invitation is on the roll of the whole network from that day on."""

from __future__ import annotations

import pytest

from jln.accounts import actions
from jln.conversations.queries import spaces_to_ask_in
from jln.countries.terms import SeatKind
from jln.mail import seals
from jln.people.models import Person
from jln.spaces.models import SpaceMember
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_joining_puts_on_the_networks_roll_and_on_no_other():
    network, _costing = f.space("network"), f.space("costing", kind="group", visibility="roll")
    f.space("old", closed_at=f.NOON)
    country = f.country()
    coordinator = f.person(country=country)
    f.seat(SeatKind.CCG_COORDINATOR, coordinator, country=country)
    invitation = actions.invite(
        "kofi@health.example",
        name="Kofi",
        country=country,
        language="en",
        by=coordinator,
        at=f.NOON,
    )
    token = seals.seal("invitation", invitation.pk, invitation.address)

    actions.accept(token, name="Kofi", language="en", device="Firefox", at=f.NOON)

    kofi = Person.objects.get(name="Kofi")
    (row,) = SpaceMember.objects.filter(person=kofi)
    assert (row.space, row.since_on, row.until_on) == (network, f.NOON.date(), None)
    assert [space.slug for space in spaces_to_ask_in(kofi)] == ["network"]

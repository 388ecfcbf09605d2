"""The roll of a country's space follows the seats of the country, by their days.

Whoever was put on it otherwise (by invitation) stays: only who held a seat is taken off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.countries.models import Seat
from jln.countries.terms import COUNTRY_SEATS
from jln.kit.time import day
from jln.people.models import Person
from jln.spaces import actions
from jln.spaces.models import Space, SpaceMember
from jln.spaces.terms import SpaceKind

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def follow_seats(space: Space, *, at: datetime) -> int:
    """Who holds a seat of the country today is on; whose last one ended is off. Repeatable."""
    seats = Seat.objects.filter(country=space.country_id, kind__in=COUNTRY_SEATS)
    seats = seats.filter(person__isnull=False)
    today = set(seats.held_on(day(at)).values_list("person", flat=True))
    ever = set(seats.filter(starts_on__lte=day(at)).values_list("person", flat=True))
    on_roll = set(
        SpaceMember.objects.filter(space=space, until_on=None).values_list("person", flat=True)
    )
    coming = Person.objects.present().filter(pk__in=today - on_roll).order_by("pk")
    going = Person.objects.filter(pk__in=(ever - today) & on_roll).order_by("pk")
    changed = 0
    for person in coming:
        actions.put_on_roll(space, person, at=at)
        changed += 1
    for person in going:
        changed += actions.take_off_roll(space, person, at=at)
    return changed


def follow_all(*, at: datetime) -> int:
    """All countries' spaces, a transaction each. Gives how many lines changed."""
    spaces = Space.objects.filter(kind=SpaceKind.COUNTRY, closed_at=None).order_by("pk")
    return sum(follow_seats(space, at=at) for space in spaces)

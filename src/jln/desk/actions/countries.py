"""Deciding on a person's change of country: seats and rooms of the old one end with it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts.models import CountryRequest
from jln.countries.models import Seat
from jln.countries.terms import COUNTRY_SEATS
from jln.desk import letters, rules
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.people.models import Person
from jln.search import index
from jln.seats import actions as seats
from jln.spaces import actions as spaces
from jln.spaces.models import Space
from jln.web import versions

if TYPE_CHECKING:
    from datetime import datetime

    from jln.countries.models import Country


@transaction.atomic
def decide_country(
    asked: CountryRequest, *, is_granted: bool, words: str, by: Person, at: datetime
) -> CountryRequest:
    """Grant another country, or keep the old one with a reason; the person is told either way.

    Raises PermissionDenied, or RuleBroken if it was decided already.
    """
    require(by, Permission.PERSON_MOVE, asked.person)
    rows = CountryRequest.objects.select_for_update(of=("self",))
    asked = rows.select_related("person__country", "country").get(pk=asked.pk)
    words = " ".join(words.split())[:600]
    rules.may_decide_country(
        is_open=asked.decided_at is None and asked.withdrawn_at is None,
        is_granted=is_granted,
        words=words,
        is_own=asked.person_id == by.pk,
    ).or_raise()

    asked.decided_at, asked.decided_by, asked.is_granted, asked.words = at, by, is_granted, words
    asked.save(update_fields=["decided_at", "decided_by", "is_granted", "words"])
    if is_granted:
        _move(asked.person, asked.country, by=by, at=at)

    kind = Kind.COUNTRY_CHANGED if is_granted else Kind.COUNTRY_KEPT
    record(kind, asked, by=by, at=at, about=asked.person, country=asked.country)
    letters.country_decided(asked, by=by, at=at)
    versions.bump(f"person:{by.pk}")
    return asked


def _move(person: Person, to: Country, *, by: Person, at: datetime) -> None:
    """What hangs on the old country ends today; what she wrote stays where it stands."""
    old = person.country
    Person.objects.filter(pk=person.pk).update(country=to)
    if old is not None:
        for seat in Seat.objects.held_on(day(at)).filter(
            person=person, country=old, kind__in=COUNTRY_SEATS
        ):
            seat.ends_on = max(seat.starts_on, day(at) - timedelta(days=1))
            seat.save(update_fields=["ends_on"])
            record(Kind.SEAT_ENDED, seat, by=by, at=at, about=person, country=old)
            seats.open_handover(seat, by=by, at=at)
        for space in Space.objects.filter(country=old):
            spaces.take_off_roll(space, person, at=at)
    index.renew("person", person.pk)

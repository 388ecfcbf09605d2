"""What a country gave in kind: each thing by itself, and nothing ever added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.membership.models import Contribution
from jln.membership.rules import contributing as rules

if TYPE_CHECKING:
    from datetime import date, datetime

    from jln.countries.models import Country
    from jln.people.models import Person


class Given(NamedTuple):
    """A contribution as it is told."""

    given_on: date
    what: str
    for_whom: str
    value: str = ""


@transaction.atomic
def contribute(country: Country, given: Given, *, by: Person, at: datetime) -> Contribution:
    """Put it on record. Said twice it is one. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.CONTRIBUTION_RECORD, country)
    rules.may_record(given.given_on, on=day(at)).or_raise()
    made, is_new = Contribution.objects.get_or_create(
        country=country,
        given_on=given.given_on,
        what=given.what,
        for_whom=given.for_whom,
        withdrawn_at=None,
        defaults={
            "value": given.value,
            "language": by.language,
            "recorded_by": by,
            "recorded_at": at,
        },
    )
    if is_new:
        record(Kind.CONTRIBUTION_RECORDED, made, by=by, at=at, country=country)
    return made


@transaction.atomic
def take_back_contribution(of: Contribution, *, by: Person, at: datetime) -> Contribution:
    """It was a mistake. Safe to repeat; raises PermissionDenied."""
    require(by, Permission.CONTRIBUTION_RECORD, of.country)
    of = Contribution.objects.select_for_update(of=("self",)).get(pk=of.pk)
    if of.withdrawn_at is None:
        of.withdrawn_at = at
        of.save(update_fields=["withdrawn_at"])
        record(Kind.CONTRIBUTION_WITHDRAWN, of, by=by, at=at, country=of.country)
    return of

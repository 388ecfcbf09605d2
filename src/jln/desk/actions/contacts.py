"""Putting on record what was said with a country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.countries.models import Country
from jln.desk.models import CountryContact
from jln.desk.rules import calling
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import date, datetime

    from jln.people.models import Person


@transaction.atomic
def note_contact(  # noqa: PLR0913 -- a contact has this many sides
    country: Country,
    *,
    held_on: date,
    way: str,
    whom: str,
    said: str,
    next_step: str = "",
    next_on: date | None = None,
    by: Person,
    at: datetime,
) -> CountryContact:
    """Keep a contact; steps agreed earlier are done with it. The same again is one contact.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.DESK_OPEN, current())
    calling.may_note(held_on=held_on, next_step=next_step, next_on=next_on, on=day(at)).or_raise()
    country = Country.objects.select_for_update().get(pk=country.pk)
    same = {"country": country, "held_on": held_on, "whom": whom, "said": said}
    if before := CountryContact.objects.filter(**same).first():
        return before

    CountryContact.objects.filter(
        country=country, done_at=None, next_on__isnull=False, held_on__lte=held_on
    ).update(done_at=at)
    noted = CountryContact.objects.create(
        **same, way=way, next_step=next_step, next_on=next_on, by=by, at=at
    )

    record(Kind.COUNTRY_CALLED, noted, by=by, at=at, country=country)
    return noted

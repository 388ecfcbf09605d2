"""Asking for another country. Rights hang on it, so staff decide: see `desk.actions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import rules
from jln.accounts.models import CountryRequest
from jln.facts.kinds import Kind
from jln.facts.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.countries.models import Country
    from jln.people.models import Person


@transaction.atomic
def ask_for_country(
    person: Person, country: Country, *, because: str, by: Person, at: datetime
) -> CountryRequest:
    """Ask to belong to another country; what was asked before and is open gives way to it."""
    require(by, Permission.PERSON_EDIT, person)
    because = " ".join(because.split())
    rules.may_ask_for_country(is_same=person.country_id == country.pk, because=because).or_raise()

    _open(person).update(withdrawn_at=at)
    asked = CountryRequest.objects.create(
        person=person, country=country, because=because[:600], asked_at=at
    )

    record(Kind.COUNTRY_ASKED, asked, by=by, at=at, about=person, country=country)
    return asked


@transaction.atomic
def withdraw_country_request(person: Person, *, by: Person, at: datetime) -> bool:
    """No longer ask for another country. Safe to repeat; False if nothing waited."""
    require(by, Permission.PERSON_EDIT, person)
    return bool(_open(person).update(withdrawn_at=at))


def _open(person: Person) -> QuerySet[CountryRequest]:
    return CountryRequest.objects.filter(person=person, decided_at=None, withdrawn_at=None)

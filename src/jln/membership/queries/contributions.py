"""What a country gave in kind, for the country itself and the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.countries.models import Country
from jln.membership.models import Contribution

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.people.models import Person


def contributing(person: Person) -> QuerySet[Country]:
    """Countries for which a person may record it."""
    return visible(person, Permission.CONTRIBUTION_RECORD, Country.objects.all())


def contributions(country: Country) -> QuerySet[Contribution]:
    """The newest first."""
    rows = Contribution.objects.filter(country=country, withdrawn_at=None)
    return rows.select_related("country").order_by("-given_on", "-pk")


def sees_contributions(person: Person, country: Country) -> bool:
    """Is it this person's country's own list, or its staff's?"""
    return can(person, Permission.COUNTRY_JUDGE, country)


def of_group(person: Person) -> QuerySet[Contribution]:
    """What a person may take back."""
    mine = contributing(person).values("pk")
    rows = Contribution.objects.filter(withdrawn_at=None, country__in=mine)
    return rows.select_related("country")

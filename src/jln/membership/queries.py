"""Who belongs to the network, since when, at which level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.membership.models import CountryMembership
from jln.membership.terms import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from jln.countries.models import Country


def present() -> QuerySet[CountryMembership]:
    """The membership that holds now, of each member country; former members are left out."""
    now = CountryMembership.objects.filter(ends=None).exclude(level=Level.FORMER)
    return now.select_related("country").order_by("country__code")


def beside(countries: Iterable[Country]) -> list[Country]:
    """These among the member countries: what a map of them shows."""
    those = {one.pk: one for one in countries}
    return [*({row.country_id: row.country for row in present()} | those).values()]


def history(country: Country) -> list[CountryMembership]:
    """A country's memberships in the order of time."""
    return list(CountryMembership.objects.filter(country=country).order_by("starts", "pk"))

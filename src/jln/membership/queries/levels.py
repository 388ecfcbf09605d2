"""Who belongs to the network, since when, at which level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from jln.countries.models import Country, Statement
from jln.membership.models import CountryMembership
from jln.membership.rules import levels
from jln.membership.rules.levels import Change, Standing, Total
from jln.membership.terms import LEVEL_SAID, Level

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from jln.kit.partial import PartialDate


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


@dataclass(frozen=True, slots=True)
class Record:
    """All that is on record of one country's membership, and what follows for its levels."""

    country: Country
    held: list[CountryMembership]
    said: list[Statement]
    changes: list[Change]

    def on(self, day: date) -> Standing:
        """The levels it can have had on a day."""
        return levels.standing(self.changes, day)

    @property
    def disputed(self) -> list[PartialDate]:
        """Dates for which two sources give different levels."""
        return levels.disputed(self.said)


def recorded() -> QuerySet[Country]:
    """Countries with all that is on record of their membership; `record` then asks nothing."""
    said = Statement.objects.filter(about=LEVEL_SAID).order_by("as_of", "pk")
    held = CountryMembership.objects.order_by("starts", "pk")
    return Country.objects.prefetch_related(
        Prefetch("memberships", queryset=held), Prefetch("statements", queryset=said)
    ).order_by("code")


def country(code: str) -> Country | None:
    """One country with its record; None for a code no country has."""
    return recorded().filter(code=code.upper()).first()


def record(of: Country) -> Record:
    """What is on record of a country's membership."""
    held = sorted(of.memberships.all(), key=lambda row: (str(row.starts), row.pk))
    said = [row for row in of.statements.all() if row.about == LEVEL_SAID and row.as_of]
    said.sort(key=lambda row: (str(row.as_of), row.pk))
    return Record(of, held, said, levels.changes(held, said))


def records() -> list[Record]:
    """Of every country that is or was a member."""
    return [record(one) for one in recorded() if one.memberships.all()]


@dataclass(frozen=True, slots=True)
class Published:
    """A total that a source gave, beside what follows from the single countries' records."""

    statement: Statement
    value: int
    total: Total

    @property
    def difference(self) -> int:
        """How many more (below nought, fewer) the source counts than is possible here."""
        return self.total.differs_from(self.value)


COUNTED: dict[str, Level | None] = {"member countries": None, "full members": Level.FULL}
"""The published figures that count countries, and the level they count."""


def published(known: Iterable[Record]) -> list[Published]:
    """Every published total of members, held against the records on its last day."""
    every = list(known)
    rows = Statement.objects.filter(country=None, about__in=COUNTED).order_by("as_of", "about")
    return [
        Published(
            row,
            int(row.value),
            levels.total([one.on(row.as_of.last) for one in every], COUNTED[row.about]),
        )
        for row in rows
        if row.as_of and row.value.isdecimal()
    ]

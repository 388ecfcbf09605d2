"""How many people each way to narrow down has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from jln.countries.models import Country
from jln.kit import clock
from jln.kit.time import day
from jln.people.models import Expertise, Person, Position, SpokenLanguage, Theme
from jln.people.terms import DirectoryListing, ExpertiseKind, InstitutionKind, PersonStatus
from jln.ui.formats import language as shown_language
from jln.ui.formats import language_name
from jln.web.kept import Kept

if TYPE_CHECKING:
    from django.db.models import QuerySet

Choice = tuple[str, str, int]
"""Code, name in the active language, how many people."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How many people each choice has."""

    total: int
    countries: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    kinds: tuple[Choice, ...]


_kept: Kept[Figures] = Kept(10, "directory")


def of_everybody() -> Figures:
    """Of everybody listed to members, counted anew when somebody came, changed or left."""

    def made() -> Figures:
        return of(
            Person.objects.filter(status=PersonStatus.ACTIVE, listing=DirectoryListing.MEMBERS)
        )

    return _kept.get((shown_language(), day(clock.now())), made)


def of(listed: QuerySet[Person]) -> Figures:
    """Five queries, whatever was found; the many first."""
    ids = listed.order_by().values("pk")
    language = shown_language()
    by_country = dict(
        listed.order_by().exclude(country=None).values_list("country").annotate(n=Count("pk"))
    )
    countries = Country.objects.in_bulk(list(by_country))
    offered = Expertise.objects.filter(kind=ExpertiseKind.OFFERED, person__in=ids)
    by_theme = dict(offered.order_by().values_list("theme").annotate(n=Count("person")))
    themes = Theme.objects.in_bulk(list(by_theme))
    spoken = SpokenLanguage.objects.filter(person__in=ids)
    by_language = dict(spoken.order_by().values_list("language").annotate(n=Count("person")))
    held = Position.objects.filter(ends=None, person__in=ids)
    by_kind = dict(
        held.order_by().values_list("institution__kind").annotate(n=Count("person", distinct=True))
    )
    return Figures(
        total=listed.count(),
        countries=tuple(sorted(_named(by_country, countries, language), key=lambda one: one[1])),
        themes=_most(_named(by_theme, themes, language)),
        languages=_most((code, language_name(code), count) for code, count in by_language.items()),
        kinds=_most(
            (code, str(InstitutionKind(code).label), count) for code, count in by_kind.items()
        ),
    )


def _named(
    counts: Mapping[int, int], things: Mapping[int, Country] | Mapping[int, Theme], language: str
) -> list[Choice]:
    return [(things[pk].code, things[pk].name_in(language), count) for pk, count in counts.items()]


def _most(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda one: (-one[2], one[1])))

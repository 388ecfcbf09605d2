"""Time zones to choose from, by where people are: a list to pick from needs no script."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from babel.core import get_global
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation.trans_real import parse_accept_lang_header

from jln.countries.terms import Region
from jln.ui import formats

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jln.countries.models import Country

Choices = list[tuple[str, list[tuple[str, str]]]]
"""Groups with their zones, each with its city in the active language."""

UTC = "UTC"
CONTINENTS = {
    "Africa": gettext_lazy("Africa"),
    "America": gettext_lazy("The Americas"),
    "Asia": gettext_lazy("Asia"),
    "Europe": gettext_lazy("Europe"),
    "Pacific": gettext_lazy("Australia and the Pacific"),
    "Atlantic": gettext_lazy("Islands of the Atlantic and Indian Oceans"),
}
_WITH = {"Australia": "Pacific", "Indian": "Atlantic", "Arctic": "Europe"}
"""Where the few zones of a small group are found."""


def of_network(countries: Iterable[Country], own: Country | None, now: str) -> Choices:
    """Her own country's first, then those of the network by region; the one she has is there."""
    groups: Choices = []
    seen: set[str] = set()
    if own:
        groups.append((_("Your country"), _named(_zones(own), seen)))
    by_region: dict[str, list[str]] = defaultdict(list)
    for country in countries:
        by_region[country.region].extend(_zones(country))
    for region in Region:
        groups.append((str(region.label), _named(by_region[region], seen)))
    rest = _named([*by_region[""], UTC, now], seen)
    groups.append((_("Elsewhere"), rest))
    return [(words, zones) for words, zones in groups if zones]


def of_continent(continent: str, now: str) -> Choices:
    """Every zone of a part of the world; where `now` is none of them, nothing is chosen yet."""
    there = _everywhere()[continent]
    choose = [] if now in there else [("", [("", "–")])]
    return [*choose, (str(CONTINENTS[continent]), _named(there, set()))]


def likely(accept_language: str, country: Country | None) -> str:
    """Where somebody new probably is: by her country, else by what her browser speaks."""
    if country:
        return country.timezone
    for wanted, _weight in parse_accept_lang_header(accept_language):
        zones = get_global("territory_zones").get(wanted.rpartition("-")[2].upper(), [])
        if zones and "-" in wanted:
            return str(zones[0])
    return UTC


def is_known(zone: str) -> bool:
    """Is there such a zone at all?"""
    return zone in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def _everywhere() -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for zones in get_global("territory_zones").values():
        for zone in zones:
            place = zone.partition("/")[0]
            found[_WITH.get(place, place)].add(zone)
    return {place: tuple(sorted(found[place])) for place in CONTINENTS}


def _zones(country: Country) -> list[str]:
    zones = [str(zone) for zone in get_global("territory_zones").get(country.code, [])]
    return [country.timezone, *(zone for zone in zones if zone != country.timezone)]


def _named(zones: Iterable[str], seen: set[str]) -> list[tuple[str, str]]:
    """Each zone once in the whole list, by the names of their cities."""
    new = [zone for zone in dict.fromkeys(zones) if zone not in seen and is_known(zone)]
    seen.update(new)
    return sorted(((zone, formats.place(zone)) for zone in new), key=lambda pair: pair[1])

"""What stands in the bars, the menu and the footer. An entry without a route is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from jln.web.addresses import has_route, url


@dataclass(frozen=True, slots=True)
class Reader:
    """The signed-in person as the page's frame shows her. `country` is its code, or empty."""

    name: str
    country: str = ""
    country_name: str = ""
    waiting: int = 0
    is_staff: bool = False
    on_steering_group: bool = False
    comes_back: str = ""  # the person's main address, if letters to it come back


@dataclass(frozen=True, slots=True)
class Network:
    """The network as every page names it."""

    name: str = "Joint Learning Network"
    short_name: str = "JLN"
    purpose: str = ""
    is_demonstration: bool = False


class Entry(NamedTuple):
    """One link. `key` is what a page sets `nav` to."""

    key: str
    href: str
    icon: str
    words: str


def _there(*entries: tuple[str, str, str, str]) -> list[Entry]:
    return [
        Entry(key, url(route), shape, words)
        for key, route, shape, words in entries
        if has_route(route)
    ]


def _public() -> list[Entry]:
    return _there(
        ("library", "library", "library", _("Library")),
        ("countries", "countries", "globe", _("Countries")),
        ("work", "work", "work", _("Our work")),
        ("events", "events", "calendar", _("Events")),
        ("insights", "insights", "flag", _("Insights")),
        ("about", "about", "people", _("About")),
    )


def main_entries(reader: Reader | None) -> list[Entry]:
    """The bar: the first five are the bottom bar of a member's phone."""
    if reader is None:
        return _public()
    entries = _there(
        ("home", "home", "home", _("Home")),
        ("ask", "ask", "ask", _("Ask")),
        ("work", "work", "work", _("Work")),
        ("library", "library", "library", _("Library")),
        ("people", "directory", "people", _("People")),
        ("events", "events", "calendar", _("Events")),
    )
    if reader.is_staff:
        return entries + _there(("desk", "desk", "flag", _("Desk")))
    return entries + _own_country(reader)


def _own_country(reader: Reader) -> list[Entry]:
    if not reader.country or not has_route("country"):
        return []
    href = url("country", code=reader.country.lower())
    return [Entry("country", href, "flag", reader.country_name)]


def own_entries(reader: Reader) -> list[Entry]:
    """The menu under the reader's name."""
    entries = _there(("me", "me", "", _("My profile, mail and data")))
    entries += _own_country(reader)
    entries += _there(
        ("countries", "countries", "", _("Countries")),
        ("events", "events", "", _("Events")),
        ("steering_group", "steering_group", "", _("Steering Group")),
        ("insights", "insights", "", _("Insights")),
    )
    return entries + (_there(("desk", "desk", "", _("Network desk"))) if reader.is_staff else [])


def foot_entries() -> list[Entry]:
    """All sections; it works where menus do not."""
    return _there(
        ("library", "library", "", _("Library")),
        ("countries", "countries", "", _("Countries")),
        ("work", "work", "", _("Our work")),
        ("events", "events", "", _("Events")),
        ("newsletter", "newsletter", "", _("Newsletter")),
        ("opportunities", "opportunities", "", _("Opportunities")),
        ("insights", "insights", "", _("Insights")),
        ("steering_group", "steering_group", "", _("Steering Group")),
        ("institutions", "institutions", "", _("Organisations")),
        ("about", "about", "", _("How joint learning works")),
        ("membership_info", "membership_info", "", _("What membership asks and gives")),
        ("accessibility", "accessibility", "", _("Accessibility")),
        ("privacy", "privacy", "", _("Privacy")),
    )

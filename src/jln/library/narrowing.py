"""The library's address as a reader narrows it: choices, chips, the facets beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jln.kit import digits
from jln.library.queries.shelf import ERA, FACETS, LibraryPage
from jln.library.words import kind_words
from jln.ui.formats import country_name, language_name
from jln.ui.weave import dye
from jln.web.addresses import url

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import QueryDict

OPEN = frozenset({"s"})
MOST = 16  # choices of one facet; beyond that the search box is quicker
PARAMETERS = ("q", "o", "page", *FACETS)


def chosen_in(query: QueryDict) -> dict[str, list[str]]:
    """What the address narrows the list to, each value once."""
    return {
        name: list(dict.fromkeys(value[:60] for value in query.getlist(name) if value))[:MOST]
        for name in FACETS
    }


def number_in(query: QueryDict) -> int:
    """The page asked for; the first for nonsense."""
    return digits.number_in(query.get("page", ""), otherwise=1)


class Narrowing:
    """The same list with a little more or less in its address."""

    def __init__(self, shown: LibraryPage, text: str, order: str) -> None:
        self.shown = shown
        self.text = text
        self.order = order  # as the address says, "" if it does not

    def href(self, *, leave: tuple[str, str] | None = None, page: int = 1) -> str:
        """The list without one choice, or on another page."""
        query: dict[str, object] = {}
        if self.text and leave != ("q", self.text):
            query["q"] = self.text
        for name, values in self.shown.chosen.items():
            kept = [value for value in values if (name, value) != leave]
            if kept:
                query[name] = kept
        if self.order:
            query["o"] = self.order
        if page > 1:
            query["page"] = page
        return url("library", query=query)

    @property
    def next(self) -> str:
        """The next page, if there is one."""
        return self.href(page=self.shown.number + 1) if self.shown.has_next else ""

    @property
    def previous(self) -> str:
        """The page before, if there is one."""
        return self.href(page=self.shown.number - 1) if self.shown.number > 1 else ""

    def chips(self) -> list[tuple[str, str]]:
        """What the list is narrowed to, each with the address without it."""
        words = [(f"“{self.text}”", self.href(leave=("q", self.text)))] if self.text else []
        return words + [
            (self._label(name)(value), self.href(leave=(name, value)))
            for name, values in self.shown.chosen.items()
            for value in values
        ]

    def facets(self) -> list[dict[str, Any]]:
        """As `ui.facets` draws them; a facet with nothing to choose is left out."""
        titles = {
            "s": _("Subjects"),
            "t": _("Kind"),
            "i": _("Initiative"),
            "a": _("Adapted in"),
            "c": _("Written by"),
            "l": _("Language"),
            "y": _("Year"),
            "r": _("Licence"),
        }
        groups = [self._group(name, title) for name, title in titles.items()]
        return [group for group in groups if group["choices"]]

    def _group(self, name: str, title: str) -> dict[str, Any]:
        counts, chosen = self.shown.counts[name], self.shown.chosen[name]
        label = self._label(name)
        values = [value for value, _count in counts.most_common(MOST)]
        values += [value for value in chosen if value not in values]
        if name == "y":
            values.sort(reverse=True)
        elif name in {"a", "c"}:
            values.sort(key=label)
        return {
            "name": name,
            "title": title,
            "open": name in OPEN or bool(chosen),
            "choices": [
                {
                    "value": value,
                    "label": label(value),
                    "count": counts[value],
                    "chosen": value in chosen,
                    "dye": dye(value) if name == "i" else "",
                    "lang": value if name == "l" else "",
                }
                for value in values
            ],
        }

    def _label(self, name: str) -> Callable[[str], str]:
        labels: dict[str, Callable[[str], str]] = {
            "s": self._theme,
            "i": lambda value: self.shown.initiatives.get(value, value),
            "t": kind_words,
            "a": self._country,
            "c": self._country,
            "l": lambda value: language_name(value, own=True),
            "y": _era,
            "r": lambda value: _("known") if value == "known" else _("not known"),
        }
        return labels[name]

    def _theme(self, code: str) -> str:
        theme = self.shown.themes.get(code)
        return theme.name_in(get_language() or "en") if theme else code

    def _country(self, code: str) -> str:
        return country_name(self.shown.countries.get(code, code))


def _era(value: str) -> str:
    first = digits.number_in(value, digits=len("2016"))
    if not first:
        return _("no date")
    return _("%(first)s to %(last)s") % {"first": first, "last": first + ERA - 1}

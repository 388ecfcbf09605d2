"""Paths of named routes, from a table made once: `reverse()` costs a hundred times more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.translation import get_language

# What is being shown, so that macros need no context handed to them.
SHOWN: ContextVar[HttpRequest | None] = ContextVar("SHOWN", default=None)

_PART = re.compile(r"<(?:[^>:]+:)?([^>]+)>")
_SAFE = "/~:@!$&'()*+,;="


@dataclass(frozen=True, slots=True)
class Route:
    """One way to write a name's path."""

    path: str  # "/countries/%(code)s/"
    converters: dict[str, Any]
    view: Callable[..., Any]

    @property
    def has_languages(self) -> bool:
        """Public pages have an address in each language, members' pages one in all."""
        return is_public(self.view)

    def filled(self, values: dict[str, object]) -> str:
        """The path with its values, each as its converter writes it."""
        if not values:
            return self.path % {}
        parts = {
            name: quote(self.converters[name].to_url(value), safe=_SAFE)
            for name, value in values.items()
        }
        return self.path % parts


def is_public(view: object) -> bool:
    """Whether anyone may open the page, as its door says."""
    return getattr(view, "door", None) == "public"


def _routes(
    patterns: list[URLPattern | URLResolver], before: str, space: str, converters: dict[str, Any]
) -> Iterator[tuple[str, Route]]:
    for entry in patterns:
        if not isinstance(entry.pattern, RoutePattern):
            continue
        text = str(entry.pattern).replace("%", "%%")
        path = before + _PART.sub(r"%(\1)s", text)
        known = {**converters, **entry.pattern.converters}
        if isinstance(entry, URLResolver):
            inside = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _routes(entry.url_patterns, path, inside, known)
        elif entry.name:
            yield space + entry.name, Route(path, known, entry.callback)


@cache
def _table(urlconf: str) -> dict[str, dict[frozenset[str], Route]]:
    table: dict[str, dict[frozenset[str], Route]] = {}
    for name, route in _routes(get_resolver(urlconf).url_patterns, "/", "", {}):
        table.setdefault(name, {})[frozenset(route.converters)] = route
    return table


def has_route(name: str) -> bool:
    """Whether a name is in the table, so that a menu can leave it out."""
    return name in _table(settings.ROOT_URLCONF)


def prefix() -> str:
    """`/fr` when the page that is shown was asked for in French by its address, else nothing."""
    return getattr(SHOWN.get(), "prefix", "")


def spoken(path: str) -> str:
    """The page in the active language, for a letter to somebody who has no profile to say it."""
    code = get_language() or "en"
    return path if code == "en" else f"/{code}{path}"


def url(name: str, *, query: dict[str, object] | None = None, **values: object) -> str:
    """The path of a named route, in the language of the address that is shown.

    Raises `NoReverseMatch` for a name or values that fit no route.
    """
    try:
        route = _table(settings.ROOT_URLCONF)[name][frozenset(values)]
    except KeyError:
        return _missing(name, values)
    path = (prefix() if route.has_languages else "") + route.filled(values)
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


def _missing(name: str, values: dict[str, object]) -> str:
    if not getattr(settings, "STRICT_URLS", True):
        return "#"
    raise NoReverseMatch(f"no route {name!r} with {sorted(values)}")

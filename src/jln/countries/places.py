"""A country as rows of lists show it: its code, and its name in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Mapping


class Place(NamedTuple):
    """Two strings, so that a row which holds one can be the key of its own HTML."""

    code: str
    name: str

    def name_in(self, _language: str) -> str:
        """Its name as it was resolved; templates ask a country so."""
        return self.name


def place(code: str | None, names: Mapping[str, str] | None) -> Place | None:
    """Of a row's columns, in the active language; None for no country."""
    if not code or not names:
        return None
    return Place(code, name_among(names))


def name_among(names: Mapping[str, str]) -> str:
    """In the active language, else in English."""
    return names.get(get_language() or "en") or names.get("en", "")

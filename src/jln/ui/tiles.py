"""The network as a map of equal squares: no country is too small to press.

Countries are anything with `code`, `tile_row`, `tile_column` and `name_in(language)`;
where a country stands on the map is data, and one without a place is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from django.utils.translation import get_language
from markupsafe import Markup, escape

_STEP = 10  # one square of the small map, with its gap


class OnMap(Protocol):
    """What a country must tell to be drawn."""

    code: str
    tile_row: int | None
    tile_column: int | None

    def name_in(self, language: str) -> str:
        """Its short name in a language."""


def _placed(countries: Iterable[OnMap]) -> list[tuple[int, int, OnMap]]:
    """Row by row, as the map is read."""
    placed = [
        (one.tile_row, one.tile_column, one)
        for one in countries
        if one.tile_row and one.tile_column
    ]
    return sorted(placed, key=lambda it: it[:2])


def tiles(
    countries: Iterable[OnMap],
    label: str,
    *,
    marks: Mapping[str, str] | None = None,
    say: Mapping[str, str] | None = None,
    href: Callable[[OnMap], str] | None = None,
) -> Markup:
    """Links on a grid. `marks` maps codes to y b z g r o; `say` tells what a mark means."""
    marks, say, language = marks or {}, say or {}, get_language() or "en"
    squares = []
    for row, column, country in _placed(countries):
        mark = marks.get(country.code, "")
        means = f", {say[mark]}" if mark in say else ""
        name = escape(f"{country.code} {country.name_in(language)}{means}")
        kind = f' class="{escape(mark)}"' if mark else ""
        target = f' href="{escape(href(country))}"' if href else ""
        squares.append(
            f'<li class="r{row} c{column}">'
            f'<a{target}{kind} aria-label="{name}">{escape(country.code)}</a></li>'
        )
    return Markup(f'<ol class="tiles" aria-label="{escape(label)}">{"".join(squares)}</ol>')  # noqa: S704 -- all parts escaped above


def mini(countries: Iterable[OnMap], label: str, marks: Mapping[str, str] | None = None) -> Markup:
    """The small map, always beside a list in words of the same countries.

    Marks: b y; without marks it is about all it shows.
    """
    paths: dict[str, list[str]] = {"": [], "b": [], "y": []}
    right = below = 0
    for row, column, country in _placed(countries):
        mark = "b" if marks is None else marks.get(country.code, "")
        right, below = max(right, column), row
        paths[mark if mark in paths else ""].append(
            f"M{(column - 1) * _STEP} {(row - 1) * _STEP}h9v9h-9z"
        )
    drawn = "".join(
        f'<path{f" class={mark}" if mark else ""} d="{"".join(path)}"/>'
        for mark, path in paths.items()
        if path
    )
    return Markup(  # noqa: S704 -- numbers, and the label escaped
        f'<svg class="mini" viewBox="0 0 {right * _STEP - 1} {below * _STEP - 1}"'
        f' role="img" aria-label="{escape(label)}">{drawn}</svg>'
    )

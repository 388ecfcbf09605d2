"""A small line of totals over time: observed totals are dots, a broken line merely joins them.

Drawn for 340 points of width, by presentation attributes only (design, section 12).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.kit.partial import PartialDate

WIDTH, HEIGHT, TOP, BASE = 300, 178, 14, 150
EDGE = 8


class Dot(NamedTuple):
    """One total: where it stands on the drawing, and its number."""

    x: float
    y: float
    value: int
    when: PartialDate


class Line(NamedTuple):
    """The dots, and the path that joins them."""

    dots: list[Dot]
    path: str


def line(totals: Sequence[tuple[PartialDate, int]]) -> Line | None:
    """Dots from zero upwards; None for fewer than two totals."""
    if len(totals) < 2:  # noqa: PLR2004 -- one dot is no line
        return None
    days = [when.first.toordinal() for when, _value in totals]
    first, span = days[0], max(days[-1] - days[0], 1)
    most = max(value for _when, value in totals)
    dots = [
        Dot(
            round(EDGE + (WIDTH - 2 * EDGE) * (on - first) / span, 1),
            round(BASE - (BASE - TOP) * value / most, 1),
            value,
            when,
        )
        for on, (when, value) in zip(days, totals, strict=True)
    ]
    steps = " ".join(f"{dot.x} {dot.y}" for dot in dots)
    return Line(dots, f"M{steps}")

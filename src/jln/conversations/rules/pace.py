"""How fast questions are answered, by rule from when they were asked and answered. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SINCE = timedelta(days=90)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)
FEWEST = 10
"""Of fewer questions no figure tells anything."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`half`: hours until half have a first answer, 0 if not half have one yet."""

    questions: int
    half: int
    none_in_a_week: int  # per cent of those that are a week old


def pace(asked: Sequence[tuple[datetime, datetime | None]], at: datetime) -> Pace | None:
    """Of questions with the moments they were asked and first answered; None of too few.

    A question without an answer counts as answered later than all others.
    """
    if len(asked) < FEWEST:
        return None
    waits = sorted(answered - start for start, answered in asked if answered)
    middle = (len(asked) - 1) // 2
    old = [(start, answered) for start, answered in asked if at - start >= WEEK]
    late = sum(answered is None or answered - start > WEEK for start, answered in old)
    half = -(-waits[middle] // HOUR) if middle < len(waits) else 0
    return Pace(len(asked), half, round(100 * late / len(old)) if old else 0)

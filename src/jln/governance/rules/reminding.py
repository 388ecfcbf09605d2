"""Who is reminded of a motion in writing before it closes, and who learns of silence. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

A_DAY = timedelta(days=1)
LAST_HOURS = timedelta(hours=12)  # the Network Manager can still telephone


class Step(IntEnum):
    """How far it went, as it is stored: each step once, one that was missed is left out."""

    NONE = 0
    REPRESENTATIVES = 1
    ALTERNATES = 2  # and who convenes hears of the silence
    MANAGER = 3


class Days(NamedTuple):
    """The numbers of the rule: so many days before it closes."""

    first: int
    last: int


def due(*, opened: datetime, closes: datetime, at: datetime, days: Days) -> Step:
    """The step that is due: none on the first day, for the question itself has just come."""
    if at >= closes or at < opened + A_DAY:
        return Step.NONE
    moments = {
        Step.REPRESENTATIVES: closes - days.first * A_DAY,
        Step.ALTERNATES: closes - days.last * A_DAY,
        Step.MANAGER: closes - LAST_HOURS,
    }
    return max((step for step, moment in moments.items() if at >= moment), default=Step.NONE)

"""When letters that came back are enough to ask whether an address is still read. Pure.

Each day weighs by its strongest sign, and half of it is forgotten in a week: one bad hour of
a server, or a full mailbox in the holidays, silences nobody. What is enough only asks; an
address is silenced when the question itself comes back.
"""

from __future__ import annotations

from datetime import timedelta
from math import exp2
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

HALF_LIFE = timedelta(days=7)
HARD, SOFT = 3.0, 1.0
"""A day on which the other server said that there is no such address; any other."""
ENOUGH = 2.5
"""One hard day, or three soft ones in a row, or four with gaps."""
QUIET = timedelta(days=4)
"""If the question has not come back by then, it arrived."""
BELIEVED = timedelta(days=10)
"""Servers give up within days; what comes back later than this is not from one."""


class Sign(NamedTuple):
    """That letters came back on a day."""

    on: date
    is_hard: bool


def score(signs: Iterable[Sign], today: date) -> float:
    """What the signs weigh together today."""
    return sum(
        (HARD if sign.is_hard else SOFT) * exp2((sign.on - today) / HALF_LIFE) for sign in signs
    )


def is_enough(signs: Iterable[Sign], today: date) -> bool:
    """Whether the address is asked."""
    return score(signs, today) >= ENOUGH

"""What fits into a person's minutes, and why: no database, no request, no clock.

A text costs what reading it takes at 200 words a minute; a title costs nothing. What is
of most value comes first, of equal value the shorter. A week's messages, and what comes
at once in it, share the week's minutes; what must come comes over them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, pairwise

from jln.notify.terms import Reason

WORDS_A_MINUTE = 200
MINUTE = 60
SHORTEST = 10  # seconds that any text takes, a line included
A_LETTER = 60  # seconds that a letter which is no post takes
MINUTES = (5, 10, 20, 40)  # what is offered; beside them no limit
MOST_TITLES = 20  # in one message; the rest is a page away


VALUE = {
    Reason.DEADLINE: 100,
    Reason.ASKED: 80,
    Reason.YOURS: 70,
    Reason.COUNTRY: 50,
    Reason.FOLLOWS: 45,
    Reason.COLLEAGUE: 30,
    Reason.GROUP: 20,
    Reason.NEWS: 15,
    Reason.NETWORK: 10,
}


class Part(StrEnum):
    """Where in the message it stands, in this order."""

    WAITING = "waiting"
    GROUPS = "groups"
    BECAUSE = "because"
    NETWORK = "network"
    TITLES = "titles"


ORDER = tuple(Part)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that waits for one person. `items`: the rows it stands for."""

    key: str  # topic:12, fact:99, ask:5, action:3
    part: Part
    seconds: int
    reasons: tuple[Reason, ...]
    must: bool = False
    items: tuple[int, ...] = ()

    @property
    def value(self) -> int:
        """Reasons add up."""
        return sum(VALUE[reason] for reason in self.reasons)

    @property
    def reason(self) -> Reason:
        """The one that says most."""
        return max(self.reasons, key=VALUE.__getitem__)


@dataclass(frozen=True, slots=True)
class Filled:
    """What comes whole, in the order of the message; what comes as a title; what only counts."""

    whole: tuple[Entry, ...]
    titles: tuple[Entry, ...]
    further: tuple[Entry, ...]

    @property
    def seconds(self) -> int:
        """What reading it takes."""
        return sum(entry.seconds for entry in self.whole)

    @property
    def minutes(self) -> tuple[int, ...]:
        """Of each that comes whole, so that they add up to the minutes of all of it.

        Nought for what is read within the minutes of those before it.
        """
        until = [minutes_of(some) for some in accumulate(one.seconds for one in self.whole)]
        return tuple(now - before for before, now in pairwise([0, *until]))

    @property
    def numbered(self) -> tuple[Entry, ...]:
        """As the message numbers them, from one."""
        return self.whole + self.titles


def seconds_of(text: str) -> int:
    """How long reading takes."""
    return max(SHORTEST, math.ceil(len(text.split()) * MINUTE / WORDS_A_MINUTE))


def minutes_of(seconds: float) -> int:
    """As a message says it: at least one minute for anything."""
    return max(1, round(seconds / MINUTE)) if seconds else 0


def shares(whole: int, parts: Sequence[int]) -> list[int]:
    """A whole number dealt out by weight, so that what is shown adds up to what it is part of."""
    weight = sum(parts)
    if not weight:
        return [0 for _part in parts]
    dealt = [whole * part // weight for part in parts]
    rest = sorted(range(len(parts)), key=lambda at: -(whole * parts[at] % weight))
    for at in rest[: whole - sum(dealt)]:
        dealt[at] += 1
    return dealt


def allowance(
    minutes: int | None, spent: int, *, is_weekly: bool, days_left: int, more_comes: bool
) -> float:
    """The seconds that one message may take, of what is left of the week.

    The weekly message takes all of it, or half where more comes during the week; a daily
    one its share for each day until the next weekly one.
    """
    if minutes is None:
        return math.inf
    left = max(0, minutes * MINUTE - spent)
    if is_weekly:
        return left / 2 if more_comes else left
    return left / max(1, days_left)


def fits(minutes: int | None, spent: int, seconds: int) -> bool:
    """May a post still come at once this week?"""
    return minutes is None or spent + seconds <= minutes * MINUTE


def fill(entries: Iterable[Entry], seconds: float) -> Filled:
    """Greedy: what must come, then by value, then the shorter; what does not fit is a title."""
    ranked = sorted(entries, key=lambda one: (not one.must, -one.value, one.seconds, one.key))
    used, whole, rest = 0, [], []
    for entry in ranked:
        if entry.must or used + entry.seconds <= seconds:
            used += entry.seconds
            whole.append(entry)
        else:
            rest.append(entry)
    whole.sort(key=lambda one: ORDER.index(one.part))
    return Filled(tuple(whole), tuple(rest[:MOST_TITLES]), tuple(rest[MOST_TITLES:]))

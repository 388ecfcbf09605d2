"""A country's level on a day: certain, between bounds, or unknown. Pure.

Nobody wrote down the day of most changes. What is on record are periods, which say
in which order the levels came, and statements, each a level that some source gave
for a month or a year. A change of level lies in a window: after the last word for
the old level, and not after the first word for the new one. Where two sources speak
for both levels at once, both stay possible for as long as both speak.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, Protocol

from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.membership.terms import Level

DAY = timedelta(days=1)
MEMBERS: frozenset[Level | None] = frozenset(
    {Level.ASSOCIATE, Level.FULL, Level.MEMBER, Level.DORMANT}
)


class Held(Protocol):
    """A period on record: a country at one level."""

    @property
    def level(self) -> str:
        """Its code."""

    @property
    def starts(self) -> PartialDate:
        """From when."""

    @property
    def ends(self) -> PartialDate | None:
        """Until when."""

    @property
    def confidence(self) -> str:
        """How it is known."""

    @property
    def is_sure(self) -> bool:
        """Is it on record beyond doubt?"""


class Said(Protocol):
    """A level as one source gave it, for the whole of a month or year."""

    @property
    def value(self) -> str:
        """The level's code."""

    @property
    def as_of(self) -> PartialDate:
        """For when."""


class Change(NamedTuple):
    """A level begins, or membership ends (`None`): from `earliest` on, by `latest`."""

    level: Level | None
    earliest: date
    latest: date
    confidence: Confidence

    @property
    def is_dated(self) -> bool:
        """Is the day known?"""
        return self.earliest == self.latest


class Sureness(StrEnum):
    """How much is known of a level on a day."""

    CERTAIN = "certain"
    BETWEEN = "between"
    UNKNOWN = "unknown"


class Standing(NamedTuple):
    """Every level that a country can have had on a day; `None` is no member."""

    levels: tuple[Level | None, ...]
    confidence: Confidence | None  # of the weakest row it rests on

    @property
    def sureness(self) -> Sureness:
        """A member whose level no source gives is neither certain nor between bounds."""
        if self.levels == (Level.MEMBER,):
            return Sureness.UNKNOWN
        return Sureness.CERTAIN if len(self.levels) == 1 else Sureness.BETWEEN

    @property
    def is_member(self) -> bool:
        """Surely a member, at whatever level."""
        return MEMBERS.issuperset(self.levels)

    @property
    def may_be_member(self) -> bool:
        """Perhaps a member."""
        return not MEMBERS.isdisjoint(self.levels)

    def is_surely(self, level: Level) -> bool:
        """Only this level is possible."""
        return self.levels == (level,)


class Total(NamedTuple):
    """How many countries: surely, and at most."""

    least: int
    most: int

    def differs_from(self, published: int) -> int:
        """How many more (or, below nought, fewer) a source counts than is possible here."""
        return published - min(max(published, self.least), self.most)


def changes(held: Iterable[Held], said: Iterable[Said]) -> list[Change]:
    """The windows in which a country's levels began, in order."""
    periods = sorted(held, key=lambda one: str(one.starts))
    known = sorted(said, key=lambda one: str(one.as_of))
    found: list[Change] = []
    for place, period in enumerate(periods):
        after = periods[place + 1].starts.first if place + 1 < len(periods) else date.max
        old = _spoken(known, periods[place - 1], after) if place else []
        new = _spoken(
            known, period, after, since=periods[place - 1].starts.first if place else None
        )
        window = _sure(period, new) if period.is_sure else _widened(period, old, new, found)
        found.append(_later_than(found, Level(period.level), window, Confidence(period.confidence)))
    if periods and periods[-1].ends:
        ends, sureness = periods[-1].ends, Confidence(periods[-1].confidence)
        window = ends.first + DAY, ends.last + DAY
        found.append(_later_than(found, None, window, sureness))
    return found


def _spoken(
    said: Sequence[Said], of: Held, before: date, since: date | None = None
) -> list[PartialDate]:
    """When sources spoke for the level of a period, from its beginning or an earlier day on."""
    first = since if since is not None else date.min
    return [
        one.as_of
        for one in said
        if one.value == of.level and first <= one.as_of.last and one.as_of.first < before
    ]


def _sure(period: Held, new: Sequence[PartialDate]) -> tuple[date, date]:
    """The period's own date, within which a source may say that it had begun already."""
    starts = period.starts
    begun = [on.first for on in new if starts.first <= on.first <= starts.last]
    return starts.first, min([starts.last, *begun])


def _widened(
    period: Held, old: Sequence[PartialDate], new: Sequence[PartialDate], found: Sequence[Change]
) -> tuple[date, date]:
    """From after the last word for the old level to the first for the new one."""
    starts = period.starts
    latest = min((on.first for on in new), default=starts.last)
    before = [on.last + DAY for on in old if on.first < latest]
    unsaid = found[-1].latest if found else min(starts.first, latest)
    earliest = max(before, default=unsaid)
    against = [on.last + DAY for on in old]
    return min(earliest, latest), max([latest, *against])


def _later_than(
    found: Sequence[Change],
    level: Level | None,
    window: tuple[date, date],
    confidence: Confidence,
) -> Change:
    """Levels follow each other, whatever is said of their days."""
    earliest, latest = window
    if found:
        earliest, latest = max(earliest, found[-1].earliest), max(latest, found[-1].latest)
    return Change(level, earliest, latest, confidence)


def standing(known: Sequence[Change], on: date) -> Standing:
    """The levels a country can have had on a day."""
    if not known or on < known[0].earliest:
        return Standing((None,), None)
    levels: list[Level | None] = [] if known[0].latest <= on else [None]
    rests_on: list[Confidence] = []
    for change, after in [*pairwise(known), (known[-1], None)]:
        if change.earliest <= on and (after is None or on < after.latest):
            levels.append(change.level)
            rests_on.append(change.confidence)
    return Standing(tuple(dict.fromkeys(levels)), _weakest(rests_on))


_BY_STRENGTH = (
    Confidence.GUESS,
    Confidence.MEMORY,
    Confidence.INFERRED,
    Confidence.EDITORIAL,
    Confidence.REPORTED,
    Confidence.SEEN,
    Confidence.CONFIRMED,
)


def _weakest(confidences: Iterable[Confidence]) -> Confidence:
    return min(confidences, key=_BY_STRENGTH.index)


def disputed(said: Iterable[Said]) -> list[PartialDate]:
    """Dates for which two sources give different levels."""
    levels: dict[PartialDate, set[str]] = {}
    for one in said:
        levels.setdefault(one.as_of, set()).add(one.value)
    return sorted(on for on, values in levels.items() if len(values) > 1)


def total(standings: Iterable[Standing], level: Level | None = None) -> Total:
    """How many are members, or at a level: surely, and at most."""
    every = list(standings)
    if level is None:
        return Total(sum(s.is_member for s in every), sum(s.may_be_member for s in every))
    return Total(sum(s.is_surely(level) for s in every), sum(level in s.levels for s in every))

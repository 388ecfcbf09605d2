"""From a country's status on a few days to dated periods of membership. Pure.

Between two lists nobody wrote down the day on which a level changed. A level begins
with the first month in which it can have begun, and ends with the last list that
showed it; the row says between which lists the change lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.membership.terms import Level

LEVELS = {"member": Level.MEMBER, "associate": Level.ASSOCIATE, "full": Level.FULL}
LISTS = {
    "status_2013_12": PartialDate(2013, 12),
    "status_2015_end": PartialDate(2015, 12),
    "status_2017_02": PartialDate(2017, 2),
    "status_2018_09": PartialDate(2018, 9),
}
"""The days of the lists of members that were seen, by column."""
SEEN_IN = {
    PartialDate(2013, 12): "slideserve.com/",
    PartialDate(2015, 12): "paperzz.com/",
    PartialDate(2017, 2): "slideshare.net/",
    PartialDate(2018, 9): "vdocuments.net/",
}
"""Where each list was published: of the sources of a country, those that give its level then."""


class Period(NamedTuple):
    """A country at one level."""

    level: Level
    starts: PartialDate
    ends: PartialDate | None
    confidence: Confidence
    note: str


class Seen(NamedTuple):
    """A level on the day of a list."""

    on: PartialDate
    level: Level


def seen_levels(row: dict[str, str]) -> list[Seen]:
    """The levels a row of `countries.csv` gives, in order."""
    return [Seen(on, level_of(row[column])) for column, on in LISTS.items() if row[column]]


def sources_of(on: PartialDate, every: Sequence[str]) -> list[str]:
    """Of a country's sources the one with the list of that day; all of them if none is it."""
    return [one for one in every if SEEN_IN[on] in one] or list(every)


def periods(
    joined: PartialDate, seen: Sequence[Seen], latest: str, known: tuple[Confidence, str]
) -> list[Period]:
    """The periods of a country: `latest` is its latest status, `known` how the row is known."""
    if latest == "former":
        return _left(joined, known)
    first, _, later = known[1].partition("; full between ")
    level = seen[0].level if seen else Level.MEMBER
    found = [Period(level, joined, None, known[0], first)]
    for before, after in pairwise(seen):
        if after.level != before.level:
            found[-1] = found[-1]._replace(ends=before.on)
            note = f"between {later}" if later else f"at some time from {before.on} to {after.on}"
            starts = _after(before.on)
            found.append(Period(after.level, starts, None, Confidence.INFERRED, note))
    return found


def _left(joined: PartialDate, known: tuple[Confidence, str]) -> list[Period]:
    """A founder that no list shows: gone, at the latest, with the first of them."""
    gone = next(iter(LISTS.values()))
    note = f"left at some time from {joined} to {gone}"
    return [
        Period(Level.MEMBER, joined, gone, *known),
        Period(Level.FORMER, gone, None, Confidence.INFERRED, note),
    ]


def level_of(word: str) -> Level:
    """The level that a word of the files names."""
    if word not in LEVELS:
        raise ValueError(f"{word!r} is no status: {', '.join(LEVELS)}")
    return LEVELS[word]


def _after(on: PartialDate) -> PartialDate:
    """The month that follows; the year alone when it is a year's first."""
    if on.month is None or on.month == 12:  # noqa: PLR2004 -- December
        return PartialDate(on.year + 1)
    return PartialDate(on.year, on.month + 1)

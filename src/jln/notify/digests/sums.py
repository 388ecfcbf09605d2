"""What a week comes to, in the figures that the page of one's mail shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jln.notify.digests.rules import Part, minutes_of, shares
from jln.notify.terms import Sort

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jln.notify.digests.past import Came

SORTS = {Part.WAITING: Sort.ME, Part.GROUPS: Sort.GROUPS}


@dataclass(frozen=True, slots=True)
class Sum:
    """Minutes to read, altogether and by whom they are for; by space; how many bare titles."""

    minutes: int
    by_sort: Mapping[str, int]
    by_space: Mapping[int, int]
    titles: int


def sum_of(came: Iterable[Came]) -> Sum:
    """Of the letters and messages of a week."""
    seconds, sorts, spaces, titles = 0, Counter[str](), Counter[int](), 0
    for one in came:
        seconds += one.seconds
        titles += len(one.titles)
        spaces.update(one.spaces)
        if one.message is None:
            sorts[one.sort] += one.seconds
            continue
        for entry in one.message.filled.whole:
            sorts[SORTS.get(entry.part, Sort.NETWORK)] += entry.seconds
    minutes = minutes_of(seconds)
    return Sum(
        minutes=minutes,
        by_sort=dict(zip(Sort, shares(minutes, [sorts[sort] for sort in Sort]), strict=True)),
        by_space={space: minutes_of(spent) for space, spent in spaces.items()},
        titles=titles,
    )

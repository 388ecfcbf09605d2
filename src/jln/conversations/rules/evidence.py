"""What speaks for asking a person, weighed: a sum whose every part can be shown. Pure.

What somebody did speaks less the longer ago it was, and the second like thing less than
the first: ten short answers do not outweigh one that fits. The numbers were chosen on
archives of other networks' lists, by who answered whom (`python -m benchmarks ask FOLDER`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log2
from typing import TYPE_CHECKING

from jln.conversations.terms import AskReason

if TYPE_CHECKING:
    from collections.abc import Iterable

WEIGHT = {
    AskReason.WROTE: 8.0,
    AskReason.LED: 5.0,
    AskReason.ADAPTED: 5.0,
    AskReason.EXPERTISE: 6.0,
    AskReason.LANGUAGE: 6.0,
    AskReason.PROBLEM: 4.0,
    AskReason.ANSWERS: 2.0,
    AskReason.CONTEXT: 1.0,
    AskReason.NEW: 0.0,
}
HALF_LIFE = timedelta(days=730)
"""After so long a deed speaks half as loud."""
GROUNDS = frozenset(
    {AskReason.WROTE, AskReason.LED, AskReason.ADAPTED, AskReason.EXPERTISE, AskReason.PROBLEM}
)
"""One of these must speak for a person: that they answer much, or read it, is no reason alone."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a person, and the id or code that it rests on."""

    code: AskReason
    of: int | str
    likeness: float = 1.0  # to the question, from 0 to 1; of answers, how many tell
    at: datetime | None = None
    thanks: int = 0
    is_told: bool = True  # it is about the very question: else it counts, and is no reason

    def worth(self, now: datetime | None) -> float:
        """What it adds by itself. What has no date does not age."""
        worth = WEIGHT[self.code] * self.likeness * (1 + log2(1 + self.thanks) / 4)
        if self.at is None or now is None:
            return worth
        return float(worth * 0.5 ** (max(now - self.at, timedelta()) / HALF_LIFE))


def score(evidence: Iterable[Evidence], now: datetime | None) -> float:
    """All of it together: of each kind the best counts whole, the next less and less."""
    kinds = defaultdict[AskReason, list[float]](list)
    for one in evidence:
        kinds[one.code].append(one.worth(now))
    return sum(
        worth / at
        for worths in kinds.values()
        for at, worth in enumerate(sorted(worths, reverse=True), 1)
    )


def strongest(evidence: Iterable[Evidence], now: datetime | None) -> tuple[Evidence, ...]:
    """The best of each kind that is told, the best of all first."""
    best: dict[AskReason, Evidence] = {}
    for one in (one for one in evidence if one.is_told):
        if one.code not in best or one.worth(now) > best[one.code].worth(now):
            best[one.code] = one
    return tuple(sorted(best.values(), key=lambda one: -one.worth(now)))


def answers(count: int) -> Evidence:
    """So many answers within the year: each further one tells less."""
    return Evidence(AskReason.ANSWERS, count, likeness=log2(1 + count))

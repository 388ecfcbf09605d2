"""Whom a question is brought to: five at once, ten more later, explainably. Pure.

Who is asked how often is each person's own choice; twice a week where they said nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from jln.conversations.rules.evidence import GROUNDS, Evidence, score, strongest
from jln.conversations.terms import AskReason

MOST_ASKED = 5
LATER_ASKED = 10
FEWEST_ASKED = 3
ASKS_A_WEEK = 2

SAME_COUNTRY, SAME_INSTITUTION = 5, 3
"""What it costs to come from where somebody already chosen comes from: less than not to be
able to read the question."""
SHOWN = 4
"""So many reasons are told and kept, the strongest; the others only count."""
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A colleague as the choice sees them. What they are matched by is an id, 0 for nothing."""

    person: int
    country: int | None = None
    institution: int | None = None
    theme: int = 0  # offers help on it
    problem: int = 0  # the country stated or shares it
    language: str = ""  # of the question, if the person works in it
    evidence: tuple[Evidence, ...] = ()  # what they did that is like it
    asks_this_week: int = 0
    limit: int = ASKS_A_WEEK
    asked_last: datetime | None = None
    is_away: bool = False
    is_asker: bool = False
    is_new: bool = False  # joined lately, and was never asked

    @property
    def speaks(self) -> tuple[Evidence, ...]:
        """All that speaks for asking this person."""
        found = [*self.evidence]
        if self.theme:
            found.append(Evidence(AskReason.EXPERTISE, self.theme))
        if self.language:
            found.append(Evidence(AskReason.LANGUAGE, self.language))
        if self.problem:
            found.append(Evidence(AskReason.PROBLEM, self.problem))
        return tuple(found)

    @property
    def knows(self) -> bool:
        """Does anything but a shared problem speak for it?"""
        return any(one.code in GROUNDS and one.code != AskReason.PROBLEM for one in self.speaks)


@dataclass(frozen=True, slots=True)
class Matched:
    """One reason, and the id or code that it rests on."""

    code: AskReason
    of: int | str

    def stored(self) -> dict[str, object]:
        """As it stands in `AskedColleague.reasons`."""
        return {"code": str(self.code), "of": self.of}


@dataclass(frozen=True, slots=True)
class Choice:
    """A colleague who is asked, with every reason, the strongest first."""

    person: int
    reasons: tuple[Matched, ...]


@dataclass(slots=True)
class _Taken:
    """Where those already chosen come from."""

    countries: Counter[int] = field(default_factory=Counter)
    institutions: Counter[int] = field(default_factory=Counter)

    def add(self, one: Candidate) -> None:
        if one.country:
            self.countries[one.country] += 1
        if one.institution:
            self.institutions[one.institution] += 1

    def cost(self, one: Candidate) -> int:
        same_country = self.countries[one.country] if one.country else 0
        same_institution = self.institutions[one.institution] if one.institution else 0
        return SAME_COUNTRY * same_country + SAME_INSTITUTION * same_institution


def choose(
    candidates: list[Candidate],
    *,
    asked_from: int | None = None,
    at: datetime | None = None,
    most: int = MOST_ASKED,
) -> list[Choice]:
    """Up to five who know; if fewer than three do, up to three with the same problem.

    Spread over countries, beginning with others than the asker's (`asked_from`):
    at home one can ask without the network. Language alone is no reason. The last place
    is a newcomer's, if one offers help. Among equals the one asked longest ago comes first,
    then the lower id: the same question always asks the same people.
    """
    free = [one for one in candidates if _may_be_asked(one)]
    taken = _Taken()
    if asked_from:
        taken.countries[asked_from] += 1
    chosen = _best([one for one in free if one.knows], most, taken, at)
    if len(chosen) < FEWEST_ASKED:
        others = [one for one in free if one.problem and not one.knows]
        chosen += _best(others, FEWEST_ASKED - len(chosen), taken, at)
    new = _newcomer(free, chosen, taken, at) if len(chosen) == most else []
    told = [Choice(one.person, _reasons(one, at)) for one in chosen[: len(chosen) - len(new)]]
    is_new = Matched(AskReason.NEW, 0)
    return [*told, *(Choice(one.person, (*_reasons(one, at), is_new)) for one in new)]


def _newcomer(
    free: list[Candidate], chosen: list[Candidate], taken: _Taken, at: datetime | None
) -> list[Candidate]:
    """One for the last place, where no newcomer was chosen for better reasons."""
    if any(one.is_new for one in chosen):
        return []
    return _best([one for one in free if one.is_new and one.theme], 1, taken, at)


def _may_be_asked(one: Candidate) -> bool:
    return not one.is_asker and not one.is_away and one.asks_this_week < one.limit


def _best(free: list[Candidate], most: int, taken: _Taken, at: datetime | None) -> list[Candidate]:
    """One by one, so that each choice sees where the others come from."""
    left = sorted(free, key=lambda one: (one.asked_last or LONG_AGO, one.person))
    scores = {one.person: score(one.speaks, at) for one in left}
    chosen: list[Candidate] = []
    while left and len(chosen) < most:
        best = max(left, key=lambda one: scores[one.person] - taken.cost(one))  # first of equals
        left.remove(best)
        taken.add(best)
        chosen.append(best)
    return chosen


def _reasons(one: Candidate, at: datetime | None) -> tuple[Matched, ...]:
    """The strongest, each kind once."""
    return tuple(Matched(each.code, each.of) for each in strongest(one.speaks, at)[:SHOWN])

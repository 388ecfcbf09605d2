"""The rules of an election: its days, a ballot, the count. Pure.

Default where no source gives a rule: secret, the roll is the Full Members, each voter one
vote a country for up to as many countries as there are seats, seats of a region kept
where the network wants it, ties by a lot whose seed is public before anybody votes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from jln.elections.terms import Chosen, Phase
from jln.kit.verdict import Verdict, unless

LONGEST_WORDS = 1000


class Dates(NamedTuple):
    """The days of an election, and what was done."""

    candidates_until: date
    votes_from: date
    votes_until: date
    is_counted: bool = False
    is_certified: bool = False
    is_void: bool = False


class Terms(NamedTuple):
    """The first and the last day of what is elected."""

    starts_on: date
    ends_on: date


class Place(NamedTuple):
    """What a candidate got."""

    country: str
    votes: int
    chosen: Chosen | None
    by_lot: bool = False  # another lot would have given another result


def phase_on(dates: Dates, on: date) -> Phase:
    """Where an election stands on a day."""
    done = (
        (dates.is_void, Phase.VOID),
        (dates.is_certified, Phase.CERTIFIED),
        (dates.is_counted, Phase.COUNTED),
        (on <= dates.candidates_until, Phase.CANDIDATES),
        (on < dates.votes_from, Phase.WAITING),
        (on <= dates.votes_until, Phase.VOTING),
    )
    return next((phase for holds, phase in done if holds), Phase.ENDED)


def may_call(dates: Dates, terms: Terms, *, seats: int, most: int, on: date) -> Verdict:
    """May an election with these days be called?"""
    order = dates.candidates_until < dates.votes_from <= dates.votes_until
    return (
        unless(dates.candidates_until > on, "too_early", _("Leave countries a day to stand."))
        & unless(order, "order", _("Voting begins after the last day to stand."))
        & unless(
            dates.votes_until < terms.starts_on < terms.ends_on,
            "term",
            _("The term begins after the last day of voting, and ends later."),
        )
        & unless(
            0 < seats <= most,
            "seats",
            _("There are fewer seats of countries. The number stands on the page of the rules."),
        )
    )


def may_stand(phase: Phase, *, is_on_roll: bool) -> Verdict:
    """May a country stand, or step back?"""
    return unless(phase == Phase.CANDIDATES, "over", _("The last day to stand is over.")) & unless(
        is_on_roll, "not_on_roll", _("Only Full Members on the roll stand and vote.")
    )


def may_vote(phase: Phase, choices: Collection[str], names: Collection[str], most: int) -> Verdict:
    """May this ballot be cast?"""
    return (
        unless(phase == Phase.VOTING, "closed", _("No votes are taken today."))
        & unless(bool(choices), "empty", _("Choose at least one country."))
        & unless(
            len(choices) <= most, "too_many", _("These are more countries than you may choose.")
        )
        & unless(set(choices) <= set(names), "unknown", _("This country does not stand."))
    )


def lot(seed: str, country: str) -> str:
    """The place in a draw that anybody can repeat: the lower comes first."""
    return hashlib.sha256(f"{seed}{country}".encode()).hexdigest()


def count(
    regions: Mapping[str, str],
    ballots: Iterable[Collection[str]],
    *,
    seats: int,
    floor: int,
    seed: str,
) -> list[Place]:
    """Each candidate's votes and whether it has a seat, in the order of the result.

    Seats of a region go first, each to its candidates with most votes; where they are more
    than there are seats, to those with most votes of all. Nobody is elected without a vote.
    """
    votes = Counter(code for ballot in ballots for code in set(ballot) & regions.keys())
    order = sorted(regions, key=lambda code: (-votes[code], lot(seed, code)))
    kept = _kept_for_regions(order, regions, votes, floor)[:seats]
    in_order = [code for code in order if votes[code]]
    rest = [code for code in in_order if code not in kept][: seats - len(kept)]
    elected = {*kept, *rest}
    by_votes = set(in_order[:seats])
    tied = _tied(regions, votes, kept, rest)
    return [
        Place(code, votes[code], _why(code, elected, by_votes, tied), code in tied)
        for code in order
    ]


def _kept_for_regions(
    order: Sequence[str], regions: Mapping[str, str], votes: Mapping[str, int], floor: int
) -> list[str]:
    taken: Counter[str] = Counter()
    kept = []
    for code in order:
        if votes[code] and taken[regions[code]] < floor:
            taken[regions[code]] += 1
            kept.append(code)
    return kept


def _tied(
    regions: Mapping[str, str],
    votes: Mapping[str, int],
    kept: Collection[str],
    rest: Collection[str],
) -> set[str]:
    """Candidates with as many votes as somebody on the other side of the line they stood at.

    For a seat of its region a country stands beside its region's only.
    """
    outside = [code for code in regions if votes[code] and code not in {*kept, *rest}]
    lines = [(rest, outside)]
    lines += [
        (
            [code for code in kept if regions[code] == region],
            [code for code in outside if regions[code] == region],
        )
        for region in {regions[code] for code in kept}
    ]
    tied = set()
    for over, under in lines:
        level = {votes[code] for code in over} & {votes[code] for code in under}
        tied |= {code for code in (*over, *under) if votes[code] in level}
    return tied


def _why(code: str, elected: set[str], by_votes: set[str], tied: set[str]) -> Chosen | None:
    if code not in elected:
        return None
    if code not in by_votes:
        return Chosen.REGION
    return Chosen.LOT if code in tied else Chosen.VOTES


def canonical(ballots: Iterable[Iterable[str]]) -> list[list[str]]:
    """The ballots in an order that tells nothing of when they came, or of whom."""
    return sorted(sorted(one) for one in ballots)


def proof(ballots: Iterable[Iterable[str]], salt: str) -> str:
    """What is published: who has the counted ballots and the salt can repeat it."""
    said = json.dumps([salt, canonical(ballots)], separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()

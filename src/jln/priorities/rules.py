"""The rules of a round of priorities. Pure.

Default where no source gives a rule: everybody of a country names a few problems, the
country counts them by a rule of its own and confirms its list, and each country spreads
as many points as every other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless
from jln.priorities.terms import Stage, Way

SHORTEST, LONGEST = 10, 300
WITH_WHAT = _(
    "The address of a group, an initiative or a product here, or the number of a decision."
)
ON_A_LIST = 5
"""As many priorities a country passes on to the network."""


MERGED_WITH_LISTS = _("Priorities are merged, and parted again, while countries confirm lists.")

ASKED = _("One of them is asked about already, or is merged.")


class Named(NamedTuple):
    """One person's name for a priority: 1 is the first of theirs."""

    priority: int
    rank: int


class Said(NamedTuple):
    """The same with who said it, and the merge in which the priority counts, if any."""

    person: int
    priority: int
    rank: int
    merge: int | None


def lists_until(people_until: date, countries_until: date) -> date:
    """Half of the time after the people goes to the lists, half to the points."""
    return people_until + (countries_until - people_until) // 2


def stage_on(people_until: date, countries_until: date, *, is_closed: bool, on: date) -> Stage:
    """Where a round stands on a day."""
    if is_closed:
        return Stage.CLOSED
    ends = (
        (people_until, Stage.PEOPLE),
        (lists_until(people_until, countries_until), Stage.LISTS),
        (countries_until, Stage.COUNTRIES),
    )
    return next((stage for until, stage in ends if on <= until), Stage.ENDED)


def may_open(people_until: date, countries_until: date, *, on: date) -> Verdict:
    """May a round with these days be opened?"""
    return unless(people_until > on, "past", _("Leave people a day at least.")) & unless(
        (countries_until - people_until).days > 1,
        "too_short",
        _("Leave countries two days at least after the people."),
    )


def may_name(stage: Stage, texts: Sequence[str], most: int, *, is_in: bool) -> Verdict:
    """May somebody name these?"""
    return (
        unless(stage == Stage.PEOPLE, "over", _("The last day to name problems is over."))
        & unless(is_in, "no_country", _("Your country has no part in this round."))
        & unless(bool(texts), "empty", _("Name one problem at least."))
        & unless(len(texts) <= most, "too_many", _("These are more than you may name."))
        & unless(
            len({one.casefold() for one in texts}) == len(texts),
            "twice",
            _("The same problem stands twice: name another, or leave that place empty."),
        )
        & unless(
            all(SHORTEST <= len(one) <= LONGEST for one in texts),
            "length",
            _("Each problem has 10 to 300 letters."),
        )
    )


def may_confirm(stage: Stage, *, has_names: bool) -> Verdict:
    """May a country confirm its list, or confirm it anew?"""
    return unless(
        stage == Stage.LISTS, "not_now", _("Lists are confirmed after the people, before points.")
    ) & unless(has_names, "nothing", _("Nobody of your country has named anything."))


def may_spread(stage: Stage, points: Mapping[int, int], most: int, known: Iterable[int]) -> Verdict:
    """May a country spread its points like this?"""
    return (
        unless(stage == Stage.COUNTRIES, "not_now", _("No points are taken today."))
        & unless(sum(points.values()) <= most, "too_many", _("These are too many points."))
        & unless(sum(points.values()) > 0, "empty", _("Give one point at least."))
        & unless(set(points) <= set(known), "unknown", _("A number on no list of this round."))
    )


def tally(named: Iterable[Named], way: Way | str, each: int) -> list[tuple[int, int]]:
    """A country's priorities with what they got, by its own rule; of equals, who was first."""
    found: dict[int, int] = defaultdict(int)
    for one in named:
        found[one.priority] += 1 if way == Way.COUNT else each - one.rank + 1
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def as_one(said: Iterable[Said]) -> list[Named]:
    """What is merged counts for one of a country's own, and a person's best name of it once."""
    every = list(said)
    heads: dict[int, int] = {}
    for one in every:
        if one.merge is not None:
            heads[one.merge] = min(heads.get(one.merge, one.priority), one.priority)
    best: dict[tuple[int, int], int] = {}
    for one in every:
        head = one.priority if one.merge is None else heads[one.merge]
        best[one.person, head] = min(best.get((one.person, head), one.rank), one.rank)
    return [Named(priority, rank) for (_person, priority), rank in best.items()]


def may_propose_merge(
    stage: Stage, priorities: int, *, are_free: bool, are_backed: bool
) -> Verdict:
    """May it be asked whether these are one?"""
    return (
        unless(stage == Stage.LISTS, "not_now", MERGED_WITH_LISTS)
        & unless(priorities > 1, "few", _("Choose two at least."))
        & unless(are_free, "asked", ASKED)
        & unless(
            are_backed,
            "nobody",
            _("For one of them nobody is left who could agree: it stays alone."),
        )
    )


def may_consent(stage: Stage, *, is_ended: bool) -> Verdict:
    """May somebody still say yes or no to a merge?"""
    return unless(stage == Stage.LISTS, "not_now", MERGED_WITH_LISTS) & unless(
        not is_ended, "ended", _("Somebody said no: each of them stays alone.")
    )


def may_say_fate(*, is_closed: bool, is_taken_up: bool, has_what: bool, reason: str) -> Verdict:
    """May this be said of a priority?"""
    return (
        unless(is_closed, "open", _("The round is not closed yet."))
        & unless(
            not is_taken_up or has_what,
            "what",
            WITH_WHAT,
        )
        & unless(is_taken_up or bool(reason.strip()), "reason", _("Say why not."))
    )

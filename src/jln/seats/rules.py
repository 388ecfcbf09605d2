"""The rules of ending a seat and handing it over. Pure.

Source: foundations of access ("no role is taken by mail alone"): a successor's rights
begin once she has confirmed from her own verified address and a second entitled person,
neither she nor who named her, has agreed in a signed-in session.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless
from jln.seats.terms import State

LONGEST_WORDS = 600
DAY = timedelta(days=1)
DECIDED = _("The Steering Group decided on its end: it is held until who follows is there.")
ONLY_HERE = _("Name somebody who is in the network already.")


@dataclass(frozen=True, slots=True)
class Dates:
    """When a seat holds, and whether its successor's seat stands already."""

    starts_on: date
    ends_on: date | None
    is_followed: bool = False
    is_decided: bool = False  # its end, by the Steering Group: until who follows is there


@dataclass(frozen=True, slots=True)
class Standing:
    """What has been said of a hand-over so far."""

    ends_on: date | None = None
    is_named: bool = False
    is_confirmed: bool = False
    is_seconded: bool = False
    is_declined: bool = False
    is_begun: bool = False
    is_moved: bool = False
    is_closed: bool = False


def state_of(said: Standing) -> State:
    """Where a hand-over stands."""
    steps = (
        (said.is_moved, State.DONE),
        (said.is_closed, State.DROPPED),
        (said.is_begun, State.SETTLED),
        (said.is_declined, State.DECLINED),
        (said.is_confirmed, State.CONFIRMED),
        (said.is_seconded, State.SECONDED),
        (said.is_named, State.NAMED),
        (said.ends_on is not None, State.OPEN),
    )
    return next((state for holds, state in steps if holds), State.PROPOSED)


def may_end(seat: Dates, ends_on: date, *, on: date) -> Verdict:
    """May the seat's last day be this one?"""
    return (
        unless(_is_not_over(seat, on), "over", _("This seat ended already."))
        & unless(ends_on >= on, "past", _("The last day is today or later."))
        & unless(ends_on >= seat.starts_on, "ends_first", _("A seat cannot end before it begins."))
        & unless(not seat.is_followed, "followed", _("All is settled for a successor already."))
        & unless(not seat.is_decided, "decided", DECIDED)
    )


def may_go_on(seat: Dates, *, on: date) -> Verdict:
    """May the end of a seat be taken back?"""
    return (
        unless(_is_not_over(seat, on), "over", _("This seat ended already."))
        & unless(not seat.is_followed, "followed", _("All is settled for a successor already."))
        & unless(not seat.is_decided, "decided", DECIDED)
    )


def may_name(said: Standing, *, is_holder: bool, has_it: bool, starts_on: date | None) -> Verdict:
    """May this person be named as successor, from this day?"""
    after = starts_on is None or said.ends_on is None or starts_on > said.ends_on
    return (
        _is_open(said)
        & unless(said.ends_on is not None, "no_end", _("Say first on which day the seat ends."))
        & unless(not is_holder, "holder", _("They hold this seat already."))
        & unless(not has_it, "has_it", _("They hold this seat already."))
        & unless(after, "too_early", _("The successor begins after the last day of the seat."))
    )


def may_take(said: Standing) -> Verdict:
    """May the successor say yes or no?"""
    return _is_open(said) & unless(
        not said.is_declined, "declined", _("You said no to this seat already.")
    )


def may_second(said: Standing, *, is_successor: bool, has_named: bool) -> Verdict:
    """May this person be the second one who agrees?"""
    return (
        _is_open(said)
        & unless(said.is_named and not said.is_declined, "nobody", _("Nobody is named yet."))
        & unless(not is_successor, "successor", _("Somebody else has to agree."))
        & unless(not has_named, "has_named", _("You named them; a second person has to agree."))
    )


def is_ready(said: Standing) -> bool:
    """Have both spoken?"""
    return (
        said.is_confirmed
        and said.is_seconded
        and not (said.is_declined or said.is_begun or said.is_closed)
        and said.ends_on is not None
    )


def may_begin(*, is_taken: bool, has_it: bool, is_here: bool) -> Verdict:
    """May the new seat stand, as things are now?"""
    return (
        unless(not is_taken, "taken", _("Somebody else holds this seat by then."))
        & unless(not has_it, "has_it", _("They hold this seat already."))
        & unless(is_here, "gone", _("They are no longer in the network."))
    )


def begins_on(wanted: date | None, ends_on: date, *, on: date) -> date:
    """The successor's first day: after the last day of the seat, never in the past."""
    return max(wanted or ends_on + DAY, ends_on + DAY, on)


def overlaps(mine: Dates, other: Dates) -> bool:
    """Do two seats hold on one day?"""
    mine_ends, other_ends = mine.ends_on or date.max, other.ends_on or date.max
    return mine.starts_on <= other_ends and other.starts_on <= mine_ends


def _is_not_over(seat: Dates, on: date) -> bool:
    return seat.ends_on is None or seat.ends_on >= on


def _is_open(said: Standing) -> Verdict:
    return unless(
        not (said.is_closed or said.is_begun or said.is_moved),
        "settled",
        _("All is settled for a successor already."),
    )

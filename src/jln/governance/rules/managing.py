"""The rules of changing the Network Manager. Pure.

Source: the Steering Group chose the Network Manager of 2018 by a decision; how a change is
prepared, and that nobody leaves before somebody is there, are the network's own defaults.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless

DECIDES = "manager.appoint"
AHEAD = timedelta(days=14)  # from when on it is said that somebody is missing
AGAIN = timedelta(days=7)
NO_CHANGE = _("This organisation is the Network Manager already.")
UNDER_WAY = _("Another change of the Network Manager is under way.")
TOO_EARLY = _("The first day comes after the day of the decision.")
FOLLOWS = _(
    "On the first day the seats of the office with their open work, the rooms, the name of the "
    "letters and the key of the register move to its people. Until one of them is settled, the "
    "present staff go on."
)
OVER = _("No change of the Network Manager is under way.")


def may_appoint(
    first_day: date, *, on: date, is_present: bool, is_under_way: bool, present_since: date | None
) -> Verdict:
    """May this organisation be the Network Manager from this day on?"""
    later = present_since is None or first_day > present_since
    return (
        unless(not is_present, "present", NO_CHANGE)
        & unless(not is_under_way, "under_way", UNDER_WAY)
        & unless(first_day > on and later, "too_early", TOO_EARLY)
    )


class Step(Enum):
    """What a day asks for."""

    WAIT = "wait"
    WARN = "warn"
    CHANGE = "change"


class Change(NamedTuple):
    """How far a change has come. `is_there`: the new organisation has staff today."""

    first_day: date
    is_there: bool
    is_settled: bool  # somebody of it will have a seat on that day
    is_moved: bool = False
    warned_on: date | None = None


def step(of: Change, *, on: date) -> Step:
    """It changes on its day, or on the first day after on which somebody is there."""
    if not of.is_moved and of.is_there and on >= of.first_day:
        return Step.CHANGE
    will_be = of.is_settled and on < of.first_day
    if of.is_moved or of.is_there or will_be or on < of.first_day - AHEAD:
        return Step.WAIT
    is_time = of.warned_on is None or on >= of.warned_on + AGAIN
    is_the_day = of.first_day == on and of.warned_on != on
    return Step.WARN if is_time or is_the_day else Step.WAIT


def may_head(*, is_under_way: bool) -> Verdict:
    """May it still be said who names its people?"""
    return unless(is_under_way, "over", OVER)

"""The places of the Steering Group: when a term begins and ends, who comes, what quorum is.

Pure. A place is a country's or a partner's; a person speaks for one of them at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.governance.terms import Answer
from jln.kit.verdict import Verdict, unless

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date


class Coming(StrEnum):
    """How a place, or one who convenes, will be filled, as far as was said."""

    SURE = "sure"
    OPEN = "open"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Place:
    """A place by the people who may fill it, by number; None where nobody holds the seat."""

    representative: int | None = None
    alternate: int | None = None


@dataclass(frozen=True, slots=True)
class Quorum:
    """The places of countries, how many have to be filled, and how many are."""

    places: int
    needed: int
    sure: int
    open: int
    convener: Coming

    @property
    def coming(self) -> Coming:
        """Is there a quorum, can there be one yet, or can there not?"""
        if self.sure >= self.needed and self.convener is Coming.SURE:
            return Coming.SURE
        is_possible = self.sure + self.open >= self.needed and self.convener is not Coming.NO
        return Coming.OPEN if is_possible else Coming.NO


def needed(places: int, percent: int) -> int:
    """So many of the places make a quorum: at least this share of them, and at least one."""
    return max(1, -(-places * percent // 100))


def comes(place: Place, said: Mapping[int, str]) -> Coming:
    """Will somebody sit there? Its representative's word goes before its alternate's."""
    first = said.get(place.representative or 0, "")
    second = said.get(place.alternate or 0, "")
    if first == Answer.THERE or (place.alternate and second == Answer.THERE):
        return Coming.SURE
    may_first = place.representative is not None and not first
    may_second = place.alternate is not None and Answer.NO not in {first, second}
    return Coming.OPEN if may_first or may_second else Coming.NO


def forecast(
    places: Sequence[Place], conveners: Collection[int], said: Mapping[int, str], percent: int
) -> Quorum:
    """What the answers so far mean for the quorum."""
    coming = [comes(one, said) for one in places]
    answers = [said.get(one, "") for one in conveners]
    convener = Coming.NO
    if Answer.THERE in answers:
        convener = Coming.SURE
    elif "" in answers:
        convener = Coming.OPEN
    return Quorum(
        places=len(places),
        needed=needed(len(places), percent),
        sure=coming.count(Coming.SURE),
        open=coming.count(Coming.OPEN),
        convener=convener,
    )


def present(
    places: Sequence[Place], conveners: Collection[int], there: Collection[int], percent: int
) -> Quorum:
    """The quorum of those who are in the room: nothing of it is open."""
    said = dict.fromkeys(there, str(Answer.THERE))
    others = {one for place in places for one in (place.representative, place.alternate) if one}
    gone = dict.fromkeys({*others, *conveners} - said.keys(), str(Answer.NO))
    return forecast(places, conveners, said | gone, percent)


def may_begin_term(
    *, is_full: bool, is_free: bool, left: int, starts_on: date, ends_on: date | None
) -> Verdict:
    """A Full Member or a partner takes a place that is free, once at a time."""
    return (
        unless(is_full, "level", _("Only Full Members and partners sit on the Steering Group."))
        & unless(is_free, "has_one", _("It has a term in that time already; end that first."))
        & unless(left > 0, "no_place", _("All places of its kind are taken; end a term first."))
        & unless(
            ends_on is None or ends_on >= starts_on,
            "ends_first",
            _("A term cannot end before it begins."),
        )
    )


def may_end_term(*, starts_on: date, was: date | None, ends_on: date, on: date) -> Verdict:
    """The last day of a term that is not over: today or later."""
    return (
        unless(was is None or was >= on, "over", _("This term is over already."))
        & unless(ends_on >= on, "past", _("The last day is today or later."))
        & unless(ends_on >= starts_on, "ends_first", _("A term cannot end before it begins."))
    )


def may_seat(*, is_on: bool, is_taken: bool, is_theirs: bool, holds_place: bool) -> Verdict:
    """Somebody of the country or partner takes a seat of its place that nobody holds.

    One person speaks for one place, and holds one of its two seats.
    """
    return (
        unless(is_on, "over", _("This term is over already."))
        & unless(not is_taken, "taken", _("Somebody else holds this seat by then."))
        & unless(is_theirs, "stranger", _("Choose somebody of the country or partner."))
        & unless(not holds_place, "two", _("This person holds a seat of the Steering Group."))
    )

"""When places are offered, who may be named for them, and when the names are sent. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.activities.terms import NominationState
from jln.kit.verdict import Verdict, unless

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

HORIZON = timedelta(days=300)
MOST_PLACES = 50
MOST_NAMES = 30
PATIENCE = timedelta(days=3)
"""After the last day the chair is asked; after these the desk calls."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What has been said of an offer so far. `until`: the end of the time to object."""

    shown_at: datetime | None = None
    until: datetime | None = None
    objections: int = 0  # to the order that was shown last
    sent_at: datetime | None = None


def state_of(said: Standing) -> NominationState:
    """Where an offer stands."""
    if said.sent_at:
        return NominationState.SENT
    if said.shown_at is None:
        return NominationState.ASKED
    return NominationState.OBJECTED if said.objections else NominationState.SHOWN


def may_offer(*, places: int, due_on: date, on: date, last_on: date | None = None) -> Verdict:
    """A few places, with a day that can be kept, until `last_on`, where that day is known."""
    return (
        unless(1 <= places <= MOST_PLACES, "places", _("Offer between one and fifty places."))
        & unless(on < due_on <= on + HORIZON, "due", _("Choose a day in the next ten months."))
        & unless(
            last_on is None or on <= last_on,
            "over",
            _("This event is over: places are offered before it ends."),
        )
    )


def may_order(
    said: Standing, people: Sequence[int], *, of_country: Collection[int], by: int
) -> Verdict:
    """People of the country, each once, as long as nothing was sent; nobody names oneself."""
    return (
        unless(said.sent_at is None, "sent", SENT)
        & unless(bool(people), "nobody", _("Name at least one person."))
        & unless(len(people) <= MOST_NAMES, "many", _("Name at most thirty people."))
        & unless(len(set(people)) == len(people), "twice", _("Somebody is named twice."))
        & unless(set(people) <= set(of_country), "country", _("Name people of your country."))
        & unless(
            by not in people,
            "oneself",
            _("Nobody names themselves: the chair or the point of contact can put this order."),
        )
    )


SENT = _("The names are sent already.")


def may_object(said: Standing, *, at: datetime, has_objected: bool) -> Verdict:
    """As long as the time runs, once for each order."""
    runs = said.shown_at is not None and said.until is not None and at <= said.until
    return unless(runs and said.sent_at is None, "over", _("The time to object is over.")) & unless(
        not has_objected, "again", _("Your objection is on record already.")
    )


def may_send(said: Standing, *, at: datetime, reply: str) -> Verdict:
    """After the time to object; whoever objected is answered."""
    return (
        unless(said.sent_at is None, "sent", SENT)
        & unless(said.shown_at is not None, "not_shown", _("Show the order to the group first."))
        & unless(
            said.until is None or at > said.until,
            "too_soon",
            _("The group can still object. The names are sent by themselves afterwards."),
        )
        & unless(
            not said.objections or bool(reply),
            "no_reply",
            _("Answer the objections: the group and the people named read it."),
        )
    )


def goes_by_itself(said: Standing, *, at: datetime) -> bool:
    """Nobody objected in time."""
    return state_of(said) is NominationState.SHOWN and said.until is not None and at > said.until


def asks_chair(*, due_on: date, on: date, is_shown: bool, is_asked: bool) -> bool:
    """The last day has passed without names."""
    return not is_shown and not is_asked and on > due_on


def asks_desk(*, chair_asked_at: datetime | None, at: datetime, is_shown: bool) -> bool:
    """The chair did not answer either."""
    return not is_shown and chair_asked_at is not None and at > chair_asked_at + PATIENCE

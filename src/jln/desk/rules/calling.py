"""Which countries are called, and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise


class Why(StrEnum):
    """One reason to call a country."""

    STEP = "step"
    OWED = "owed"
    SILENT = "silent"
    VACANT = "vacant"
    HANDOVER = "handover"
    BOUNCES = "bounces"
    AT_RISK = "at_risk"


WORDS: dict[Why, StrOrPromise] = {
    Why.STEP: _("what was agreed with it is due"),
    Why.OWED: _("it owes an answer"),
    Why.SILENT: _("no sign of life"),
    Why.VACANT: _("no coordinator"),
    Why.HANDOVER: _("a seat is handed over"),
    Why.BOUNCES: _("letters to the coordinator come back"),
    Why.AT_RISK: _("its group has not met for long"),
}


@dataclass(frozen=True, slots=True)
class Signs:
    """What is on record of a country that tells whether somebody should call it."""

    last_sign: date | None = None
    last_called: date | None = None
    step_on: date | None = None  # the earliest step agreed with it that is not done
    owed_since: date | None = None
    has_coordinator: bool = True
    is_handed_over: bool = False
    bounces: bool = False
    last_met: date | None = None  # its group; else since when there is one
    has_group: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of the day."""

    days: int
    months: int


MONTH = timedelta(days=30)


def reasons(signs: Signs, limits: Limits, on: date) -> list[Why]:
    """Why to call it, what is due first. A country that was just called is left in peace."""
    patience = timedelta(days=limits.days)
    due = {
        Why.STEP: signs.step_on is not None and signs.step_on <= on,
        Why.OWED: signs.owed_since is not None,
    }
    standing = {
        Why.SILENT: signs.last_sign is None or signs.last_sign < on - patience,
        Why.VACANT: not signs.has_coordinator,
        Why.HANDOVER: signs.is_handed_over,
        Why.BOUNCES: signs.bounces,
        Why.AT_RISK: signs.has_group
        and (signs.last_met is None or signs.last_met < on - limits.months * MONTH),
    }
    was_called = signs.last_called is not None and signs.last_called > on - patience / 2
    found = due if was_called else due | standing
    return [why for why, holds in found.items() if holds]


def in_order(found: Iterable[tuple[Signs, list[Why]]]) -> list[int]:
    """The places of those to call: what is due, then the longest silence; the rest left out."""
    asked = [(signs, whys) for signs, whys in found]

    def key(place: int) -> tuple[bool, date, int]:
        signs, whys = asked[place]
        is_due = Why.STEP in whys or Why.OWED in whys
        return (not is_due, signs.last_sign or date.min, place)

    return sorted((place for place, (_signs, whys) in enumerate(asked) if whys), key=key)


def may_note(*, held_on: date, next_step: str, next_on: date | None, on: date) -> Verdict:
    """May a contact be put on record so?"""
    return (
        unless(held_on <= on, "not_yet", _("That day has not come yet."))
        & unless(
            bool(next_step) == (next_on is not None),
            "half_a_step",
            _("A next step needs its day, and a day its step."),
        )
        & unless(
            next_on is None or next_on >= held_on,
            "step_before",
            _("The next step comes after what was said."),
        )
    )

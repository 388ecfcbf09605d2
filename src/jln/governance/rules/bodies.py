"""Who may sit in a working group, and when it is formed, reports and is closed. Pure.

Source: working groups of people of the Steering Group drafted the strategy of 2018. That a
task team may take in other members is a default of this network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.governance.terms import BodyKind, BodyState
from jln.kit.verdict import Verdict, unless

if TYPE_CHECKING:
    from datetime import date

LONGEST_REPORT = 4_000


def may_propose(*, is_free: bool, due_on: date | None, on: date) -> Verdict:
    """May a body of this name be put to the Steering Group?"""
    return unless(is_free, "taken", _("This name is taken. Choose another one.")) & unless(
        due_on is None or due_on > on, "past", _("Its last day is after today.")
    )


def may_close(state: str) -> Verdict:
    """May it be put to the Steering Group that the body is closed?"""
    return _is_at_work(state)


def may_sit(
    state: str, kind: str, *, leads: bool, on_steering_group: bool, is_led: bool
) -> Verdict:
    """May this person be seated in the body?"""
    is_one_of_them = on_steering_group or (kind == BodyKind.TASK_TEAM and not leads)
    return (
        _is_at_work(state)
        & unless(
            is_one_of_them,
            "not_on_it",
            _("Whoever leads it, or sits in a working group, sits on the Steering Group."),
        )
        & unless(not (leads and is_led), "led", _("Somebody leads it. Their seat is handed over."))
    )


def may_report(state: str, words: str) -> Verdict:
    """May the body report this?"""
    return (
        _is_at_work(state)
        & unless(bool(words.strip()), "empty", _("Write what the Steering Group should know."))
        & unless(len(words) <= LONGEST_REPORT, "too_long", _("Write 4,000 letters at most."))
    )


def _is_at_work(state: str) -> Verdict:
    return unless(state == BodyState.FORMED, "not_at_work", _("This working group is not at work."))

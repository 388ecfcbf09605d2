"""Which messages wait for a moderator, what may be decided of them, and how long it takes. Pure.

The days are those that members are promised: asked again after three days, a second moderator
after two, and after seven the Network Manager hears of it every day until it is decided.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.conversations.terms import HeldBecause, HeldDecision
from jln.kit.verdict import Verdict, unless
from jln.spaces.terms import SpaceRule

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GOES_OUT_AFTER = timedelta(minutes=10)
ASK_AGAIN_AFTER = timedelta(days=3)
FURTHER_AFTER = timedelta(days=2)
LATE_AFTER = timedelta(days=7)
DECISION_UNDO_FOR = timedelta(days=7)
LONGEST_TO_WRITER = 1_000
WAITING = ("", HeldDecision.HOLD)
"""What is not decided: nothing said yet, or held with a reason."""
NEEDS_WORDS = frozenset({HeldDecision.EDIT, HeldDecision.HOLD, HeldDecision.REFUSE})


def why_held(rule: str, *, moderates: bool, is_known: bool) -> HeldBecause | None:
    """Why a message to a space of this rule waits first; None if it appears at once.

    `is_known`: the person has written in the network before, or was asked this very question.
    """
    if moderates:
        return None
    if rule == SpaceRule.ALL_HELD:
        return HeldBecause.ALL
    is_first = rule == SpaceRule.FIRST_HELD and not is_known
    return HeldBecause.FIRST if is_first else None


def may_write(rule: str, *, moderates: bool, where_else: StrOrPromise) -> Verdict:
    """May this person write there at all? `where_else`: the sentence that says who may."""
    return unless(moderates or rule != SpaceRule.ANNOUNCEMENTS, "announcements_only", where_else)


def may_decide(decision: str, words: str, *, decided: StrOrPromise = "") -> Verdict:
    """May this be decided now? `decided`: what somebody else has decided meanwhile."""
    return (
        unless(not decided, "decided", decided)
        & unless(
            bool(words.strip()) or decision not in NEEDS_WORDS,
            "no_words",
            _("Say why: the person who wrote it reads your words."),
        )
        & unless(len(words) <= LONGEST_TO_WRITER, "too_long", _("This is too long."))
    )


def may_take_back(decision: str, *, decided_at: datetime, is_out: bool, at: datetime) -> Verdict:
    """May a decision still be taken back?"""
    return unless(
        not is_out, "is_out", _("The message has appeared. Hide it on its page.")
    ) & unless(
        decision in HeldDecision.values and at - decided_at <= DECISION_UNDO_FOR,
        "too_late",
        _("A decision can be taken back for seven days."),
    )


def may_change(decision: str, *, is_own: bool) -> Verdict:
    """May its writer change or take back what waits?"""
    return unless(is_own, "not_yours", _("Only the person who wrote it can change it.")) & unless(
        decision in (*WAITING, HeldDecision.EDIT),
        "decided",
        _("A moderator has decided about it. Write a new message."),
    )

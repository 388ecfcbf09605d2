"""When a report must be decided, by whom, and how. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from jln.conversations.terms import ReportEnd
from jln.kit.verdict import Verdict, unless

SECOND_AFTER = timedelta(days=2)
STAFF_AFTER = timedelta(days=5)
LATE_AFTER = timedelta(days=7)
"""Every report ends in a decision within seven days."""


def may_report(words: str, *, is_own: bool) -> Verdict:
    """May this post be reported with these words?"""
    return unless(not is_own, "own_post", _("This is your own post.")) & unless(
        bool(words), "no_words", _("Say what is wrong with it.")
    )


def may_decide(end: str, because: str, *, is_own: bool, has_moved: bool) -> Verdict:
    """May a report end so? Who wrote the post decides nothing about it."""
    return (
        unless(not is_own, "own_post", _("This is your own post. Somebody else decides."))
        & unless(bool(because), "no_reason", _("Say why. The author sees the reason."))
        & unless(
            end != ReportEnd.MOVED or has_moved, "not_moved", _("Move it first, then say so here.")
        )
    )


def is_late(opened_at: datetime, at: datetime) -> bool:
    """Seven days have passed."""
    return at - opened_at >= LATE_AFTER

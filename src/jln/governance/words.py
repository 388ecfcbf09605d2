"""Sentences of motions and decisions that pages, letters and rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.governance.rules import voting
from jln.governance.terms import MotionState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from jln.governance.models import Motion
    from jln.governance.rules.voting import Tally

_TOO_FEW = _("There is no quorum: too few countries took part.")
_NO_CONVENER = _("There is no quorum: no convener took part.")
_DEFERRED = {
    voting.NO_QUORUM: _("There is no quorum: too few countries took part, or no convener."),
    voting.OBJECTION: _("A seat objects."),
    voting.CANCELLED: _("Its meeting was cancelled."),
}


def why_deferred(code: str) -> StrOrPromise:
    """Why nothing was decided, by the code that is stored."""
    return _DEFERRED.get(code, code)


def why_no_quorum(of: Tally) -> StrOrPromise:
    """Which half of a quorum is missing; both, when both are."""
    if of.has_convener:
        return _TOO_FEW
    return why_deferred(voting.NO_QUORUM) if of.is_too_few else _NO_CONVENER


def why_not_decided(motion: Motion, of: Tally | None = None) -> StrOrPromise:
    """Why a motion that was counted is not decided; empty for others. `of`: as it was counted."""
    if motion.state == MotionState.AGENDA:
        if motion.reason == voting.NO_QUORUM and of is not None and not of.has_quorum:
            return why_no_quorum(of)
        return why_deferred(motion.reason)
    return motion.reason if motion.state == MotionState.HELD else ""

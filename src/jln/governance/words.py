"""Sentences of motions and decisions that pages, letters and rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.governance.rules import voting
from jln.governance.terms import MotionState

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from jln.governance.models import Motion

_DEFERRED = {
    voting.NO_QUORUM: _("There is no quorum: too few countries took part, or no convener."),
    voting.OBJECTION: _("A seat objects."),
}


def why_deferred(code: str) -> StrOrPromise:
    """Why nothing was decided, by the code that is stored."""
    return _DEFERRED.get(code, code)


def why_not_decided(motion: Motion) -> StrOrPromise:
    """Why a motion that was counted is not decided; empty for others."""
    if motion.state == MotionState.AGENDA:
        return why_deferred(motion.reason)
    return motion.reason if motion.state == MotionState.HELD else ""

"""Meetings of the Steering Group and the register of its decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from jln.governance.models import Decision, Meeting

if TYPE_CHECKING:
    from django.db.models import QuerySet


def meetings() -> QuerySet[Meeting]:
    """Newest first, each with its decisions."""
    decisions = Decision.objects.prefetch_related("admits").order_by("number")
    return Meeting.objects.prefetch_related(Prefetch("decisions", queryset=decisions)).order_by(
        "-starts", "-pk"
    )


def register() -> QuerySet[Decision]:
    """Every decision, the newest number first."""
    return Decision.objects.prefetch_related("admits").order_by("-number")

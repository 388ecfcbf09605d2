"""What took place, and what is to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from jln.activities.models import Activity

if TYPE_CHECKING:
    from django.db.models import QuerySet


def activities() -> QuerySet[Activity]:
    """Every activity, newest first; those without a date last."""
    return (
        Activity.objects.select_related("initiative", "group")
        .prefetch_related("countries")
        .order_by(F("starts").desc(nulls_last=True), "pk")
    )

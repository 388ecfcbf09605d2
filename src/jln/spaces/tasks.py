"""What follows the calendar by itself."""

from __future__ import annotations

from jln.kit import clock
from jln.spaces import rolls
from jln.work.task import task


@task()
def follow_seats() -> int:
    """Bring the rolls of all countries' spaces up to today's seats. Safe to repeat."""
    return rolls.follow_all(at=clock.now())

"""What of rounds comes due by itself."""

from __future__ import annotations

from jln.kit import clock
from jln.priorities import actions
from jln.work.task import task


@task()
def on_their_day() -> int:
    """Ask for lists and points, close what is over. Safe to repeat."""
    return actions.on_their_day(at=clock.now())

"""What of elections comes due by itself."""

from __future__ import annotations

from jln.elections import actions
from jln.kit import clock
from jln.work.task import task


@task()
def on_their_day() -> int:
    """Count what is over, send the links of what begins. Safe to repeat."""
    at = clock.now()
    return actions.count_due(at=at) + actions.open_due(at=at)

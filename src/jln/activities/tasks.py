"""The duties of nominations, in the background."""

from __future__ import annotations

from jln.activities import actions
from jln.kit import clock
from jln.work.task import task


@task()
def nominations() -> int:
    """Send what nobody objected to, and ask who kept silent. Safe to repeat."""
    return actions.follow_up(at=clock.now())

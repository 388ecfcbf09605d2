"""What comes due by itself."""

from __future__ import annotations

from jln.governance import actions
from jln.kit import clock
from jln.work.task import task


@task()
def tell_of_due_actions() -> int:
    """Tell owners of actions that are due. Safe to repeat."""
    return actions.tell_of_due_actions(at=clock.now())

"""Telling, in the background."""

from __future__ import annotations

from jln.notify import actions
from jln.work.task import task


@task()
def tell(fact_id: int) -> int:
    """Make the letters of one fact. Safe to repeat. Gives the number of letters."""
    return actions.tell(fact_id)


@task()
def sweep() -> int:
    """Tell every fact that nobody was told of, whatever became of its nudge. Safe to repeat."""
    return actions.sweep()

"""Telling, in the background."""

from __future__ import annotations

from jln.notify import actions
from jln.notify.digests import actions as digests_made
from jln.work.task import task


@task()
def tell(fact_id: int) -> int:
    """Make the letters of one fact. Safe to repeat. Gives the number of letters."""
    return actions.tell(fact_id)


@task()
def sweep() -> int:
    """Tell every fact that nobody was told of, whatever became of its nudge. Safe to repeat."""
    return actions.sweep()


@task()
def digests() -> int:
    """Make the daily and weekly messages of the hours that have come. Safe to repeat."""
    return digests_made.make_due()

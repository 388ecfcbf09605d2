"""Issues, in the background."""

from __future__ import annotations

from jln.kit import clock
from jln.newsletter import actions
from jln.work.task import task


@task()
def send() -> int:
    """Go on with what is agreed to and due. Safe to repeat. Gives the number of letters."""
    return actions.send_due()


@task()
def daily() -> int:
    """Draft the next newsletter; remind of deadlines. Safe to repeat. Gives how many reminders."""
    actions.draft_due(clock.now())
    return actions.remind_due(clock.now())

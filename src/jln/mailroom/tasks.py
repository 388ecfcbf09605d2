"""What came in is dealt with in the background; a nudge lost is made up for by the sweep."""

from __future__ import annotations

from jln.kit import clock
from jln.mail.models import InboundMail
from jln.mail.terms import InboundState
from jln.mailroom import actions, bounces
from jln.work.task import SOON, task


@task(attempts=5, priority=SOON)
def handle(inbound: int) -> str:
    """Bring one message to its outcome. Safe to repeat."""
    return actions.handle(inbound)


@task()
def sweep() -> int:
    """Deal with every message that nobody dealt with, oldest first. Safe to repeat."""
    open_ones = InboundMail.objects.filter(state=InboundState.RECEIVED).order_by("pk")
    waiting = list(open_ones.values_list("pk", flat=True)[:500])
    for inbound in waiting:
        handle.enqueue(inbound)
    return len(waiting)


@task()
def end_quiet_questions() -> int:
    """Addresses that were asked and did not come back are as good as any. Safe to repeat."""
    return bounces.end_quiet(at=clock.now())

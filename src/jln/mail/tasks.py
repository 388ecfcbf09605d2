"""Sending what the outbox holds, in the background."""

from __future__ import annotations

from jln.kit import clock
from jln.mail import outgoing, sending
from jln.work.task import SOON, task


@task(attempts=1000, priority=SOON)
def send() -> int:
    """Hand over what is due. Safe to repeat: there is one such job at a time."""
    sent = sending.send_due(clock.now)
    if sent and sending.is_more_due(clock.now()):  # its turn was over: another goes on
        outgoing.wake()
    return sent

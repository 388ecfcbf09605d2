"""Sending what the outbox holds, in the background."""

from __future__ import annotations

from jln.kit import clock
from jln.mail import sending
from jln.work.task import task


@task(attempts=1000)
def send() -> int:
    """Hand over every letter that is due. Safe to repeat: there is one such job at a time."""
    return sending.send_due(clock.now)

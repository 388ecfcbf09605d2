"""The duties of hand-overs, in the background."""

from __future__ import annotations

from jln.kit import clock
from jln.seats import actions
from jln.work.task import task


@task()
def on_their_day() -> int:
    """Move what is due to move. Safe to repeat."""
    return actions.on_their_day(at=clock.now())


@task()
def silence() -> int:
    """Ask about seats whose holders are not reached. Safe to repeat."""
    return actions.notice_silence(at=clock.now())

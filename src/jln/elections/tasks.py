"""What of elections comes due by itself."""

from __future__ import annotations

from django.db import connection

from jln.elections import actions
from jln.kit import clock
from jln.work.task import task


@task()
def on_their_day() -> int:
    """Count what is over, send the links of what begins. Safe to repeat."""
    at = clock.now()
    counted = actions.count_due(at=at)
    if counted:
        _empty_log()
    return counted + actions.open_due(at=at)


def _empty_log() -> None:
    """What SQLite wrote ahead may still hold ballots that were destroyed."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

"""The duties of membership, in the background."""

from __future__ import annotations

from jln.kit import clock
from jln.membership import actions
from jln.work.task import task


@task()
def seat_contacts() -> int:
    """Points of contact who joined take their seats. Safe to repeat."""
    return actions.seat_contacts(at=clock.now())


@task()
def forget() -> int:
    """Old drafts and refused expressions of interest go. Safe to repeat."""
    return actions.forget(at=clock.now())

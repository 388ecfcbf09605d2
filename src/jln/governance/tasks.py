"""What comes due by itself."""

from __future__ import annotations

from jln.governance import actions
from jln.governance.actions import (
    agenda,
    bodies,
    charter,
    closing,
    manager,
    reminding,
    terms,
    warning,
)
from jln.kit import clock
from jln.work.task import task


@task()
def tell_of_due_actions() -> int:
    """Tell owners of actions that are due. Safe to repeat."""
    return actions.tell_of_due_actions(at=clock.now())


@task()
def steering_duties() -> int:
    """What waits goes on the next agenda, terms that are over end, staff are warned. Repeatable."""
    at = clock.now()
    count = agenda.gather_next(at=at) + terms.close_terms(at=at)
    count += bodies.close_seats(at=at)
    return count + warning.warn(at=at)


@task()
def count_motions() -> int:
    """Count motions and charters whose last day is over, remind silent seats. Safe to repeat."""
    at = clock.now()
    count = closing.close_due(at=at) + charter.settle_due(at=at)
    return count + reminding.remind_due(at=at)


@task()
def change_manager() -> int:
    """Hand the network over on its day, or say who is missing. Safe to repeat."""
    return manager.on_its_day(at=clock.now())

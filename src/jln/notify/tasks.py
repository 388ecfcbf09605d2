"""Telling, in the background."""

from django_tasks import task

from jln.notify import actions


@task()
def tell(fact_id: int) -> int:
    """Make the letters of one fact. Safe to repeat. Gives the number of letters."""
    return actions.tell(fact_id)

"""What has to be done each night."""

from django_tasks import task

from jln.kit import clock
from jln.operating import retention


@task()
def forget() -> int:
    """Let go of what its time is over for. Safe to repeat. Gives how many rows changed."""
    return retention.forget(at=clock.now())

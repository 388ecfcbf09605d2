"""What the work does for itself."""

from __future__ import annotations

from datetime import timedelta

from jln.kit import clock
from jln.work.models import Job
from jln.work.task import task

CHUNK = 500  # rows deleted at a time, so that nobody waits for it


@task()
def forget_old_jobs() -> int:
    """Delete jobs that have been done for a week. Safe to repeat."""
    limit = clock.now() - timedelta(days=Job.Privacy.keep_days or 0)
    old = Job.objects.filter(done_at__lt=limit).order_by("done_at")
    count = 0
    while ids := list(old.values_list("pk", flat=True)[:CHUNK]):
        count += Job.objects.filter(pk__in=ids).delete()[0]
    return count

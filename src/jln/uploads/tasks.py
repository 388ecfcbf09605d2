"""Reading the words of files, in the background."""

from __future__ import annotations

from datetime import timedelta

from jln.kit import clock
from jln.uploads import actions
from jln.uploads.models import FileReading
from jln.uploads.terms import ReadingState
from jln.work.task import task


@task(attempts=3)
def read(upload_id: int) -> int:
    """Read one file. Safe to repeat. Gives the number of pages."""
    return actions.read_words(upload_id, at=clock.now())


@task()
def sweep() -> int:
    """Read every file that still waits, whatever became of its nudge. Safe to repeat."""
    waiting = FileReading.objects.filter(state=ReadingState.WAITING).order_by("pk")
    found = list(waiting.values_list("upload", flat=True)[:100])
    for upload in found:
        read.enqueue(upload)
    return len(found)


@task()
def sweep_disk() -> int:
    """Remove bytes of a day ago that belong to nothing. Safe to repeat."""
    return actions.sweep_disk(before=clock.now() - timedelta(days=1))

"""One job, from its row to its outcome."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from django.utils.module_loading import import_string

from jln.kit import clock
from jln.work import leases
from jln.work.models import Job
from jln.work.task import ATTEMPTS, NudgeTask

log = logging.getLogger("jln.work")

ending = threading.Event()
"""Set when this process is asked to end: long jobs look at it and leave the rest to the next."""

KEEP_OF_ERROR = 2000  # characters, from the end
ALL_QUEUES = ("default", "slow")


def run(job: Job, *, holder: str) -> bool:
    """Do a job that is ours. True if it succeeded; whatever it raises is kept on its row."""
    attempts = ATTEMPTS
    try:
        task: NudgeTask[Any, Any] = import_string(job.task)
        attempts = getattr(task, "attempts", ATTEMPTS)
        _check_survivable(job, attempts)
        task.call(*job.args["args"], **job.args["kwargs"])
    except Exception as error:  # noqa: BLE001 -- a task may raise anything; it is recorded and tried again
        _abandon_transaction()
        log.warning("Job %s (attempt %s) failed: %r", job, job.attempts, error)
        words = traceback.format_exc()[-KEEP_OF_ERROR:]
        leases.fail(job, words, attempts=attempts, holder=holder, at=clock.now())
        return False
    leases.finish(job, holder=holder, at=clock.now())
    return True


def _check_survivable(job: Job, attempts: int) -> None:
    if job.attempts > attempts:
        raise RuntimeError("The worker died each time it did this job.")


def run_due(queues: Collection[str] = ALL_QUEUES, *, limit: int = 10_000) -> int:
    """Do what is due now, in this thread; how many jobs. For commands and tests."""
    holder, count = leases.myself(), 0
    while count < limit and (job := leases.claim(queues, holder=holder, at=clock.now())):
        run(job, holder=holder)
        count += 1
    return count


def _abandon_transaction() -> None:
    """A task that broke its connection leaves none for the next."""
    if not connection.in_atomic_block and not connection.is_usable():
        connection.close()
    elif not connection.in_atomic_block and not connection.get_autocommit():
        transaction.rollback()

"""Who holds which job: claim, finish, fail, give back, and what the dead have left behind.

A lease is a moment of the machine's clock: moving a demonstration's clock ends no lease.
All of it is one update at a time, conditional on the lease still being ours.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from jln.work.models import Job

LEASE = timedelta(seconds=60)
TRIES = 5  # to be the first to take a job, before others are left to it
FIRST_RETRY, LONGEST_RETRY = timedelta(seconds=5), timedelta(hours=1)


def machine_now() -> datetime:
    """The machine's time, for leases only."""
    return datetime.now(UTC)


def claim(queues: Collection[str], *, holder: str, at: datetime) -> Job | None:
    """The next due job of these queues, now ours. Without one it costs a single SELECT."""
    if not connection.features.has_select_for_update_skip_locked:
        return _first(queues, holder, at)
    if not _due(queues, at=at).exists():
        return None
    with transaction.atomic():
        return _take(_due(queues, at=at).select_for_update(skip_locked=True).first(), holder)


def _first(queues: Collection[str], holder: str, at: datetime) -> Job | None:
    """Where another process was faster, the next is ours."""
    for _try in range(TRIES):
        job = _due(queues, at=at).first()
        if job is None:
            return None
        if ours := _take(job, holder):
            return ours
    return None


def is_any_due(*, at: datetime) -> bool:
    """Does a job wait for a process that is free?"""
    return _free(at).exists()


def _due(queues: Collection[str], *, at: datetime) -> QuerySet[Job]:
    return _free(at).filter(queue__in=queues).order_by("-priority", "id")


def _free(at: datetime) -> QuerySet[Job]:
    free = Q(leased_until=None) | Q(leased_until__lt=machine_now())
    return Job.objects.filter(free, done_at=None, not_before__lte=at)


def _take(job: Job | None, holder: str) -> Job | None:
    if job is None:
        return None
    ours = Job.objects.filter(pk=job.pk, done_at=None, leased_until=job.leased_until).update(
        leased_until=machine_now() + LEASE,
        holder=holder,
        attempts=F("attempts") + 1,
        is_wanted_again=False,
    )
    job.attempts += 1
    return job if ours else None


def renew(ids: Collection[int], *, holder: str) -> None:
    """Hold these jobs for another lease."""
    _held(holder).filter(pk__in=ids).update(leased_until=machine_now() + LEASE)


def finish(job: Job, *, holder: str, at: datetime) -> None:
    """The job is done; if it was nudged anew while it ran, it is due again at once."""
    mine = _held(holder).filter(pk=job.pk)
    if not mine.filter(is_wanted_again=False).update(
        done_at=at, leased_until=None, last_error="", holder=""
    ):
        mine.update(not_before=at, leased_until=None, last_error="", holder="", attempts=0)


def fail(job: Job, error: str, *, attempts: int, holder: str, at: datetime) -> None:
    """The job did not succeed: try later, each time twice as much later, or give up."""
    mine = _held(holder).filter(pk=job.pk)
    if job.attempts >= attempts:
        mine.update(done_at=at, has_failed=True, leased_until=None, last_error=error)
        return
    wait = min(FIRST_RETRY * 2 ** (job.attempts - 1), LONGEST_RETRY)
    mine.update(not_before=at + wait, leased_until=None, last_error=error, holder="")


def give_back(ids: Collection[int], *, holder: str) -> None:
    """Let another worker have these jobs at once; that we tried does not count."""
    _held(holder).filter(pk__in=ids).update(
        leased_until=None, holder="", attempts=F("attempts") - 1
    )


def release_the_dead() -> int:
    """Free the jobs of workers of this machine that are no more. That they tried does count."""
    held = Job.objects.filter(done_at=None).exclude(leased_until=None)
    gone = [name for name in held.values_list("holder", flat=True).distinct() if is_gone(name)]
    return held.filter(holder__in=gone).update(leased_until=None, holder="") if gone else 0


def _held(holder: str) -> QuerySet[Job]:
    return Job.objects.filter(holder=holder, done_at=None).exclude(leased_until=None)


def myself() -> str:
    """The name of this process that no later one shares: machine, id, moment of its start."""
    return f"{socket.gethostname()}/{os.getpid()}/{_started(os.getpid())}"


def is_gone(holder: str) -> bool:
    """Has this process ended? Only known of processes of this machine."""
    host, pid, started = holder.rsplit("/", 2)
    return host == socket.gethostname() and _started(int(pid)) != started


def _started(pid: int) -> str:
    """When a process started, in the kernel's ticks; empty if there is none."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="latin-1")
    except (FileNotFoundError, ProcessLookupError):
        return ""
    state, *fields = stat.rpartition(")")[2].split()
    return "" if state in "ZX" else fields[18]

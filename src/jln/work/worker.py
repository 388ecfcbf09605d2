"""The worker: finds due jobs, does them in a few lanes, and gives back what it holds.

One thread looks for work, once a second or when the bell rings; each lane is a thread
that does one job at a time. A lane for short jobs stays free of long ones.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import NoReturn

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection

from jln.kit import clock
from jln.work import leases
from jln.work.models import Job
from jln.work.running import ending, run
from jln.work.schedule import Schedule
from jln.work.second import Second

log = logging.getLogger("jln.work")

LOOK_EVERY = 1.0  # s, unless settings say otherwise
GRACE = 5.0  # s for running jobs to end when asked to stop
LONGEST_JOB = 900.0  # s; a lane that takes longer hangs, and the worker starts anew
RENEW_EVERY = leases.LEASE.total_seconds() / 3
ASK_EVERY = 0.2  # s between looks at whether more is due than the lanes do
LONGEST_PAUSE = 10.0  # s between looks while the database does not answer


@dataclass(slots=True)
class Lane:
    """One thread and the job it is doing."""

    queues: tuple[str, ...]
    job: Job | None = None
    since: float = 0.0
    given: threading.Event = field(default_factory=threading.Event)


class Worker:
    """Does due jobs until asked to stop."""

    def __init__(
        self,
        schedule: Schedule | None = None,
        *,
        second: Second | None = None,
        idle: float | None = None,
    ) -> None:
        self.second, self.idle = second, idle
        self.name = leases.myself()
        self.lanes = (Lane(("default",)), Lane(("default", "slow")))
        self.schedule = schedule or Schedule()
        self.looks_every: float = getattr(settings, "WORKER_LOOKS_EVERY", LOOK_EVERY)
        self.is_well = False
        self.looked_at = time.monotonic()
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._renewed_at = self._busy_at = self._asks_at = time.monotonic()
        self._was_due = False

    def wake(self) -> None:
        """Look for work now. Safe from any thread and from a signal handler."""
        self._bell.set()

    def stop(self) -> None:
        """Take nothing more, end what runs, give the rest back."""
        self._stopping.set()
        ending.set()
        self._bell.set()

    def work(self) -> int:
        """Until `stop`, or idle for as long as it may; 0 after a clean end, 1 if a lane hangs."""
        ending.clear()
        for lane in self.lanes:
            threading.Thread(target=self._drive, args=(lane,), daemon=True).start()
        pause, began = 0.0, False
        while not self._stopping.is_set():
            try:
                if not began and leases.release_the_dead():
                    log.info("Jobs of a worker that ended are free again")
                began = True
                self._look()
                pause, self.is_well = self.looks_every, True
            except DatabaseError as error:
                pause, self.is_well = min(max(pause, 0.5) * 2, LONGEST_PAUSE), False
                log.warning("The worker cannot reach the database: %s", error)
                connection.close()
            self.looked_at = time.monotonic()
            if self._hangs():
                return self._end(code=1)
            if self._is_idle():
                break
            self._bell.wait(pause)
            self._bell.clear()
        return self._end(code=0)

    def _look(self) -> None:
        """Start what is due on free lanes. Idle, this is one SELECT."""
        at = clock.now()
        self.schedule.tick(at)
        self._renew()
        while free := [lane for lane in self.lanes if lane.job is None]:
            queues = {queue for lane in free for queue in lane.queues}
            job = leases.claim(queues, holder=self.name, at=at)
            if job is None:
                break
            self._busy_at = time.monotonic()
            lane = next(lane for lane in free if job.queue in lane.queues)
            lane.since, lane.job = time.monotonic(), job
            lane.given.set()
        if self.second is not None:
            self.second.see(is_crowded=not free and self._is_more_due(at))

    def _is_more_due(self, at: datetime) -> bool:
        """Does more wait than is being done? Asked a few times a second, however often it rings."""
        if time.monotonic() >= self._asks_at:
            self._asks_at = time.monotonic() + ASK_EVERY
            self._was_due = leases.is_any_due(at=at)
        return self._was_due

    def _drive(self, lane: Lane) -> None:
        while True:
            lane.given.wait()
            lane.given.clear()
            job = lane.job
            if job is not None:
                try:
                    run(job, holder=self.name)
                except DatabaseError as error:
                    log.warning("The outcome of job %s is not recorded: %s", job, error)
                    connection.close()
                lane.job = None
                self._bell.set()

    def _is_idle(self) -> bool:
        if self.idle is None or self._running():
            return False
        return self.looked_at - self._busy_at > self.idle

    def _running(self) -> list[int]:
        return [lane.job.pk for lane in self.lanes if lane.job is not None]

    def _renew(self) -> None:
        if time.monotonic() - self._renewed_at >= RENEW_EVERY:
            self._renewed_at = time.monotonic()
            if running := self._running():
                leases.renew(running, holder=self.name)

    def _hangs(self) -> bool:
        now = time.monotonic()
        stuck = [lane.job for lane in self.lanes if lane.job and now - lane.since > LONGEST_JOB]
        for job in stuck:
            log.error(
                "Job %s has run for %.0f s and hangs; the worker starts anew", job, LONGEST_JOB
            )
        return bool(stuck)

    def _end(self, *, code: int) -> int:
        if self.second is not None:
            self.second.end()
        until = time.monotonic() + (GRACE if code == 0 else 0)
        while self._running() and time.monotonic() < until:
            time.sleep(0.02)
        if code == 0 and (left := self._running()):
            try:
                leases.give_back(left, holder=self.name)
                log.info("Gave back %s", left)
            except DatabaseError as error:
                log.warning("Could not give back %s: %s", left, error)
        return code


def leave(code: int) -> NoReturn:
    """End the process although a lane may still be at work; the database rolls it back."""
    logging.shutdown()
    os._exit(code)

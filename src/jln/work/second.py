"""A second process beside the worker, for as long as there is more to do than one can.

Python computes on one core at a time: a burst of mail would wait for that one. The second
does the same jobs under leases of its own, follows no schedule, and ends when it has been
idle for a while: at rest nothing of it is there. It dies with the worker; when it dies
alone, what it held is free again at once.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time

from jln.work import leases

log = logging.getLogger("jln.work")

CROWDED = 0.5  # s with every lane at work and more due
IDLE = 30.0  # s without a job, and the second ends
PAUSE = 10.0  # s after one that failed
GRACE = 6.0  # s to end after being asked; it gives its jobs five


class Second:
    """The process, if there is one. Used by one thread: a child dies with the thread it is of."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._since: float | None = None
        self._not_before = 0.0

    def see(self, *, is_crowded: bool) -> None:
        """Start one where the worker has been crowded for a while; notice that one has ended."""
        now = time.monotonic()
        if self._process is not None:
            self._see_its_end(now)
            return
        if not is_crowded or (os.cpu_count() or 1) == 1:
            self._since = None
        elif self._since is None:
            self._since = now
        elif now - self._since >= CROWDED and now >= self._not_before:
            self._process = _started()

    def end(self) -> None:
        """Let it give back what it holds."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _see_its_end(self, now: float) -> None:
        code = self._process.poll() if self._process else None
        if code is None:
            return
        self._process = self._since = None
        if code:
            log.warning("The second worker ended with %s", code)
            self._not_before = now + PAUSE
            leases.release_the_dead()


def _started() -> subprocess.Popen[bytes]:
    """With the end of our input as its own: it reads orders as the worker does."""
    log.info("More is due than one process does: a second begins")
    return subprocess.Popen(  # noqa: S603 -- our own interpreter and module, no words from outside
        [sys.executable, "-m", "jln.work", "--child", str(os.getpid()), "--second"],
        stdin=subprocess.PIPE,
    )

"""A second process beside the worker, for as long as there is more to do than one can.

Python computes on one core at a time: a burst of mail would wait for that one. The second
does the same jobs under leases of its own, follows no schedule, and ends when it has been
idle for a while. It is forked by `jln.work.nursery`, so that it is there at once. It dies
with the worker; when it dies alone, what it held is free again at once.
"""

from __future__ import annotations

import logging
import os
import time
from typing import TYPE_CHECKING

from jln.work import leases

if TYPE_CHECKING:
    from jln.work.nursery import Nursery

log = logging.getLogger("jln.work")

CROWDED = 0.5  # s with every lane at work and more due
IDLE = 10.0  # s without a job, and the second ends
PAUSE = 10.0  # s after one that failed
WITHOUT = 600.0  # s until it is asked for again where none could be had
GRACE = 6.0  # s to end after being asked; it gives its jobs five


class Second:
    """The process, if there is one."""

    def __init__(self, nursery: Nursery) -> None:
        self._nursery = nursery
        self._lives = False
        self._since: float | None = None
        self._not_before = 0.0

    def see(self, *, is_crowded: bool) -> None:
        """Begin one where the worker has been crowded for a while; notice that one has ended."""
        now = time.monotonic()
        if self._lives:
            self._see_its_end(now)
            return
        if not is_crowded or (os.cpu_count() or 1) == 1:
            self._since = None
        elif self._since is None:
            self._since = now
        elif now - self._since >= CROWDED and now >= self._not_before:
            self._begin(now)

    def end(self) -> None:
        """Let it give back what it holds."""
        self._nursery.end()
        until = time.monotonic() + GRACE
        while self._lives and time.monotonic() < until:
            self._lives = self._nursery.ended() is None
            time.sleep(0.02)

    def _begin(self, now: float) -> None:
        self._since = None
        try:
            self._nursery.ask()
        except OSError:
            log.warning("No second process can be had; the worker goes on alone")
            self._not_before = now + WITHOUT
        else:
            log.info("More is due than one process does: a second begins")
            self._lives = True

    def _see_its_end(self, now: float) -> None:
        code = self._nursery.ended()
        if code is None:
            return
        self._lives, self._since = False, None
        if code:
            log.warning("The second worker ended with %s", code)
            self._not_before = now + PAUSE
            leases.release_the_dead()

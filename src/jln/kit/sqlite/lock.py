"""The one queue in which writers of a database file stand.

Two queues in one. Among the threads of a process it is first come, first served.
Among processes there are two locked files beside the database: the writer's place
and a turnstile before it. Whoever waits for the place keeps the turnstile, so a process
that has just written has to go behind the one that waits. The kernel drops both locks
when a process dies, however it dies.

The file of the place carries the figures of the queue, written by whoever holds it.
"""

from __future__ import annotations

import contextlib
import fcntl
import mmap
import os
import struct
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

FIGURES = struct.Struct("<8sQQQQQQ")  # mark, turns, waits, waited, longest wait, held, longest hold
MARK = b"jlnlock1"
A_WAIT = 1_000_000  # ns; whoever stood longer than this counts as having waited
FIRST_NAP, LONGEST_NAP = 0.0001, 0.001  # s between two looks at another process's lock


class LockTimeout(Exception):
    """Another writer did not finish in time."""


@dataclass(frozen=True, slots=True)
class Waits:
    """What the queue of writers has seen since its file was made. Times in milliseconds."""

    turns: int
    waits: int
    waited_ms: float
    longest_wait_ms: float
    held_ms: float
    longest_hold_ms: float


class Hold:
    """A turn in the queue. Released once, at the latest when nobody can reach it any more."""

    def __init__(self, queue: WriterQueue) -> None:
        self._queue: WriterQueue | None = queue
        self._since = time.perf_counter_ns()

    def release(self) -> None:
        """Let the next writer in. Safe to repeat."""
        queue, self._queue = self._queue, None
        if queue is not None:
            queue._leave(time.perf_counter_ns() - self._since)

    def __del__(self) -> None:
        self.release()


class WriterQueue:
    """The queue for one database file, as this process stands in it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._guard = threading.RLock()  # a turn may end in garbage collection, inside the guard
        self._waiting: deque[threading.Lock] = deque()
        self._taken = False
        self._place = self._turnstile = -1
        self._figures: mmap.mmap | None = None

    def enter(self, timeout: float) -> Hold:
        """Wait for the turn. Raises LockTimeout after so many seconds."""
        began = time.monotonic()
        began_ns = time.perf_counter_ns()
        self._enter_process(timeout)
        try:
            self._open()
            self._enter_files(began + timeout)
        except BaseException:
            self._pass_on()
            raise
        self._note_wait(time.perf_counter_ns() - began_ns)
        return Hold(self)

    def waits(self) -> Waits:
        """The figures, of all processes."""
        with self._guard:
            self._open()
        _mark, turns, waits, waited, longest, held, longest_hold = self._read()
        return Waits(turns, waits, waited / 1e6, longest / 1e6, held / 1e6, longest_hold / 1e6)

    def _enter_process(self, timeout: float) -> None:
        with self._guard:
            if not self._taken:
                self._taken = True
                return
            ticket = threading.Lock()
            ticket.acquire()
            self._waiting.append(ticket)
        if ticket.acquire(timeout=timeout):
            return
        with self._guard:
            if ticket in self._waiting:
                self._waiting.remove(ticket)
                raise LockTimeout
        # Called in the very moment of giving up: the turn is ours.

    def _pass_on(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False

    def _open(self) -> None:
        if self._figures is not None:
            return
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        self._turnstile = os.open(f"{self.path}-turnstile", flags, 0o600)
        self._place = os.open(f"{self.path}-writer", flags, 0o600)
        if os.fstat(self._place).st_size < FIGURES.size:
            os.ftruncate(self._place, FIGURES.size)
        self._figures = mmap.mmap(self._place, FIGURES.size)

    def abandon(self) -> None:
        """In a forked child: let go of the parent's locks without dropping them."""
        if self._figures is not None:
            os.close(self._turnstile)
            os.close(self._place)
        self._figures = None

    def _enter_files(self, deadline: float) -> None:
        _take(self._turnstile, deadline)
        try:
            _take(self._place, deadline)
        finally:
            fcntl.flock(self._turnstile, fcntl.LOCK_UN)

    def _leave(self, held: int) -> None:
        if self._figures is None:  # a forked child never had the turn
            return
        try:
            mark, turns, waits, waited, longest, total, longest_hold = self._read()
            self._write(
                mark,
                turns,
                waits,
                waited,
                longest,
                total + held,
                max(longest_hold, held),
            )
            fcntl.flock(self._place, fcntl.LOCK_UN)
        finally:
            self._pass_on()

    def _note_wait(self, waited: int) -> None:
        mark, turns, waits, total, longest, held, longest_hold = self._read()
        if waited >= A_WAIT:
            waits, total, longest = waits + 1, total + waited, max(longest, waited)
        self._write(mark, turns + 1, waits, total, longest, held, longest_hold)

    def _read(self) -> tuple[bytes, int, int, int, int, int, int]:
        figures = FIGURES.unpack_from(self._figures or b"")
        return figures if figures[0] == MARK else (MARK, 0, 0, 0, 0, 0, 0)

    def _write(self, *figures: bytes | int) -> None:
        FIGURES.pack_into(self._figures or bytearray(), 0, *figures)


def _take(file: int, deadline: float) -> None:
    nap = FIRST_NAP
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise LockTimeout from None
            time.sleep(nap)
            nap = min(nap * 2, LONGEST_NAP)
        else:
            return


_queues: dict[str, WriterQueue] = {}
_queues_guard = threading.Lock()


def queue_for(path: str) -> WriterQueue:
    """The queue of a database file: one a process, however many connections."""
    queue = _queues.get(path)
    if queue is None:
        with _queues_guard:
            queue = _queues.setdefault(os.path.realpath(path), WriterQueue(os.path.realpath(path)))
            _queues[path] = queue
    return queue


def _forget_queues() -> None:
    for queue in _queues.values():
        queue.abandon()
    _queues.clear()


os.register_at_fork(after_in_child=_forget_queues)


@contextlib.contextmanager
def writing(path: str, timeout: float = 60) -> Iterator[None]:
    """Keep every writer of the file out, for work that is no transaction (backup, restore)."""
    hold = queue_for(path).enter(timeout)
    try:
        yield
    finally:
        hold.release()


def waits(path: str) -> Waits:
    """What the queue of the file has seen, for `doctor`."""
    return queue_for(path).waits()

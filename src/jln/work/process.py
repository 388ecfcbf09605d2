"""The worker as a process: its orders, its beat, its end.

As a child it is woken by bytes on its standard input, ends when that closes, and says each
second on the given pipe how it and its helpers are. Needs the set-up of Django.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import NoReturn

from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string

from jln.kit import memory
from jln.work import bell
from jln.work.lifeline import die_with_parent, take_name
from jln.work.schedule import TABLE, Schedule
from jln.work.second import IDLE, Second
from jln.work.worker import Worker, leave

BEAT_EVERY = 1.0  # s
STALE_AFTER = 30.0  # s without a look at the queue, and the worker is not well
ASK_EVERY = 30.0  # s between two questions to a helper that is ready


def work(*, is_child: bool, beat: int | None = None, is_second: bool = False) -> NoReturn:
    """Work until told to stop, then end the process."""
    take_name("jln-second" if is_second else "jln-worker")
    memory.use_one_arena()
    worker = Worker(Schedule(()), idle=IDLE) if is_second else Worker(second=Second())
    bell.answer_with(worker.wake)
    orders = _orders(is_child=is_child)
    threading.Thread(target=_listen, args=(orders, worker.wake, worker.stop), daemon=True).start()
    if beat is not None:
        answers: dict[str, bool] = {}
        threading.Thread(target=_ask, args=(answers,), daemon=True).start()
        well = lambda: worker.is_well and time.monotonic() - worker.looked_at < STALE_AFTER  # noqa: E731 -- two facts of one object
        threading.Thread(target=_beat, args=(beat, well, answers), daemon=True).start()
    leave(worker.work())


def load() -> None:
    """Import what its jobs and helpers are written in, as a process does that will be two."""
    helpers: dict[str, str] = getattr(settings, "WORKER_HELPERS", {})
    for path in [*(entry.task for entry in TABLE), *helpers.values()]:
        import_string(path)


def fork(*, orders: int, beat: int, closing: Sequence[int]) -> int:
    """A worker that shares with this process what both have loaded; its process id.

    Only while this process is one thread: a lock that another one held would stay shut in
    the child. Connections to the database are closed on both sides: one line has one speaker.
    """
    connections.close_all()
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    try:
        die_with_parent(parent)
        os.dup2(orders, sys.__stdin__.fileno() if sys.__stdin__ else 0)
        for number in (orders, *closing):
            os.close(number)
        work(is_child=True, beat=beat)
    finally:
        leave(1)  # whatever went wrong, the parent's own work is not done twice


def _orders(*, is_child: bool) -> list[int]:
    """What to read orders from: a pipe on which signals arrive as bytes, and a child's input.

    A handler that set an event itself could meet the main thread inside that event's lock.
    """
    signals, wake = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN if is_child else lambda _number, _frame: None)
    return [signals, sys.stdin.fileno()] if is_child else [signals]


def _listen(orders: list[int], wake: Callable[[], None], stop: Callable[[], None]) -> None:
    """A signal means stop; a byte from the parent is a ring of the bell, their end its own."""
    while True:
        readable, _, _ = select.select(orders, [], [])
        if orders[0] in readable or not os.read(orders[1], 4096):
            stop()
            return
        wake()


def _ask(answers: dict[str, bool]) -> None:
    """Ask each helper of the worker whether it is ready, which may make it so."""
    helpers: dict[str, str] = getattr(settings, "WORKER_HELPERS", {})
    answers.update(dict.fromkeys(helpers, False))
    while True:
        for name, path in helpers.items():
            try:
                answers[name] = bool(import_string(path)())
            except Exception:  # noqa: BLE001 -- whatever it is, the helper is not ready
                answers[name] = False
        time.sleep(ASK_EVERY if all(answers.values()) else 1)


def _beat(pipe: int, well: Callable[[], bool], answers: dict[str, bool]) -> None:
    with contextlib.suppress(BrokenPipeError):
        while True:
            line = json.dumps({"worker": well(), **answers})
            os.write(pipe, line.encode() + b"\n")
            time.sleep(BEAT_EVERY)

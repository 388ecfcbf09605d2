"""The worker as a process: `python -m jln.work [--child PARENT --beat FD]`.

As a child it dies with its parent, is woken by bytes on its standard input, ends when
that closes, and says each second on the given pipe how it and its helpers are.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable

from jln.work.lifeline import die_with_parent

BEAT_EVERY = 1.0  # s
STALE_AFTER = 30.0  # s without a look at the queue, and the worker is not well
ASK_EVERY = 30.0  # s between two questions to a helper that is ready


def main() -> None:
    """Work until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m jln.work", description=__doc__)
    parser.add_argument("--child", type=int, metavar="PARENT")
    parser.add_argument("--beat", type=int, metavar="FD")
    options = parser.parse_args()
    if options.child:
        die_with_parent(options.child)

    import django  # noqa: PLC0415 -- a child must be tied to its parent before anything slow

    django.setup()
    from jln.work import bell  # noqa: PLC0415 -- needs the set-up
    from jln.work.worker import Worker, leave  # noqa: PLC0415 -- needs the set-up

    worker = Worker()
    bell.answer_with(worker.wake)
    orders = _orders(is_child=bool(options.child))
    threading.Thread(target=_listen, args=(orders, worker.wake, worker.stop), daemon=True).start()
    if options.beat:
        answers: dict[str, bool] = {}
        threading.Thread(target=_ask, args=(answers,), daemon=True).start()
        well = lambda: worker.is_well and time.monotonic() - worker.looked_at < STALE_AFTER  # noqa: E731 -- two facts of one object
        threading.Thread(target=_beat, args=(options.beat, well, answers), daemon=True).start()
    leave(worker.work())


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
    from django.conf import settings  # noqa: PLC0415 -- needs the set-up
    from django.utils.module_loading import import_string  # noqa: PLC0415 -- likewise

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


if __name__ == "__main__":
    main()

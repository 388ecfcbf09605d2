"""A process that waits to be two: forked while its parent has one thread, it can fork again.

A worker at work has threads and cannot be forked safely, and a process that starts anew
reads all of the product first: seconds of a core, just when there is too much to do. This
one waits on a pipe, computes nothing, and shares with the worker all that was loaded.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from typing import NoReturn

from django.db import connections

from jln.work.lifeline import die_with_parent, take_name


class Nursery:
    """Ask it for a child, hear of its end. One child at a time; all die with this process."""

    def __init__(self, ask: int, told: int) -> None:
        self._ask, self._told = ask, told

    @classmethod
    def begin(cls, life: Callable[[int], NoReturn], *, closing: Sequence[int] = ()) -> Nursery:
        """Fork it. Only while this process is one thread, and before it asks the database.

        `life` is what a child does; it is given the pipe that closes when it shall end.
        """
        connections.close_all()
        (orders, ask), (told, tell) = os.pipe(), os.pipe()
        os.set_blocking(told, False)
        parent = os.getpid()
        if os.fork() == 0:
            try:
                die_with_parent(parent)
                for number in (ask, told, *closing):
                    os.close(number)
                _wait(orders, tell, life)
            finally:
                os._exit(0)
        os.close(orders)
        os.close(tell)
        return cls(ask, told)

    def ask(self) -> None:
        """Let it have a child. Raises OSError if it is no more."""
        os.write(self._ask, b"!")

    def ended(self) -> int | None:
        """The exit code of a child that has ended since this was asked last; killed is not 0."""
        try:
            code = os.read(self._told, 1)
        except BlockingIOError:
            return None
        return code[0] if code else 1

    def end(self) -> None:
        """Let its child give back what it has, and both end."""
        os.close(self._ask)


def _wait(orders: int, tell: int, life: Callable[[int], NoReturn]) -> None:
    take_name("jln-nursery")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal: the worker says when
    parent = os.getpid()
    while os.read(orders, 1):
        child = os.fork()
        if child == 0:
            die_with_parent(parent)
            os.close(tell)
            life(orders)
        _pid, status = os.waitpid(child, 0)
        os.write(tell, bytes([os.waitstatus_to_exitcode(status) & 255]))

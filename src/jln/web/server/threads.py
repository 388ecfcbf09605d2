"""A fixed number of threads for an event loop.

An executor of the standard library wraps each call in two futures and three locks, which
costs as much as a small page; here a call is one entry in a list and one wake-up of the loop.
The thread that rested last goes first: its connection to the database and its caches are
warm, and the others stay asleep.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Threads:
    """Runs functions, first come first served."""

    def __init__(self, count: int, name: str) -> None:
        self._calls: deque[Callable[[], None]] = deque()
        self._resting: list[threading.Lock] = []
        self._turn = threading.Lock()
        for number in range(count):
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> asyncio.Future[T]:
        """Call it in a thread; await the result. To be used on the event loop only."""
        loop = asyncio.get_running_loop()
        result: asyncio.Future[T] = loop.create_future()

        def call() -> None:
            try:
                value = function(*args, **kwargs)
            except BaseException as error:  # noqa: BLE001 -- raised again where it is awaited
                tell(_fail, result, error)
            else:
                tell(_succeed, result, value)

        def tell(how: Callable[..., None], *what: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(how, *what)

        with self._turn:
            self._calls.append(call)
            if self._resting:
                self._resting.pop().release()
        return result

    def _work(self) -> None:
        awake = threading.Lock()
        awake.acquire()
        while True:
            with self._turn:
                call = self._calls.popleft() if self._calls else None
                if call is None:
                    self._resting.append(awake)
            if call is None:
                awake.acquire()
            else:
                call()


def _succeed(result: asyncio.Future[T], value: T) -> None:
    if not result.done():
        result.set_result(value)


def _fail(result: asyncio.Future[T], error: BaseException) -> None:
    if not result.done():
        result.set_exception(error)

"""The whole tree, from its start to exit code 0."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence

import uvloop

from jln.kit import memory
from jln.web.server.child import Worker
from jln.web.server.health import Health, Part
from jln.web.server.pages import Pages

log = logging.getLogger("jln.server")

READY_WITHIN = 60.0  # s; after that we say what is not
COLLECT_AFTER = (20_000, 20, 20)
"""Objects made before garbage is looked for: a page makes some thousands and leaves hardly any."""


class Tree:
    """Pages, worker and whatever else lives beside them."""

    def __init__(self, *, host: str, port: int, worker: Worker, parts: Sequence[Part] = ()) -> None:
        self.worker = worker
        self.pages = Pages(host, port)
        self.parts: list[Part] = [self.pages, *parts, self.worker]
        self.health = Health(self.parts)
        self.pages.health = self.health.answer
        self._asked_to_stop = asyncio.Event()

    async def run(self, when_ready: Callable[[], None]) -> None:
        """Serve until SIGTERM or SIGINT, then end in order."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._asked_to_stop.set)
        self.pages.bind()
        try:
            for part in self.parts:
                await part.start()
            gc.collect()
            gc.freeze()  # what is loaded now stays: later collections need not look at it
            memory.give_back()
            gc.set_threshold(*COLLECT_AFTER)
            announcing = asyncio.create_task(self._announce(when_ready))
            await self._asked_to_stop.wait()
            announcing.cancel()
        finally:
            await self._stop()

    async def _announce(self, when_ready: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()
        until = loop.time() + READY_WITHIN
        while loop.time() < until:
            said = await self.health.read()
            if all(state == "ready" for state in said.values()):
                await loop.run_in_executor(None, when_ready)
                return
            await asyncio.sleep(0.2)
        log.error("Not ready: %s", {k: v for k, v in said.items() if v != "ready"})

    async def _stop(self) -> None:
        ended = await asyncio.gather(*(part.stop() for part in self.parts), return_exceptions=True)
        for part, error in zip(self.parts, ended, strict=True):
            if isinstance(error, BaseException):
                log.error("%s did not end well: %r", part.name, error)


def serve(
    *,
    host: str,
    port: int,
    worker: Worker,
    parts: Sequence[Part] = (),
    when_ready: Callable[[], None] = lambda: None,
) -> int:
    """Run the tree in this process; the exit code. Ends the process's use of its event loop."""
    _allow_many_connections()

    async def main() -> None:
        await Tree(host=host, port=port, worker=worker, parts=parts).run(when_ready)

    try:
        uvloop.run(main())
    except OSError as error:
        sys.stderr.write(f"jln: cannot listen: {error}\n")
        return 1
    return 0


def _allow_many_connections() -> None:
    """As many open files as the machine lets us have: each reader is one."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def leave(code: int) -> None:
    """End the process although a thread may hang in a request; its transaction is rolled back."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)

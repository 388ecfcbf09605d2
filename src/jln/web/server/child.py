"""A child process that is started, watched, started again, and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
import time

from jln.work import bell

log = logging.getLogger("jln.server")

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # s before a child that ended is started again
WELL_AFTER = 60.0  # s; a child that lived so long is started again at once
SILENT_AFTER = 10.0  # s without a beat
GRACE = 9.0  # s to end after being asked; the worker itself takes five for its jobs


class Worker:
    """The worker (`python -m jln.work`): woken by bytes on its input, heard by its beat."""

    name = "worker"

    def __init__(self, *command: str) -> None:
        self.command = command or (sys.executable, "-m", "jln.work")
        self.process: asyncio.subprocess.Process | None = None
        self._orders = self._bell = -1
        self._heard: dict[str, bool] = {}
        self._heard_at = 0.0
        self._watching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start it, and keep it started.

        One pipe for all its lives: a number closed here could be a reader's socket by the
        time that a page rings.
        """
        self._orders, self._bell = os.pipe()
        os.set_blocking(self._bell, False)
        bell.answer_with(self.ring)
        self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Let it give back what it holds. Kills it if it does not end."""
        if self._watching is not None:
            self._watching.cancel()
        process = self.process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            log.warning("The worker did not end in %s s; it is killed", GRACE)
            process.kill()

    def ring(self) -> None:
        """Wake it. Safe from any thread; a full pipe means that it has been rung often enough."""
        with contextlib.suppress(OSError):
            os.write(self._bell, b"!")

    def state(self) -> dict[str, str]:
        """How it and its helpers are, by its last beat."""
        if self.process is None or self.process.returncode is not None:
            return {"worker": "not running"}
        if time.monotonic() - self._heard_at > SILENT_AFTER:
            return {"worker": "starting" if not self._heard else "silent"}
        return {part: "" if is_well else "not ready" for part, is_well in self._heard.items()}

    async def _watch(self) -> None:
        pause = FIRST_PAUSE
        while True:
            began = time.monotonic()
            try:
                code: object = await self._live()
            except OSError as error:  # no process can be had just now
                code = error
            if time.monotonic() - began > WELL_AFTER:
                pause = FIRST_PAUSE
            log.warning("The worker ended with %s; it starts again in %.1f s", code, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _live(self) -> int:
        """One life of the child, from start to exit code."""
        beat, said = os.pipe()
        self._heard = {}
        try:
            self.process = await asyncio.create_subprocess_exec(
                *self.command, "--child", str(os.getpid()), "--beat", str(said),
                stdin=self._orders, pass_fds=(said,),
            )  # fmt: skip
        finally:
            os.close(said)
        hearing = asyncio.create_task(self._hear(beat))
        try:
            return await self.process.wait()
        finally:
            hearing.cancel()

    async def _hear(self, beat: int) -> None:
        reader = asyncio.StreamReader()
        with os.fdopen(beat, "rb") as pipe:
            transport, _protocol = await asyncio.get_running_loop().connect_read_pipe(
                lambda: asyncio.StreamReaderProtocol(reader), pipe
            )
            try:
                async for line in reader:
                    if line.endswith(b"\n"):  # a killed child may leave a part
                        self._heard, self._heard_at = json.loads(line), time.monotonic()
            finally:
                transport.close()

"""A child process that is started, watched, started again, and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import signal
import sys
import time

from jln.work import bell, process

log = logging.getLogger("jln.server")

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # s before a child that ended is started again
WELL_AFTER = 60.0  # s; a child that lived so long is started again at once
SILENT_AFTER = 10.0  # s without a beat
GRACE = 9.0  # s to end after being asked; the worker itself takes five for its jobs


class Forked:
    """A child of ours that no event loop started: known by its number, awaited by its handle."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._handle = os.pidfd_open(pid)

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    async def wait(self) -> int:
        """Its exit code, as `asyncio` says it. Awaited by several, it is read once."""
        if self.returncode is None:
            loop = asyncio.get_running_loop()
            ended = asyncio.Event()
            handle = os.dup(self._handle)
            loop.add_reader(handle, ended.set)
            try:
                await ended.wait()
            finally:
                loop.remove_reader(handle)
                os.close(handle)
        if self.returncode is None:
            _pid, status = os.waitpid(self.pid, 0)  # noqa: ASYNC222 -- it has ended
            self.returncode = os.waitstatus_to_exitcode(status)
            os.close(self._handle)
        return self.returncode

    def _send(self, number: signal.Signals) -> None:
        signal.pidfd_send_signal(self._handle, number)


class Worker:
    """The worker: woken by bytes on its input, heard by its beat.

    Its first life is a fork of this process (`fork`), so that what both have loaded is in
    memory once; each later one is a process of its own (`python -m jln.work`), because a
    process of many threads cannot be forked safely.
    """

    name = "worker"

    def __init__(self, *command: str) -> None:
        self.command = command or (sys.executable, "-m", "jln.work")
        self.process: asyncio.subprocess.Process | Forked | None = None
        self._heard: dict[str, bool] = {}
        self._heard_at = 0.0
        self._watching: asyncio.Task[None] | None = None
        # one pipe for all its lives: a number closed here could be a reader's socket by the
        # time that a page rings
        self._orders, self._bell = os.pipe()
        os.set_blocking(self._bell, False)
        self._first: tuple[Forked, int] | None = None

    def fork(self) -> None:
        """Begin its first life, before this process has threads. Linux only."""
        if not hasattr(os, "pidfd_open"):
            return
        beat, said = os.pipe()
        try:
            pid = process.fork(orders=self._orders, beat=said, closing=(self._bell, beat))
        finally:
            os.close(said)
        self._first = Forked(pid), beat

    async def start(self) -> None:
        """Start it, and keep it started."""
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
        self._heard, self._heard_at = {}, 0.0
        (self.process, beat), self._first = self._first or await self._executed(), None
        hearing = asyncio.create_task(self._hear(beat))
        try:
            return await self.process.wait()
        finally:
            hearing.cancel()

    async def _executed(self) -> tuple[asyncio.subprocess.Process, int]:
        """A process of its own, and the pipe on which it will be heard."""
        beat, said = os.pipe()
        try:
            child = await asyncio.create_subprocess_exec(
                *self.command, "--child", str(os.getpid()), "--beat", str(said),
                stdin=self._orders, pass_fds=(said,),
            )  # fmt: skip
        except OSError:
            os.close(beat)
            raise
        finally:
            os.close(said)
        return child, beat

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

"""Reading in a process that can be killed: a hostile message costs seconds, never the gateway."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, Self

from jln.mail.reading.model import Reading, unreadable

#: Seconds that one message may take.
LIMIT_SECONDS = 5.0
#: Memory of the child, as the kernel counts it.
LIMIT_BYTES = 512 * 1024 * 1024
#: A fresh child may need this long to come up on a busy machine, before its first message.
START_SECONDS = 20.0
#: Answers larger than this are no readings.
MAX_ANSWER = 64 * 1024 * 1024
#: Memory that a long life has gathered is given back by starting anew.
MESSAGES_PER_CHILD = 500
_HEAD = struct.Struct(">II")
_SOURCE = Path(__file__).resolve().parents[3]


class _Gone(Exception):
    """The child died, hung or spoke nonsense; the word says which."""


class Reader:
    """Reads messages one after the other in a child; safe to call from several threads."""

    def __init__(self, *, seconds: float = LIMIT_SECONDS, memory: int = LIMIT_BYTES) -> None:
        self._seconds = seconds
        self._memory = memory
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self, raw: bytes, own_addresses: Iterable[str] = (), *, is_brief: bool = False
    ) -> Reading:
        """What the message says; kind `unreadable` with a reason if reading it took too much.

        `is_brief`: without what was quoted and line by line, for who reads very many.
        """
        with self._lock:
            try:
                answer, _ = self._ask(
                    {"do": "read", "own": list(own_addresses), "brief": is_brief}, raw
                )
                return Reading.from_dict(answer["reading"])
            except _Gone as gone:
                self._stop()
                return unreadable(str(gone))
            except (KeyError, TypeError, ValueError):
                self._stop()
                return unreadable("answer not understood")

    def attachment(self, raw: bytes, index: int) -> bytes | None:
        """The bytes of one attachment, decoded in the child too."""
        with self._lock:
            try:
                answer, content = self._ask({"do": "attachment", "index": index}, raw)
            except _Gone:
                self._stop()
                return None
            return content if answer.get("found") else None

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._stop()

    def _ask(self, question: dict[str, Any], raw: bytes) -> tuple[dict[str, Any], bytes]:
        child = self._started()
        deadline = time.monotonic() + self._seconds
        head = json.dumps(question).encode()
        _send(_pipe(child.stdin), _HEAD.pack(len(head), len(raw)) + head + raw, deadline)
        return _receive(_pipe(child.stdout), deadline)

    def _started(self) -> subprocess.Popen[bytes]:
        if self._child and (self._child.poll() is not None or self._count >= MESSAGES_PER_CHILD):
            self._stop()
        if self._child is None:
            self._child = _spawn(self._seconds, self._memory)
            self._count = 0
            _receive(_pipe(self._child.stdout), time.monotonic() + START_SECONDS)
        self._count += 1
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        with contextlib.suppress(OSError):
            child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        child.wait()


def _spawn(seconds: float, memory: int) -> subprocess.Popen[bytes]:
    """A small interpreter that knows only where this package lies."""
    known = {
        name: os.environ[name]
        for name in ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "HOME")
        if name in os.environ
    }
    child = subprocess.Popen(  # noqa: S603 -- our own interpreter and module, no words from outside
        [sys.executable, "-P", "-m", "jln.mail.reading.child", str(memory), str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        close_fds=True,
        start_new_session=True,
        env={
            **known,
            "PYTHONPATH": str(_SOURCE),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
        },
    )
    for pipe in (child.stdin, child.stdout):
        os.set_blocking(_pipe(pipe), False)
    return child


def _pipe(pipe: IO[bytes] | None) -> int:
    if pipe is None:
        raise _Gone("no pipe")
    return pipe.fileno()


def _wait(pipe: int, event: int, deadline: float) -> None:
    left = deadline - time.monotonic()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if left <= 0 or not selector.select(left):
            raise _Gone("took too long")


def _send(pipe: int, data: bytes, deadline: float) -> None:
    rest = memoryview(data)
    while rest:
        _wait(pipe, selectors.EVENT_WRITE, deadline)
        try:
            rest = rest[os.write(pipe, rest[:65536]) :]
        except BlockingIOError:
            continue
        except OSError as error:
            raise _Gone("reader died") from error


def _receive(pipe: int, deadline: float) -> tuple[dict[str, Any], bytes]:
    head_size, body_size = _HEAD.unpack(_exactly(pipe, _HEAD.size, deadline))
    if head_size + body_size > MAX_ANSWER:
        raise _Gone("answer too large")
    try:
        head = json.loads(_exactly(pipe, head_size, deadline))
    except ValueError as error:
        raise _Gone("answer not understood") from error
    if not isinstance(head, dict):
        raise _Gone("answer not understood")
    return head, _exactly(pipe, body_size, deadline)


def _exactly(pipe: int, size: int, deadline: float) -> bytes:
    chunks = []
    while size:
        _wait(pipe, selectors.EVENT_READ, deadline)
        try:
            chunk = os.read(pipe, min(size, 1 << 20))
        except BlockingIOError:
            continue
        if not chunk:
            raise _Gone("reader died")
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)

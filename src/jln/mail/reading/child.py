"""The child: reads message after message from its pipe, under limits, until nobody listens."""

from __future__ import annotations

import json
import os
import resource
import signal
import struct
import sys
from typing import Any

from jln.mail.reading.model import unreadable
from jln.mail.reading.understand import attachment_bytes, read

_HEAD = struct.Struct(">II")
_STDIN, _STDOUT = 0, 1
#: If the parent was killed while this message hangs, nobody else ends this process.
_GRACE = 3


def main(memory: int, seconds: float) -> int:
    """Serve until the pipe closes."""
    _limit(memory)
    _write({"ready": True}, b"")
    while True:
        head = _exactly(_HEAD.size)
        if head is None:
            return 0
        question_size, raw_size = _HEAD.unpack(head)
        question, raw = _exactly(question_size), _exactly(raw_size)
        if question is None or raw is None:
            return 0
        signal.alarm(int(seconds) + _GRACE)
        answer, content = _answer(json.loads(question), raw)
        signal.alarm(0)
        _write(answer, content)


def _limit(memory: int) -> None:
    for what, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        resource.setrlimit(what, (value, value))
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _answer(question: dict[str, Any], raw: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        if question["do"] == "attachment":
            content = attachment_bytes(raw, question["index"])
            return {"found": content is not None}, content or b""
        reading = read(raw, question["own"])
        if question.get("brief"):
            reading = reading.but(parts=(), quoted="")
        return {"reading": reading.to_dict()}, b""
    except MemoryError:
        return {"reading": unreadable("memory").to_dict(), "found": False}, b""
    except Exception as error:  # noqa: BLE001 -- whatever went wrong, the next message is read
        return {
            "reading": unreadable(f"error: {type(error).__name__}").to_dict(),
            "found": False,
        }, b""


def _exactly(size: int) -> bytes | None:
    chunks = []
    while size:
        chunk = os.read(_STDIN, min(size, 1 << 20))
        if not chunk:
            return None
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)


def _write(answer: dict[str, Any], content: bytes) -> None:
    head = json.dumps(answer).encode()
    rest = memoryview(_HEAD.pack(len(head), len(content)) + head + content)
    while rest:
        rest = rest[os.write(_STDOUT, rest) :]


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), float(sys.argv[2])))

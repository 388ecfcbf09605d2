"""`GET /healthz`: is every part ready, and which is not.

Made on the event loop, so that it answers when no thread is free; only the question to
the database needs a thread, its own.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from typing import Protocol

from django.db import connection

from jln.web.server.bridge import Send, say
from jln.web.server.threads import Threads

KEEP = 0.5  # s; asking often costs little
PATIENCE = 2.0  # s for the database


class Part(Protocol):
    """What lives in the tree."""

    name: str

    async def start(self) -> None:
        """Begin; returns when it serves, or has begun to start."""

    async def stop(self) -> None:
        """End within seconds, with what is under way done."""

    def state(self) -> Mapping[str, str]:
        """By name, empty text for what is ready, else what it lacks."""


class Health:
    """The state of all parts and of the database."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self._thread = Threads(1, "health")
        self._asking: asyncio.Future[None] | None = None
        self._kept: tuple[float, dict[str, str]] = (0.0, {})

    async def read(self) -> dict[str, str]:
        """By name of the part, `ready` or what it lacks."""
        if time.monotonic() - self._kept[0] > KEEP:
            lacks = {"database": await self._database()}
            for part in self.parts:
                lacks.update(part.state())
            said = {name: lack or "ready" for name, lack in lacks.items()}
            self._kept = (time.monotonic(), said)
        return self._kept[1]

    async def answer(self, send: Send) -> None:
        """200 if all are ready, else 503."""
        said = await self.read()
        is_ready = all(state == "ready" for state in said.values())
        body = json.dumps({"ready": is_ready, "parts": said}, indent=1, sort_keys=True)
        await say(send, 200 if is_ready else 503, body.encode() + b"\n", kind=b"application/json")

    async def _database(self) -> str:
        """One question at a time, however many ask: a database that hangs takes one thread."""
        if self._asking is None or self._asking.done():
            self._asking = self._thread.run(_ask_database)
        try:
            await asyncio.wait_for(asyncio.shield(self._asking), PATIENCE)
        except TimeoutError:
            return "does not answer"
        except Exception as error:  # noqa: BLE001 -- whatever it is, the database is not ready
            return type(error).__name__
        return ""


def _ask_database() -> None:
    connection.close_if_unusable_or_obsolete()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM jln_job WHERE id < 0")
            cursor.fetchone()
    except Exception:
        connection.close()
        raise

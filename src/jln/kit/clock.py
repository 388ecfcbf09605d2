"""What time it is for the network: the machine's time, and a demonstration's offset.

A demonstration network can be moved forward (`jln clock +7d`); the offset is a small file
in its data folder. Everything takes the time from here, once a request, mail or task.
What guards processes against each other (leases, limits of running time) does not: it
goes by the machine.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

LOOK_EVERY = 1.0  # s; another process may move the clock

_offset = timedelta()
_looked_at = -LOOK_EVERY


def now() -> datetime:
    """The network's time."""
    return datetime.now(UTC) + offset()


def offset() -> timedelta:
    """How far the network is ahead of the machine. Read at most once a second."""
    global _offset, _looked_at
    moment = time.monotonic()
    if moment - _looked_at >= LOOK_EVERY:
        _offset, _looked_at = _read(), moment
    return _offset


def advance(by: timedelta) -> datetime:
    """Move a demonstration network's clock forward, for all its processes within a second."""
    global _looked_at  # noqa: PLW0603 -- likewise
    if by < timedelta():
        raise ValueError("The clock of a network goes forward only.")
    ahead = _read() + by
    path = _path()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(f"{ahead.total_seconds()}\n", encoding="ascii")
    draft.replace(path)
    _looked_at = -LOOK_EVERY
    return now()


def _path() -> Path:
    return Path(settings.DATA_DIR) / "clock"


def _read() -> timedelta:
    try:
        return timedelta(seconds=float(_path().read_text(encoding="ascii")))
    except FileNotFoundError:
        return timedelta()

"""How a process that runs for months keeps small, where the C library is glibc."""

from __future__ import annotations

import contextlib
import ctypes

M_ARENA_MAX = -8  # malloc.h


def use_one_arena() -> None:
    """All threads take their memory from one place. Call it before there are threads.

    Each would have a place of its own with holes of its own; threads that compute one
    after the other, as Python's do, gain nothing by that.
    """
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def give_back() -> None:
    """What starting took and freed goes back to the machine."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)

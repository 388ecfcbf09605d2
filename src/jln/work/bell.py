"""Wakes the worker of this process tree, so that a job starts at once and not within a second."""

from __future__ import annotations

from collections.abc import Callable


def _nobody() -> None:
    """A process without a worker: the worker looks by itself within a second."""


_ringer: Callable[[], None] = _nobody


def answer_with(ringer: Callable[[], None]) -> None:
    """From now on call this at each ring. It must neither block nor raise."""
    global _ringer  # noqa: PLW0603 -- one bell a process
    _ringer = ringer


def ring() -> None:
    """There is work."""
    _ringer()

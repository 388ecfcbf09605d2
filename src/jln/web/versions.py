"""Counters that rise with what they name, in the same transaction. See foundations: versions."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import F

from jln.web.models import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OF_MOST_PAGES = ("public", "network", "directory", "topics", "motions")


class _Seen(threading.local):
    """What this thread has read in the request it is about, if it is about one."""

    numbers: dict[str, int] | None = None


_seen = _Seen()


def bump(name: str) -> None:
    """Raise one counter in the running transaction; its row is locked until the commit."""
    if _seen.numbers is not None:
        _seen.numbers = {}
    row = Version.objects.filter(name=name)
    if row.update(number=F("number") + 1):
        return
    Version.objects.bulk_create([Version(name=name, number=1)], ignore_conflicts=True)
    row.update(number=F("number") + 1)


@contextmanager
def once() -> Iterator[None]:
    """Within it each counter is read once: a page is made of one moment.

    What is kept under a counter was then made after the counter was read, never before.
    """
    _seen.numbers = {}
    try:
        yield
    finally:
        _seen.numbers = None


def read(names: Iterable[str]) -> dict[str, int]:
    """The counters now, by one raw query at most; 1 for a name that never rose."""
    wanted = list(names)
    seen = _seen.numbers
    if seen is None or connection.in_atomic_block:  # what may be rolled back is not remembered
        return _read(wanted)
    if any(name not in seen for name in wanted):
        seen.update(_read([*wanted, *_OF_MOST_PAGES] if not seen else wanted))
    return {name: seen[name] for name in wanted}


def _read(names: list[str]) -> dict[str, int]:
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name, number FROM jln_version WHERE name IN ({marks})",  # noqa: S608 -- only placeholders are put in
            names,
        )
        found = dict(cursor.fetchall())
    return {name: found.get(name, 1) for name in names}

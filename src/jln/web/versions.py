"""Counters that rise with what they name, in the same transaction. See foundations: versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import F

from jln.web.models import Version

if TYPE_CHECKING:
    from collections.abc import Iterable


def bump(name: str) -> None:
    """Raise one counter in the running transaction; its row is locked until the commit."""
    if not Version.objects.filter(name=name).update(number=F("number") + 1):
        Version.objects.get_or_create(name=name, defaults={"number": 2})


def read(names: Iterable[str]) -> dict[str, int]:
    """The counters now, by one raw query; 1 for a name that never rose."""
    wanted = list(names)
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name, number FROM jln_version WHERE name IN ({marks})",  # noqa: S608 -- only placeholders are put in
            wanted,
        )
        found = dict(cursor.fetchall())
    return {name: found.get(name, 1) for name in wanted}

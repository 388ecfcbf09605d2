"""A row for oneself until the transaction ends, read together with what it belongs to."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
TRIES = 3


def locked(rows: QuerySet[M], pk: int) -> M:
    """That one of these, locked, its joined rows not. Raises DoesNotExist.

    PostgreSQL leaves out a row that came to belong to another one while its lock was waited
    for: it compares the new row with the joined one of before. Asked again, it is there.
    """
    mine = rows.select_for_update(of=("self",)).filter(pk=pk)
    for _try in range(TRIES):
        if (found := mine.first()) is not None:
            return found
    return mine.get()

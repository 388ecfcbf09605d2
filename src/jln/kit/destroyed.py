"""Rows that must be gone from the disk too, not only from their table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper
    from django.db.models import Model, QuerySet


def destroy(*rows: QuerySet[Model]) -> None:
    """Delete them, and once that is committed, what the database still keeps of them.

    Inside a transaction. For small tables only: PostgreSQL writes each anew, under a lock.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
    for some in rows:
        some.delete()
    tables = [some.model._meta.db_table for some in rows]
    transaction.on_commit(partial(_rewrite, tables), robust=True)


def _rewrite(tables: list[str]) -> None:
    """SQLite's log may still hold the pages as they were, PostgreSQL's tables the dead rows."""
    if connection.in_atomic_block:
        return  # a larger transaction of the caller: its log is emptied at the next checkpoint
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with transaction.atomic(), connection.cursor() as cursor:
        _anew(cursor, [connection.ops.quote_name(table) for table in dict.fromkeys(tables)])


def _anew(cursor: CursorWrapper, tables: list[str]) -> None:
    """What is left goes to new files; the old ones are deleted at the commit.

    VACUUM FULL would carry along what a transaction begun earlier, anywhere, may still see.
    """
    named = ", ".join(tables)
    cursor.execute(f"LOCK TABLE {named} IN ACCESS EXCLUSIVE MODE")
    for number, table in enumerate(tables):
        cursor.execute(f"CREATE TEMPORARY TABLE left_{number} ON COMMIT DROP AS TABLE {table}")
    cursor.execute(f"TRUNCATE {named}")
    for number, table in enumerate(tables):
        cursor.execute(f"INSERT INTO {table} TABLE left_{number}")

"""The database wrapper: settings of each connection, and the queue before each write."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from jln.kit.sqlite.lock import Hold, LockTimeout, queue_for

WAIT_SECONDS = 20
LONGEST_KEPT = 12_000  # characters of a query; rows written in bulk make longer ones, hardly twice
LOOK_AFTER = 100_000  # of SQLite's steps, a millisecond or two: how often time is looked at

# FULL: a commit is on disk before it is answered. mmap: pages are read in place, so the
# cache of each connection only has to hold what one transaction changes.
SETTINGS = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA mmap_size = 268435456;
PRAGMA cache_size = -4000;
PRAGMA temp_store = MEMORY;
PRAGMA journal_size_limit = 67108864;
"""

WRITES = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|REINDEX|ANALYZE|VACUUM"
    r"|WITH\b.*?\b(?:INSERT|UPDATE|DELETE|REPLACE)\b)",
    re.IGNORECASE | re.DOTALL,
)


Wrapper: Any = base.DatabaseWrapper  # the stubs leave out most of what a backend is made of
Cursor: Any = SQLiteCursorWrapper


class DatabaseWrapper(Wrapper):  # type: ignore[misc]  # -- see above
    """SQLite with WAL, full durability, IMMEDIATE transactions and one queue of writers."""

    transaction_mode: str | None
    init_commands: list[str]
    began = 0.0  # when the last cursor was made: Django makes one for each statement
    _seconds: float | None = None
    _hold: Hold | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """Our settings, under those of `OPTIONS`."""
        params: dict[str, Any] = super().get_connection_params()
        params.setdefault("timeout", WAIT_SECONDS)
        self.transaction_mode = self.transaction_mode or "IMMEDIATE"
        self.init_commands = [*SETTINGS.split(";"), *self.init_commands]
        self._seconds = params.pop("statement_seconds", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 -- see above
        """A connection whose statements end by themselves, if `statement_seconds` is set."""
        made = super().get_new_connection(conn_params)
        if self._seconds:
            made.set_progress_handler(self._has_taken_too_long, LOOK_AFTER)
        return made

    def _has_taken_too_long(self) -> bool:
        return time.monotonic() - self.began > (self._seconds or 0)

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ANN401 -- see above
        """A cursor that queues for writes outside a transaction."""
        self.began = time.monotonic()
        if self.is_in_memory_db():
            return super().create_cursor(name)
        cursor = self.connection.cursor(factory=QueueingCursor)
        cursor.path = self._path
        return cursor

    @property
    def _path(self) -> str:
        return str(self.settings_dict["NAME"])

    def _start_transaction_under_autocommit(self) -> None:
        if not self.is_in_memory_db():
            self._hold = enter(self._path)
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._let_go()
            raise

    def _commit(self) -> None:
        super()._commit()  # a failed commit is rolled back or closed next, and lets go there
        self._let_go()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._let_go()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        hold, self._hold = self._hold, None
        if hold is not None:
            hold.release()


class QueueingCursor(Cursor):  # type: ignore[misc]  # -- see above
    """Outside a transaction each write is one of its own, and queues like one."""

    path: str
    _fetched: Iterator[Any] | None = None

    def convert_query(self, query: str, *, param_names: Iterable[str] | None = None) -> str:
        """In SQLite's own marks; made once for a query that comes again and again."""
        if param_names is None and len(query) <= LONGEST_KEPT:
            return _in_own_marks(query)
        return str(super().convert_query(query, param_names=param_names))

    def execute(
        self, query: str, params: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> QueueingCursor:
        """Run one statement; the rows of a write are read before the next writer's turn."""
        self._fetched = None
        if self.connection.in_transaction or not WRITES.match(query):
            super().execute(query, params)
            return self
        hold = enter(self.path)
        try:
            super().execute(query, params)
            if self.description is not None:
                self._fetched = iter(super().fetchall())
        finally:
            hold.release()
        return self

    def executemany(self, query: str, param_list: Iterable[Any]) -> QueueingCursor:
        """Run one statement with many rows of values, as one turn."""
        self._fetched = None
        if self.connection.in_transaction:
            super().executemany(query, param_list)
            return self
        hold = enter(self.path)
        try:
            super().executemany(query, param_list)
        finally:
            hold.release()
        return self

    def fetchone(self) -> object:
        """The next row."""
        return super().fetchone() if self._fetched is None else next(self._fetched, None)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows."""
        size = self.arraysize if size is None else size
        if self._fetched is None:
            return list(super().fetchmany(size))
        return list(islice(self._fetched, size))

    def fetchall(self) -> list[Any]:
        """All rows that are left."""
        return super().fetchall() if self._fetched is None else list(self._fetched)

    def __next__(self) -> object:
        return super().__next__() if self._fetched is None else next(self._fetched)


@lru_cache(maxsize=256)
def _in_own_marks(query: str) -> str:
    """As Django's; looking for the marks of a page's longest query takes as long as running it."""
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


def enter(path: str) -> Hold:
    """A turn to write, or the error that SQLite itself would give."""
    try:
        return queue_for(path).enter(WAIT_SECONDS)
    except LockTimeout:
        locked = sqlite3.OperationalError("database is locked: another writer did not finish")
        raise OperationalError(*locked.args) from locked

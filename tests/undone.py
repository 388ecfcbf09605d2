"""What many tests of a module read, made once: in a transaction that ends with the module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def undone(blocker) -> Iterator[None]:
    """Inside, the database is open; after it, as it was. Each test has its own savepoint in it."""
    with blocker.unblock(), transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)

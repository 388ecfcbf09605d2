"""What many tests of a module read, made once, and gone with the module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import transaction


@contextmanager
def undone(blocker) -> Iterator[None]:
    """Inside, one transaction that ends with it. Each test has its own savepoint in it."""
    with blocker.unblock(), transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def emptied(blocker) -> Iterator[None]:
    """Inside, the database is open and everything is written as in a running process.

    So what a process keeps between requests is kept, which inside a transaction it is not.
    """
    with blocker.unblock():
        try:
            yield
        finally:
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)

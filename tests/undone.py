"""What many tests of a module read, made once, and gone with the module."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from django.core.management import call_command
from django.db import transaction

from jln.web.kept import Kept
from jln.web.models import Version

NAMES = ("public", "network")
_far = count(1_000_000, 100_000)


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
    Versions begin where no other test comes: what was kept here is nobody's afterwards.
    """
    with blocker.unblock():
        Version.objects.bulk_create(Version(name=name, number=next(_far)) for name in NAMES)
        try:
            yield
        finally:
            call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
            for one in gc.get_objects():
                if type(one) is Kept:
                    one.values.clear()

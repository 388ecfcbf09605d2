"""A demonstration that was made twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management.color import no_style
from django.db import connection, transaction

from jln.demonstration import command
from tests.loading.history import dump
from tests.undone import undone

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def begin_numbering_again() -> None:
    """PostgreSQL goes on counting after a rollback, and after other tests."""
    from django.apps import apps

    models = list(apps.get_models(include_auto_created=True))
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@pytest.fixture(scope="module")
def twice(django_db_setup, django_db_blocker):
    """A demonstration made twice of the same seed, at two hours of a day; the second stays."""
    with undone(django_db_blocker):
        begin_numbering_again()
        with transaction.atomic():
            command.make(1, at=NOON)
            first = dump()
            transaction.set_rollback(True)
        begin_numbering_again()
        command.make(1, at=NOON + timedelta(hours=5))
        yield first, dump()

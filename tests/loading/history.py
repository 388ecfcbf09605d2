"""Loading the packaged history, and reading every table back."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime

from django.apps import apps
from django.db import connection

from jln.countries.models import Country
from jln.loading.files import PACKAGED
from jln.loading.network import load_network
from tests import factories as f

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def load(folder=PACKAGED, at=NOON):
    return load_network(f.network(), folder, by=None, at=at)


def dump():
    """Every row of every table, as the database has it."""
    tables = {}
    for model in apps.get_models(include_auto_created=True):
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            tables[model._meta.db_table] = sorted(map(repr, cursor.fetchall()))
    return tables


def change(folder, name, **columns):
    """Change the first row of a file whose key is given as `where=(column, value)`."""
    column, value = columns.pop("where")
    path = folder / name
    rows = list(csv.DictReader(path.open(encoding="utf-8", newline="")))
    row = next(row for row in rows if row[column] == value)
    row.update(columns)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def levels_on(day: date) -> dict[str, int]:
    counts: dict[str, int] = {}
    for country in Country.objects.prefetch_related("memberships"):
        begun = [one for one in country.memberships.all() if one.starts.first <= day]
        if begun:
            level = max(begun, key=lambda one: one.starts).level
            counts[level] = counts.get(level, 0) + 1
    return counts

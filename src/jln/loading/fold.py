"""`python -m jln.loading.fold`: rules and indexes of the first migration, where tables are made.

Until the first release there is one migration. As Django writes it, each rule and each index is
a step of its own, and after each step every model is made again: a minute on a new PostgreSQL.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from django.db.migrations import Migration

NAME = "0001_initial"


def main() -> int:
    """Write the first migration anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jln.settings")
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- the app must be ready
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 -- likewise
    from django.db.migrations.writer import MigrationWriter  # noqa: PLC0415 -- likewise

    loader = MigrationLoader(connection)
    migration = loader.get_migration("jln", NAME)
    before = len(migration.operations)
    fold(migration)
    writer = MigrationWriter(migration)
    Path(writer.path).write_text(writer.as_string(), encoding="utf-8")
    sys.stdout.write(f"{before} steps became {len(migration.operations)}.\n")
    return 0


def fold(migration: Migration) -> None:
    """Move what can be moved into the step that makes the table."""
    from django.db.migrations import AddConstraint, AddIndex, CreateModel  # noqa: PLC0415 -- likewise

    made: dict[str, Any] = {}
    late: dict[str, set[str]] = {}
    left: list[Any] = []
    for step in list[Any](migration.operations):
        model = getattr(step, "model_name_lower", "")
        if isinstance(step, CreateModel):
            made[step.name_lower] = step
        elif isinstance(step, AddIndex | AddConstraint) and not _rests_on(step, late.get(model)):
            word, part = (
                ("index", "indexes")
                if isinstance(step, AddIndex)
                else ("constraint", "constraints")
            )
            made[model].options.setdefault(part, []).append(step.deconstruct()[2][word])
            continue
        elif model:
            late.setdefault(model, set()).add(getattr(step, "name_lower", ""))
        left.append(step)
    vars(migration)["operations"] = left  # declared as its class's


def _rests_on(step: Any, fields: set[str] | None) -> bool:  # noqa: ANN401 -- two kinds of step
    """Whether it names a field that its table gets later."""
    said = repr(step.deconstruct())
    return any(re.search(rf"\b{name}(_id)?\b|\b{name}__", said) for name in fields or ())


if __name__ == "__main__":
    sys.exit(main())

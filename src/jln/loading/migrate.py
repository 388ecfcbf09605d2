"""`jln migrate`: bring the database to this version."""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def main(argv: list[str]) -> int:
    """Django's migrations; `--quiet` says nothing."""
    migrate(verbosity=0 if "--quiet" in argv else 1)
    return 0


def migrate(*, verbosity: int = 0) -> None:
    """Safe to repeat: does nothing to a database that is up to date."""
    if not create_if_empty():
        call_command("migrate", verbosity=verbosity, interactive=False)


def create_if_empty() -> bool:
    """Make the tables of a database that has none; True if it had none."""
    if connection.introspection.table_names():
        return False
    create()
    return True


def create() -> None:
    """All tables of an empty database at once; the migrations count as applied.

    Walking through the migrations renders every model again at each step: five seconds
    of work, where this takes a fraction of one. What they do by hand is done here too.
    A test compares the two schemas.
    """
    loader = MigrationLoader(connection)
    plan = loader.graph.leaf_nodes()
    steps = [step for leaf in plan for step in loader.graph.forwards_plan(leaf)]
    state = loader.project_state()
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        for step in dict.fromkeys(steps):
            for operation in loader.get_migration(*step).operations:
                if isinstance(operation, RunPython | RunSQL):
                    operation.database_forwards(step[0], editor, state, state)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in dict.fromkeys(steps):
        recorder.record_applied(app, name)

"""After the count no file of the database holds what led to a voter."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from jln.elections import actions
from jln.elections.models import Ballot, BallotLink
from tests.elections.world import World
from tests.seats.test_at_once import on_a_disk  # noqa: F401 -- a fixture that is used by being there

pytestmark = pytest.mark.django_db(transaction=True)


def on_the_disk():
    """All bytes that the database keeps of the two tables."""
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        return b"".join(one.read_bytes() for one in file.parent.glob(f"{file.name}*"))
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        tables = [model._meta.db_table for model in (Ballot, BallotLink)]
        said = "SELECT pg_read_binary_file(pg_relation_filepath(%s))"
        return b"".join(bytes(_one(cursor, said, table)) for table in tables)


def _one(cursor, said, table):
    cursor.execute(said, [table])
    return cursor.fetchone()[0]


@pytest.fixture
def somebody_still_reads():
    """Another transaction, begun before: a backup, a forgotten console."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        if other.vendor == "postgresql":
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_current_snapshot()")
        yield
    other.close()


@pytest.mark.usefixtures("somebody_still_reads")
@pytest.mark.parametrize("ends", ["counted", "called off"])
def test_a_ballot_is_gone_from_the_disk(ends):
    world = World()
    world.stands("GH", "KE", "IN")
    world.opens()
    world.votes("ID", "KE")
    order = "big" if connection.vendor == "sqlite" else "little"
    number = Ballot.objects.get().pk.to_bytes(8, order)
    assert number in on_the_disk()
    if ends == "counted":
        world.ends()
    else:
        actions.call_off(world.election, "A reason.", by=world.staff, at=world.at)
    assert number not in on_the_disk()

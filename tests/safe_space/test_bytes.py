"""On PostgreSQL: what its files hold of a safe space, and what a dump of its tables does.

Its log of changes (WAL) is left out: it holds each change for recovery and is written over in
its turn; `docs/operate/safe-spaces.md` says what to do with copies of it.
"""

from __future__ import annotations

import pytest
from django.db import connection

from jln.safe_space.models import SafeAuthor, SafeContribution, SafePart
from tests.safe_space.world import World

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="reads PostgreSQL's own files"),
]
CANARY = "zxcanary"
TEXTS = {code: f"{CANARY} {code.lower()} said so." for code in ("GH", "KE", "IN")}
LATE = f"{CANARY} pe waits."
FILES = "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 't', 'i') AND relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'pg_toast'))"
TABLES = "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"


@pytest.fixture
def cursor(transactional_db):
    with connection.cursor() as made:
        made.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not made.fetchone()[0]:
            pytest.skip("only a superuser reads the files")
        yield made


def files(cursor) -> bytes:
    """Every file of tables, their long values and indexes as they lie on the disk, dead rows too."""
    cursor.execute("CHECKPOINT")
    cursor.execute(FILES)
    paths = [path for (path,) in cursor.fetchall()]
    found = []
    for path in paths:
        cursor.execute("SELECT pg_read_binary_file(%s)", [path])
        found.append(bytes(cursor.fetchone()[0]))
    return b"".join(found)


def dumped(cursor) -> bytes:
    """Every row of every table, as a dump writes it."""
    cursor.execute(TABLES)
    found = []
    for (table,) in cursor.fetchall():
        with cursor.copy(f"COPY {table} TO STDOUT") as rows:
            found += [bytes(row) for row in rows]
    return b"".join(found)


def test_no_file_and_no_dump_holds_a_word_that_waits_and_after_sealing_no_box(cursor):
    world = World()
    for code, text in TEXTS.items():
        world.writes(code, text)
    world.writes("PE", LATE, level="named")
    for content in (files(cursor), dumped(cursor)):
        assert CANARY.encode() not in content
        assert b"Author Ghana" in content  # people are there: the right files are read

    world.night()
    world.releases(world.puts(*TEXTS.values()))
    boxes = [bytes(box) for box in SafeAuthor.objects.values_list("box", flat=True)]
    assert all(box.hex().encode() in dumped(cursor) for box in boxes)

    before, waiting = files(cursor), [bytes(row.content) for row in SafeContribution.objects.all()]
    assert TEXTS["GH"].encode() in before
    assert all(one[:40] in before for one in (*boxes, *waiting))  # so they would be seen
    world.night(days=40)
    content, dump = files(cursor), dumped(cursor)
    assert not [box for box in boxes if box[:40] in content or box.hex().encode() in dump]
    assert not [row for row in waiting if row[:40] in content]
    assert LATE.encode() not in content + dump
    assert SafePart.objects.count() == len(TEXTS)
    assert not SafeContribution.objects.exists()

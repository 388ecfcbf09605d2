"""One writer at a time, first come first served, whatever dies."""

import contextlib
import gc
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from jln.kit.sqlite import base
from jln.kit.sqlite.lock import LockTimeout, WriterQueue, waits, writing

WRITER = Path(__file__).with_name("sqlite_writer.py")


@pytest.fixture
def path(tmp_path):
    """A database file with a counter and a list."""
    name = str(tmp_path / "data.sqlite3")
    with contextlib.closing(sqlite3.connect(name)) as made:
        made.executescript(
            "PRAGMA journal_mode=WAL; CREATE TABLE counter (n integer); INSERT INTO counter VALUES (0);"
            "CREATE TABLE line (id integer PRIMARY KEY AUTOINCREMENT, n integer);"
        )
    return name


@pytest.fixture
def connect(path, django_db_blocker):
    """Connections of the backend to the file, each a handler of its own."""
    opened = []

    def make(name=path):
        handler = ConnectionHandler({"default": {"ENGINE": "jln.kit.sqlite", "NAME": name}})
        connection = handler["default"]
        connection.inc_thread_sharing()
        opened.append(connection)
        return connection

    with django_db_blocker.unblock():
        yield make
        for connection in opened:
            connection.close()


def begin(connection):
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def finish(connection):
    connection.commit()
    connection.set_autocommit(True)


def run(connection, sql, params=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else None


def child(code, *args):
    return subprocess.Popen(
        [sys.executable, "-c", code, *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_twenty_four_writers_in_two_processes_never_fail_and_share_fairly(path):
    processes = [
        subprocess.Popen(
            [sys.executable, str(WRITER), path, "12", "3"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    results = [json.loads(process.communicate(timeout=60)[0]) for process in processes]

    assert [result["errors"] for result in results] == [[], []]
    totals = [sum(result["done"]) for result in results]
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT n FROM counter").fetchone()[0] == sum(totals)
        written = database.execute("SELECT count(*) FROM line").fetchone()[0]
    assert written == sum(sum(result["rows"]) for result in results)
    assert min(totals) * 3 >= max(totals), totals
    for result in results:
        assert min(result["done"]) * 2 >= max(result["done"]) - 2, result["done"]
        # Writers take turns: nobody waits much longer than the others' turns last. SQLite's
        # own waiting gives 12 ms in the middle and 3 s at worst.
        usual = 3 / (min(result["done"]) + 1)
        assert result["longest"] < 8 * usual + 0.5, (result["longest"], usual)
    seen = waits(path)
    assert seen.turns == sum(totals) + written
    assert seen.waits > 100
    assert 1 <= seen.longest_wait_ms < 3000
    assert seen.longest_hold_ms > 0


def test_a_killed_holder_gives_up_the_place_and_its_transaction(path, connect):
    code = """
import sys, django
from django.conf import settings
settings.configure(DATABASES={"default": {"ENGINE": "jln.kit.sqlite", "NAME": sys.argv[1]}}, INSTALLED_APPS=[])
django.setup()
from django.db import connection, transaction
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("INSERT INTO line (n) VALUES (1)")
    print("held", flush=True)
    sys.stdin.read()
"""
    holder = child(code, path)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LockTimeout):
        WriterQueue(path).enter(0.2)
    began = time.monotonic()
    threading.Timer(0.3, holder.send_signal, [signal.SIGKILL]).start()
    run(connect(), "INSERT INTO line (n) VALUES (2)")
    assert 0.2 < time.monotonic() - began < 2
    holder.communicate()
    assert run(connect(), "SELECT n FROM line") == [(2,)]


def test_writers_of_a_process_are_served_in_the_order_they_came(path):
    queue, order = WriterQueue(path), []
    first = queue.enter(1)

    def stand(number):
        hold = queue.enter(5)
        order.append(number)
        hold.release()

    threads = []
    for number in range(8):
        threads.append(threading.Thread(target=stand, args=(number,)))
        threads[-1].start()
        while len(queue._waiting) < number + 1:
            time.sleep(0.001)
    first.release()
    for thread in threads:
        thread.join()
    assert order == list(range(8))


def test_who_gives_up_leaves_the_queue_whole(path):
    queue = WriterQueue(path)
    first = queue.enter(1)
    for _ in range(3):
        with pytest.raises(LockTimeout):
            queue.enter(0.02)
    first.release()
    queue.enter(0.5).release()
    assert queue.waits().turns == 2


def test_a_waiting_process_goes_before_one_that_just_wrote(path):
    """Without the turnstile this process would take the place again and again."""
    code = """
import sys, time
from jln.kit.sqlite.lock import writing
print("ready", flush=True); sys.stdin.readline()
began = time.monotonic()
with writing(sys.argv[1]):
    print(time.monotonic() - began, flush=True)
"""
    other = child(code, path)
    assert other.stdout.readline() == "ready\n"
    queue = WriterQueue(path)
    stop = time.monotonic() + 2
    other.stdin.write("go\n")
    other.stdin.flush()
    while time.monotonic() < stop:
        hold = queue.enter(5)
        time.sleep(0.01)
        hold.release()
    waited = float(other.communicate(timeout=5)[0])
    assert waited < 1


def test_single_writes_stand_in_the_queue_too(path, connect, monkeypatch):
    monkeypatch.setattr(base, "WAIT_SECONDS", 0.2)
    connection = connect()
    with writing(path):
        with pytest.raises(OperationalError, match="locked"):
            run(connection, "INSERT INTO line (n) VALUES (1)")
        with pytest.raises(OperationalError, match="locked"):
            run(connection, "WITH one AS (SELECT 1) INSERT INTO line (n) SELECT * FROM one")
        with pytest.raises(OperationalError, match="locked"), connection.cursor() as cursor:
            cursor.executemany("INSERT INTO line (n) VALUES (%s)", [(1,), (2,)])
        with pytest.raises(OperationalError, match="locked"):
            begin(connection)
        assert run(connection, "SELECT count(*) FROM line") == [(0,)]
    assert run(connection, "INSERT INTO line (n) VALUES (1), (2) RETURNING id") == [(1,), (2,)]


def test_rows_of_a_single_write_are_read_before_the_next_turn(path, connect):
    one, two = connect(), connect()
    with one.cursor() as cursor:
        cursor.execute("INSERT INTO line (n) VALUES (5), (6), (7) RETURNING n")
        run(two, "INSERT INTO line (n) VALUES (8)")
        assert cursor.fetchone() == (5,)
        assert cursor.fetchmany(1) == [(6,)]
        assert list(cursor) == [(7,)]
        assert cursor.fetchone() is None
        cursor.execute("SELECT count(*) FROM line")
        assert cursor.fetchone() == (4,)


@pytest.mark.parametrize("ending", ["commit", "rollback", "close", "lost"])
def test_every_end_of_a_transaction_lets_the_next_writer_in(path, connect, ending):
    handler = ConnectionHandler({"default": {"ENGINE": "jln.kit.sqlite", "NAME": path}})
    connection = handler["default"]
    begin(connection)
    run(connection, "INSERT INTO line (n) VALUES (1)")
    if ending == "lost":
        connection.connection.close()
        del connection, handler
        gc.collect()
    else:
        getattr(connection, ending)()
        connection.close()
    run(connect(), "INSERT INTO line (n) VALUES (2)")
    kept = [(1,), (2,)] if ending == "commit" else [(2,)]
    assert run(connect(), "SELECT n FROM line") == kept


def test_a_failed_begin_lets_the_next_writer_in(path, connect):
    connection = connect()
    run(connection, "PRAGMA busy_timeout = 50")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            begin(connection)
    begin(connection)
    finish(connection)


def test_a_forked_child_neither_holds_nor_drops_the_turn(path):
    hold = WriterQueue(path)
    from jln.kit.sqlite.lock import queue_for

    turn = queue_for(path).enter(1)
    pid = os.fork()
    if pid == 0:
        turn.release()
        try:
            queue_for(path).enter(0.1)
        except LockTimeout:
            os._exit(0)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    with pytest.raises(LockTimeout):
        hold.enter(0.1)
    turn.release()
    hold.enter(1).release()


def test_each_connection_is_durable_and_strict(connect):
    connection = connect()
    read = {
        name: run(connection, f"PRAGMA {name}")[0][0]
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    }
    assert read == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 20000,
    }
    assert run(connection, "PRAGMA mmap_size")[0][0] > 0
    assert connection.transaction_mode == "IMMEDIATE"


def test_a_statement_of_a_page_ends_by_itself_and_the_next_one_runs(path, django_db_blocker):
    database = {"ENGINE": "jln.kit.sqlite", "NAME": path, "OPTIONS": {"statement_seconds": 0.3}}
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with django_db_blocker.unblock():
        connection = ConnectionHandler({"default": database})["default"]
        began = time.monotonic()
        with pytest.raises(OperationalError, match="interrupted"):
            run(connection, endless)
        assert 0.2 < time.monotonic() - began < 3
        assert run(connection, "SELECT n FROM counter") == [(0,)]
        connection.close()


def test_marks_of_values_and_percent_signs_are_read_alike_each_time(path, connect):
    one = connect(path)
    for text in ("a", "b"):
        assert run(one, "SELECT %s || '100%%', '%%s'", [text]) == [(f"{text}100%", "%s")]
    assert run(one, "SELECT %(n)s || '%%'", {"n": "a"}) == [("a%",)]


def test_databases_in_memory_have_no_queue(connect, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "file:shared_by_two?mode=memory&cache=shared"
    one, two = connect(name), connect(name)
    begin(one)
    run(one, "CREATE TABLE t (n integer)")
    finish(one)
    run(two, "INSERT INTO t VALUES (1)")
    assert run(one, "SELECT n FROM t") == [(1,)]
    assert list(tmp_path.glob("*writer")) == []


def test_a_turn_costs_microseconds(path):
    queue = WriterQueue(path)
    began = time.process_time()
    for _ in range(2000):
        queue.enter(1).release()
    assert (time.process_time() - began) / 2000 < 0.0002

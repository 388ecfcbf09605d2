"""One command, one tree: ready, healthy, small, quiet; ends in order and dies together."""

import http.client
import os
import signal
import smtplib
import socket
import threading
import time

import pytest

from tests.server.served import (
    Served,
    as_settings,
    called,
    children,
    cpu_seconds,
    lives,
    pss_mb,
    rests,
    serving,
)
from tests.trees import plant, until

pytestmark = pytest.mark.kills  # starts whole processes, and kills them


@pytest.fixture
def tree(tmp_path):
    with serving(
        tmp_path / "network",
        **as_settings(tmp_path, WSGI_APPLICATION="tests.server.door_app.application"),
    ) as served:
        yield served


def worker_of(tree):
    for pid in children(tree.web.pid):
        if called(pid) == "jln-worker":
            return pid
    return None


def test_health_says_which_part_is_not_ready_and_the_worker_comes_back(tree):
    status, parts = tree.health()
    assert status == 200
    assert {"web", "mail", "worker", "database"} <= set(parts)
    assert set(parts.values()) == {"ready"}

    first = worker_of(tree)
    os.kill(first, signal.SIGKILL)
    status, parts = until(lambda: (said := tree.health())[0] == 503 and said)
    assert parts["worker"] != "ready"
    assert parts["web"] == parts["mail"] == parts["database"] == "ready"

    until(lambda: tree.health()[0] == 200, 30)
    assert worker_of(tree) not in (None, first)


def test_health_tells_when_the_database_does_not_answer_as_it_should(tree):
    tree.tree.run(
        "-c",
        "import django; django.setup(); from django.db import connection;"
        "connection.cursor().execute('ALTER TABLE jln_job RENAME TO jln_job_away')",
    )
    _status, parts = until(lambda: (said := tree.health())[0] == 503 and said)
    assert "Error" in parts["database"]
    assert parts["web"] == parts["mail"] == "ready"


def test_a_job_of_a_page_starts_at_once(tmp_path):
    """The worker would look by itself in ten minutes only."""
    file = tmp_path / "said"
    own = {
        "WSGI_APPLICATION": "tests.server.door_app.application",
        "WORKER_LOOKS_EVERY": 600,
        "WORKER_HELPERS": {},
    }
    with serving(tmp_path / "network", **as_settings(tmp_path, **own)) as tree:
        assert tree.get(f"/test/enqueue?{file}")[0] == 200
        until(file.exists)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_requests_finish_everything_ends_and_the_code_is_0(tree, number):
    everybody = children(tree.web.pid)
    answers = []
    reader = threading.Thread(target=lambda: answers.append(tree.get("/test/slow?1.5")))
    reader.start()
    idle = socket.create_connection(("127.0.0.1", tree.port))
    sender = smtplib.SMTP("127.0.0.1", tree.smtp)
    until((tree.tree.folder / "slow").exists)

    began = time.monotonic()
    tree.web.send_signal(number)
    assert tree.web.wait(30) == 0
    assert time.monotonic() - began < 12
    reader.join()
    assert answers == [(200, b"done")]
    assert sender.getreply()[0] == 421
    idle.close()
    assert not [pid for pid in everybody if lives(pid)]
    assert "Traceback" not in tree.log()


def test_a_page_that_hangs_does_not_keep_the_tree_from_ending(tree):
    reader = socket.create_connection(("127.0.0.1", tree.port))
    reader.sendall(b"GET /test/slow?60 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    until((tree.tree.folder / "slow").exists)
    began = time.monotonic()
    tree.web.terminate()
    assert tree.web.wait(40) == 0
    assert time.monotonic() - began < 25
    reader.close()


def test_killed_outright_nobody_is_left(tree):
    everybody = children(tree.web.pid)
    assert everybody
    tree.web.kill()
    tree.web.wait()
    until(lambda: not [pid for pid in everybody if lives(pid)], 15)


def test_it_is_small_and_quiet_at_rest(tree):
    """Foundations: 180 MB for the tree, 90 for the web process, as shares of what is shared."""
    for _ in range(20):
        tree.get("/")
    rests(tree.web.pid)
    for _ in range(10):
        time.sleep(2)
        everybody = [tree.web.pid, *children(tree.web.pid)]
        sizes = {pid: pss_mb(pid) for pid in everybody}
        if sum(sizes.values()) <= 180:
            break  # at rest: no duty of the start runs in a process of its own any more
    assert sizes[tree.web.pid] <= 90, sizes
    assert sum(sizes.values()) <= 180, sizes
    assert any(used_in_five_seconds(everybody) < 0.4 for _ in range(3))  # a duty may fall due


def used_in_five_seconds(everybody):
    before = sum(map(cpu_seconds, everybody))
    time.sleep(5)
    return sum(map(cpu_seconds, everybody)) - before


def test_answers_do_not_wait_for_late_receipts(tree):
    """A kept connection: 40 ms a request would be two seconds."""
    line = http.client.HTTPConnection("127.0.0.1", tree.port, timeout=20)
    times = []
    for _ in range(50):
        began = time.monotonic()
        line.request("GET", "/test/slow?0")
        assert line.getresponse().read() == b"done"
        times.append(time.monotonic() - began)
    line.close()
    assert sorted(times)[10] < 0.03, times


def test_a_taken_port_is_said_and_nothing_is_left_running(tmp_path):
    tree = plant(tmp_path / "network")
    try:
        with socket.create_server(("127.0.0.1", int(tree.env["JLN_PORT"]))):
            served = Served(tree).start(wait=False)
            assert served.web.wait(30) == 1
            assert "cannot listen" in served.log()
            assert tree.env["JLN_PORT"] in served.log()
        with socket.create_server(("127.0.0.1", int(tree.env["JLN_MAIL_PORT"]) + 1)):
            served = Served(tree).start(wait=False)
            assert served.web.wait(30) == 1
            assert str(served.lmtp) in served.log()
            assert not children(served.web.pid)
    finally:
        tree.end()


def test_production_does_not_invent_a_network(tmp_path):
    tree = plant(tmp_path / "network")
    tree.env.update(JLN_ENV="production", JLN_SECRET_KEY="x" * 50)
    try:
        log = (tree.folder / "log").open("w")
        process = tree.start("-m", "jln.cli", "serve", stderr=log)
        assert process.wait(30) == 1
        assert "jln init" in (tree.folder / "log").read_text()
    finally:
        log.close()
        tree.end()

"""A second process does what one cannot, and is gone when there is nothing left."""

import os
import signal
import subprocess
import sys

import pytest

from jln.work import second
from tests.server.served import lives, seconds
from tests.trees import plant, until

ENQUEUE = "import django; django.setup(); from tests.work import sample_tasks as t; "


@pytest.fixture
def started(monkeypatch):
    """Seconds that only wait, and how many were begun."""
    made = []

    def begin():
        made.append(
            subprocess.Popen(
                [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
            )
        )
        return made[-1]  # fmt: skip

    monkeypatch.setattr(second, "_started", begin)
    monkeypatch.setattr(second, "CROWDED", 0.0)
    monkeypatch.setattr(second.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(second.leases, "release_the_dead", lambda: made.append("released"))
    yield made
    for one in made:
        if one != "released":
            one.kill()
            one.communicate()


def test_one_begins_where_it_is_crowded_for_a_while_and_not_two(started):
    beside = second.Second()
    for is_crowded in (True, False, True):  # in between there was room
        beside.see(is_crowded=is_crowded)
    assert started == []
    for _look in range(3):
        beside.see(is_crowded=True)
    assert len(started) == 1
    beside.end()
    assert started[0].returncode == -signal.SIGTERM


def test_what_a_killed_one_held_is_free_and_the_next_comes_later(started):
    beside = second.Second()
    for _look in range(2):
        beside.see(is_crowded=True)
    started[0].kill()
    started[0].wait()
    for _look in range(4):
        beside.see(is_crowded=True)
    assert started[1:] == ["released"]


def test_on_one_core_there_is_none(started, monkeypatch):
    monkeypatch.setattr(second.os, "cpu_count", lambda: 1)
    beside = second.Second()
    for _look in range(3):
        beside.see(is_crowded=True)
    assert started == []


@pytest.mark.kills
def test_it_takes_its_share_and_dies_with_the_worker(tmp_path):
    tree = plant(tmp_path / "network")
    try:
        read, write = os.pipe()
        worker = tree.start(
            "-m", "jln.work", "--child", str(os.getpid()), "--beat", str(write),
            stdin=subprocess.PIPE, pass_fds=(write,),
        )  # fmt: skip
        file = tmp_path / "said"
        tree.run(
            "-c",
            f"{ENQUEUE}\nfor n in range(60): t.linger.using(unique_key=str(n)).enqueue({str(file)!r}, 2)",
        )
        (beside,) = until(lambda: seconds(worker.pid), 30)
        until(lambda: len(_holders(tree)) == 2, 30)
        worker.kill()
        worker.wait()
        until(lambda: not lives(beside), 10)
        os.close(read), os.close(write)
    finally:
        tree.end()


def _holders(tree):
    return set(tree.query("list(Job.objects.exclude(holder='').values_list('holder', flat=True))"))

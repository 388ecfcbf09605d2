"""A second process does what one cannot, and is gone when there is nothing left."""

import os
import signal
import subprocess

import pytest

from jln.work import second
from jln.work.nursery import Nursery
from tests.server.served import called, children, lives
from tests.trees import plant, until

ENQUEUE = "import django; django.setup(); from tests.work import sample_tasks as t; "


def waits(orders):
    """A life of nothing, until it shall end."""
    while os.read(orders, 1):
        pass
    os._exit(3)


@pytest.fixture
def beside(monkeypatch):
    """A second that only waits, where one may be had at once."""
    monkeypatch.setattr(second, "CROWDED", 0.0)
    monkeypatch.setattr(second.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(second.leases, "release_the_dead", lambda: RELEASED.append(True))
    RELEASED.clear()
    made = second.Second(Nursery.begin(waits))
    made.nursery = until(lambda: next(iter(_named("jln-nursery")), None), 5)
    yield made
    os.kill(made.nursery, signal.SIGKILL)
    os.waitpid(made.nursery, 0)


RELEASED = []


def test_one_begins_where_it_is_crowded_for_a_while_and_not_two(beside):
    for is_crowded in (True, False, True):  # in between there was room
        beside.see(is_crowded=is_crowded)
    assert children(beside.nursery) == []
    for _look in range(5):
        beside.see(is_crowded=True)
    (child,) = until(lambda: children(beside.nursery), 5)
    beside.end()
    until(lambda: not lives(child), 5)
    assert RELEASED == []


def test_what_a_killed_one_held_is_free_and_the_next_comes_later(beside, monkeypatch):
    for _look in range(2):
        beside.see(is_crowded=True)
    (child,) = until(lambda: children(beside.nursery), 5)
    os.kill(child, signal.SIGKILL)
    until(lambda: beside.see(is_crowded=True) or RELEASED, 5)
    for _look in range(5):
        beside.see(is_crowded=True)
    assert (RELEASED, children(beside.nursery)) == ([True], [])
    monkeypatch.setattr(second, "PAUSE", 0.0)
    beside._not_before = 0.0
    for _look in range(2):
        beside.see(is_crowded=True)
    assert until(lambda: children(beside.nursery), 5) != [child]


def test_where_none_can_be_had_the_worker_goes_on(beside, caplog):
    os.kill(beside.nursery, signal.SIGKILL)
    until(lambda: not lives(beside.nursery), 5)
    for _look in range(5):
        beside.see(is_crowded=True)
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_on_one_core_there_is_none(beside, monkeypatch):
    monkeypatch.setattr(second.os, "cpu_count", lambda: 1)
    for _look in range(3):
        beside.see(is_crowded=True)
    assert children(beside.nursery) == []


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
        (beside,) = until(lambda: _named("jln-second", worker.pid), 30)
        until(lambda: len(_holders(tree)) == 2, 30)
        worker.kill()
        worker.wait()
        until(lambda: not lives(beside), 10)
        os.close(read), os.close(write)
    finally:
        tree.end()


def _named(name, of=None):
    return [child for child in children(of or os.getpid()) if called(child) == name]


def _holders(tree):
    return set(tree.query("list(Job.objects.exclude(holder='').values_list('holder', flat=True))"))

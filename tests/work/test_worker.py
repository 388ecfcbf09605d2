"""The worker as a process: woken, stopped, killed, orphaned."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.trees import plant, until

ENQUEUE = "import django; django.setup(); from tests.work import sample_tasks as t; "

pytestmark = pytest.mark.kills  # starts whole processes, and kills them


@pytest.fixture
def tree(tmp_path):
    planted = plant(tmp_path / "network")
    yield planted
    planted.end()


def child(tree, beat=None):
    """A worker as the server starts it: with its bell on standard input."""
    read, write = os.pipe()
    process = tree.start(
        "-m", "jln.work", "--child", str(os.getpid()), "--beat", str(write),
        stdin=subprocess.PIPE, pass_fds=(write,),
    )  # fmt: skip
    os.close(write)
    process.beat = os.fdopen(read)
    until(lambda: '"worker": true' in process.beat.readline())
    return process


def lines(file):
    return Path(file).read_text().splitlines() if Path(file).exists() else []


def job(tree):
    return tree.query(
        "list(Job.objects.filter(task__startswith='tests.').values('attempts','holder','leased_until','done_at','has_failed'))"
    )


def with_settings(tree, folder, **lines):
    """Settings of its own over those of the tests."""
    said = "\n".join(f"{name} = {value!r}" for name, value in lines.items())
    over = f"from {os.environ['DJANGO_SETTINGS_MODULE']} import *\n{said}\n"
    (folder / "settings_of_test.py").write_text(over)
    tree.env["PYTHONPATH"] += os.pathsep + str(folder)
    tree.env["DJANGO_SETTINGS_MODULE"] = "settings_of_test"


def test_a_ring_starts_a_job_at_once(tree, tmp_path):
    file = tmp_path / "said"
    with_settings(tree, tmp_path, WORKER_LOOKS_EVERY=600, WORKER_HELPERS={})
    worker = child(tree)
    tree.run("-c", f"{ENQUEUE} t.append.enqueue({str(file)!r}, 'x')")
    worker.stdin.write("!")
    worker.stdin.flush()
    until(lambda: lines(file) == ["x"])
    until(lambda: job(tree)[0]["done_at"])


def test_without_a_ring_it_looks_every_second(tree, tmp_path):
    file = tmp_path / "said"
    child(tree)
    tree.run("-c", f"{ENQUEUE} t.append.enqueue({str(file)!r}, 'x')")
    until(lambda: lines(file) == ["x"], 10)


def test_a_job_cut_off_by_kill_runs_again_as_soon_as_a_worker_is_there(tree, tmp_path):
    file = tmp_path / "said"
    worker = child(tree)
    tree.run("-c", f"{ENQUEUE} t.linger.enqueue({str(file)!r}, 1)")
    until(lambda: lines(file) == ["began"])
    worker.kill()
    worker.wait()
    assert job(tree)[0]["leased_until"] is not None

    began = time.monotonic()
    child(tree)
    until(lambda: lines(file) == ["began", "began", "ended"])
    assert time.monotonic() - began < 30  # the lease itself would last 60 s
    done = until(lambda: [row for row in job(tree) if row["done_at"]])
    assert done[0]["attempts"] == 2


def test_asked_to_stop_it_ends_what_it_can_and_exits_0(tree, tmp_path):
    file = tmp_path / "said"
    worker = child(tree)
    tree.run("-c", f"{ENQUEUE} t.linger.enqueue({str(file)!r}, 1.5)")
    until(lambda: lines(file) == ["began"])
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(20) == 0
    assert lines(file) == ["began", "ended"]
    assert job(tree)[0]["done_at"] is not None


def test_asked_to_stop_it_gives_back_what_takes_too_long(tree, tmp_path):
    file = tmp_path / "said"
    worker = child(tree)
    tree.run("-c", f"{ENQUEUE} t.linger.enqueue({str(file)!r}, 60)")
    until(lambda: lines(file) == ["began"])
    began = time.monotonic()
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(25) == 0
    assert 4 < time.monotonic() - began < 25
    row = job(tree)[0]
    assert (row["leased_until"], row["holder"], row["attempts"]) == (None, "", 0)


def test_it_ignores_the_keyboard_and_ends_with_its_input(tree):
    worker = child(tree)
    worker.send_signal(signal.SIGINT)
    time.sleep(0.3)
    assert worker.poll() is None
    worker.stdin.close()
    assert worker.wait(20) == 0
    worker.stdin = None


def test_it_dies_with_its_parent_however_that_dies(tree, tmp_path):
    """The parent is stopped by kill -9 while the worker is deep in a job."""
    file = tmp_path / "said"
    code = (
        "import os, subprocess, sys, time\n"
        "p = subprocess.Popen([sys.executable, '-m', 'jln.work', '--child', str(os.getpid())],"
        " stdin=subprocess.PIPE)\n"
        "print(p.pid, flush=True); time.sleep(60)"
    )
    tree.run("-c", f"{ENQUEUE} t.linger.enqueue({str(file)!r}, 60)")
    parent = tree.start("-c", code, stdout=subprocess.PIPE)
    worker = int(parent.stdout.readline())
    until(lambda: lines(file) == ["began"])
    parent.kill()
    parent.wait()
    until(lambda: not alive(worker), 10)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_job_that_kills_its_worker_is_given_up(tree):
    tree.run("-c", f"{ENQUEUE} t.drop_dead.enqueue()")
    for _ in range(2):
        worker = tree.start("-m", "jln.work")
        assert worker.wait(20) == -signal.SIGKILL
    survivor = child(tree)
    until(lambda: job(tree)[0]["has_failed"])
    assert survivor.poll() is None


def test_a_long_job_does_not_hold_up_short_ones(tree, tmp_path):
    file = tmp_path / "said"
    worker = child(tree)
    tree.run(
        "-c",
        f"{ENQUEUE} [t.crawl.enqueue(s) for s in (60, 61, 62)]; t.append.enqueue({str(file)!r}, 'x')",
    )
    until(lambda: lines(file) == ["x"], 20)
    worker.kill()


def test_two_workers_share_the_work_and_run_nothing_twice(tree, tmp_path):
    file = tmp_path / "said"
    tree.run("-c", f"{ENQUEUE} [t.count.enqueue({str(file)!r}) for _ in range(200)]")
    workers = [tree.start("-m", "jln.work") for _ in range(2)]
    until(lambda: file.exists() and len(file.read_text()) == 200, 60)
    for worker in workers:
        worker.terminate()
        assert worker.wait(20) == 0
    assert file.read_text() == "x" * 200
    said = tree.query(
        "list(Job.objects.filter(task__endswith='.count').values_list('attempts', 'done_at'))"
    )
    assert len(said) == 200
    assert all(attempts == 1 and done_at for attempts, done_at in said)


def test_the_beat_stops_being_well_when_the_database_is_gone(tree):
    if tree.env.get("JLN_DATABASE_URL"):
        pytest.skip("the file is SQLite's")
    worker = child(tree)
    database = tree.folder / "jln.sqlite3"
    for part in tree.folder.glob("jln.sqlite3*"):
        part.rename(part.with_name(f"away-{part.name}"))
    database.mkdir()
    worker.kill()
    worker.wait()
    read, write = os.pipe()
    tree.start(
        "-m",
        "jln.work",
        "--child",
        str(os.getpid()),
        "--beat",
        str(write),
        stdin=subprocess.PIPE,
        pass_fds=(write,),
    )
    os.close(write)
    with os.fdopen(read) as beat:
        for _ in range(3):
            assert '"worker": false' in beat.readline()
        database.rmdir()
        for part in tree.folder.glob("away-*"):
            part.rename(part.with_name(part.name.removeprefix("away-")))
        until(lambda: '"worker": true' in beat.readline(), 15)


def test_helpers_are_asked_and_told_of(tree, tmp_path):
    code = "from pathlib import Path\nREADY = Path(__file__).with_name('ready')\ndef ready():\n    return READY.exists()\n"
    (tmp_path / "helper_of_test.py").write_text(code)
    with_settings(tree, tmp_path, WORKER_HELPERS={"parser": "helper_of_test.ready"})
    worker = child(tree)
    assert '"parser": false' in worker.beat.readline()
    (tmp_path / "ready").touch()
    until(lambda: '"parser": true' in worker.beat.readline())


def test_the_kernel_is_asked_before_anything_slow():
    """A child whose parent has already ended does not start at all."""
    done = subprocess.run(
        [sys.executable, "-m", "jln.work", "--child", "1"],
        timeout=20,
        check=False,
        env={**os.environ, "PYTHONPATH": "src"},
    )
    assert done.returncode == 0

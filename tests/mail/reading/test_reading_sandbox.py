"""The child: it is killed when it hangs, started anew when it dies, and never takes the parent along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.mail.reading.letters import WRITERS, letter

from jln.mail.reading import Kind, Reader, sandbox
from jln.mail.reading.command import main

RAW = letter(WRITERS["en"], "We agree.")
READY = "import os, struct, sys, time\nos.write(1, struct.pack('>II', 2, 0) + b'{}')\n"


@pytest.fixture
def reader():
    with Reader() as made:
        yield made


def instead(monkeypatch, code):
    """The next child runs this code."""
    spawn = subprocess.Popen

    def popen(args, **more):
        return spawn([sys.executable, "-c", READY + code], **more)

    monkeypatch.setattr(sandbox.subprocess, "Popen", popen)


def test_reading_and_attachments_through_the_pipe(reader):
    reading = reader.read(RAW)
    assert reading.text == "We agree."
    assert reading.kind == Kind.REPLY
    again = reader.read(RAW, own_addresses=["r.1@jln.example"])
    assert again == reading
    raw = b'From: a@x.example\nContent-Type: multipart/mixed; boundary="q"\n\n--q\n\nx\n--q\nContent-Type: image/png\nContent-Disposition: attachment; filename=a.png\n\nbytes\n--q--\n'
    (item,) = reader.read(raw).attachments
    assert reader.attachment(raw, item.index) == b"bytes"
    assert reader.attachment(raw, 50) is None


def test_one_child_serves_many_messages(reader):
    reader.read(RAW)
    first = reader._child.pid
    for _ in range(20):
        reader.read(RAW)
    assert reader._child.pid == first


def test_a_message_that_hangs_is_given_up(monkeypatch):
    with Reader(seconds=0.5) as reader:
        with monkeypatch.context() as patch:
            instead(patch, "time.sleep(60)")
            start = time.monotonic()
            reading = reader.read(RAW)
            assert time.monotonic() - start < 5
        assert (reading.kind, reading.reason) == (Kind.UNREADABLE, "took too long")
        assert reader._child is None


def test_after_a_kill_the_next_message_is_read():
    with Reader() as reader:
        reader.read(RAW)
        reader._child.kill()
        reader._child.wait()
        assert reader.read(RAW).text == "We agree."


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("os._exit(3)", "reader died"),
        ("os.write(1, struct.pack('>II', 3, 0) + b'xxx'); time.sleep(9)", "answer not understood"),
        ("os.write(1, struct.pack('>II', 2, 0) + b'{}'); time.sleep(9)", "answer not understood"),
        ("os.write(1, struct.pack('>II', 4000000000, 0)); time.sleep(9)", "answer too large"),
    ],
)
def test_a_child_that_dies_or_lies(monkeypatch, code, reason):
    with Reader() as reader:
        with monkeypatch.context() as patch:
            instead(patch, code)
            reading = reader.read(RAW)
            assert (reading.kind, reading.reason) == (Kind.UNREADABLE, reason)
        assert reader.read(RAW).text == "We agree."


def test_a_large_message_that_nobody_takes_does_not_block(monkeypatch):
    with Reader(seconds=0.5) as reader, monkeypatch.context() as patch:
        instead(patch, "time.sleep(60)")
        assert reader.read(b"From: a@x.example\n\n" + b"x" * 5_000_000).reason == "took too long"


def test_memory_is_limited():
    limit = 150 * 1024 * 1024
    with Reader(memory=limit) as reader:
        big = b"From: a@x.example\n\n" + b"x\n" * 40_000_000
        reading = reader.read(big)
        assert reading.kind == Kind.UNREADABLE
        assert reader.read(RAW).text == "We agree."


def test_several_threads_share_a_reader(reader):
    found = []

    def work(number):
        found.append((number, reader.read(letter(WRITERS["en"], f"Answer {number}")).text))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [(number, f"Answer {number}") for number in range(8)]


def test_the_child_ends_with_its_parent():
    code = f"import sys; sys.path[:0] = {sys.path!r}\nfrom jln.mail.reading import Reader\nr = Reader(); r.read(b'From: a@x.example\\n\\nx'); print(r._child.pid, flush=True)\nimport os; os._exit(0)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    pid = int(done.stdout)
    for _ in range(100):
        if not alive(pid):
            break
        time.sleep(0.05)
    assert not alive(pid)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_the_child_imports_little():
    code = "import sys, jln.mail.reading.child\nprint(sorted(name for name in sys.modules if name.startswith(('django', 'jinja2', 'babel'))))"
    env = {**os.environ, "PYTHONPATH": str(sandbox._SOURCE)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=env,
    )
    assert done.stdout.strip() == "[]"


def test_the_command_prints_a_line_a_file(tmp_path, capsys):
    good, odd = tmp_path / "good.eml", tmp_path / "odd.eml"
    good.write_bytes(RAW)
    odd.write_bytes(b"")
    assert main([str(good), str(tmp_path / "missing.eml"), str(odd), str(tmp_path)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["kind"] for row in rows] == ["reply", "unreadable", "unreadable", "unreadable"]
    assert list(rows[0]) == [
        "file",
        "kind",
        "text",
        "signature",
        "quoted",
        "bounced",
        "references",
        "base_subject",
        "seconds",
    ]
    assert rows[0]["text"] == "We agree."

"""On the disk before it is answered, seen from outside and through kill -9."""

import contextlib
import os
import random
import signal
import smtplib
import subprocess
import threading

import pytest

from tests.server.served import as_settings, serving
from tests.server.test_mail_door.talking import LETTER


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mail")
    with serving(
        folder / "network", **as_settings(folder, MAIL_KNOWS="jln.mail.listener.is_of_our_domain")
    ) as served:
        yield served


def test_it_is_on_disk_before_it_is_answered(tree, tmp_path, missing):
    """Seen from outside: between a message and its 250 lies a successful fdatasync."""
    if tree.tree.env.get("JLN_DATABASE_URL"):
        pytest.skip("the file is SQLite's; PostgreSQL syncs in a process of its own")
    trace = tmp_path / "trace"
    try:
        strace = subprocess.Popen(
            ["strace", "-f", "-p", str(tree.web.pid), "-o", str(trace), "-s", "60",
             "-e", "trace=fsync,fdatasync,sendto,sendmsg,write,writev,recvfrom,recvmsg,read,readv"],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    except FileNotFoundError:
        missing("strace is not installed")
    if "attached" not in (strace.stderr.readline()):
        missing("strace may not look at processes here")
    with smtplib.SMTP("127.0.0.1", tree.smtp, timeout=60) as line:
        line.sendmail("a@example.org", ["desk@jln.example"], LETTER)
    strace.send_signal(signal.SIGINT)
    strace.communicate(timeout=20)
    calls = trace.read_text().splitlines()
    heard = next(n for n, call in enumerate(calls) if "Subject: x" in call)
    answered = next(n for n, call in enumerate(calls) if "250 2.0.0 The message is kept" in call)
    synced = [n for n, call in enumerate(calls) if "sync(" in call or "sync resumed" in call]
    assert any(heard < n < answered and calls[n].rstrip().endswith("= 0") for n in synced), calls


@pytest.mark.kills
def test_nothing_that_was_taken_is_lost_by_kill_9(tmp_path):
    """Five times in the middle of a stream of messages; each 250 is a row, each row one message."""
    folder = tmp_path / "kills"
    with serving(
        folder / "network", **as_settings(folder, MAIL_KNOWS="jln.mail.listener.is_of_our_domain")
    ) as tree:
        taken = []
        for number in range(5):
            killer = threading.Timer(
                random.random() * 0.05, os.kill, (tree.web.pid, signal.SIGKILL)
            )
            before = len(taken)
            with contextlib.suppress(smtplib.SMTPException, OSError):
                line = smtplib.SMTP("127.0.0.1", tree.smtp, timeout=30)
                while True:
                    name = f"message-{number}-{len(taken)}-"
                    letter = b"Subject: %s\r\n\r\nx" % name.encode()
                    line.sendmail("a@example.org", ["desk@jln.example"], letter)
                    taken.append(name)
                    if len(taken) == before + 5:
                        killer.start()
            line.close()
            tree.web.wait()
            tree.start()
        rows = tree.tree.query(
            "[bytes(r).split(b' ')[1].split(b'\\r')[0].decode() for r in"
            " __import__('jln.mail.models').mail.models.InboundMail.objects.values_list('raw', flat=True)]"
        )
        assert len(taken) >= 25
        assert set(taken) <= set(rows)
        assert len(rows) == len(set(rows))
        if not tree.tree.env.get("JLN_DATABASE_URL"):
            assert tree.tree.query(
                "connection.cursor().execute('PRAGMA integrity_check').fetchall()"
            ) == [["ok"]]

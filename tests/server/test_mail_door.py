"""The mail door over real sockets: kept before answered, whole, bounded, not to be fooled."""

import asyncio
import contextlib
import os
import random
import signal
import smtplib
import socket
import subprocess
import threading
import time

import pytest
from django.db import OperationalError

from jln.mail import listener
from jln.mail.listener import MailDoor
from tests.server.served import as_settings, serving
from tests.trees import free_port, until

LETTER = b"From: a@example.org\r\nSubject: x\r\n\r\nHello\r\n"


class Kept:
    """Stands where the database would: keeps what it is told, or fails as it would."""

    def __init__(self):
        self.rows = []
        self.fails_with = None
        self.seconds = 0

    def store(self, raw, sender, recipients, remote, _at):
        time.sleep(self.seconds)
        if self.fails_with:
            raise self.fails_with
        self.rows += [(raw, sender, recipient, remote) for recipient in recipients]


class Running:
    """A door on a loop in a thread of its own."""

    def __init__(self, settings):
        self.kept = Kept()
        settings.MAIL_PORT = self.smtp = free_port(2)
        self.lmtp = self.smtp + 1
        self.loop = asyncio.new_event_loop()

    def knows(self, address):
        if address.startswith("trouble@"):
            raise OperationalError
        return address.endswith("@jln.example") and not address.startswith("nobody")

    async def _start(self):
        self.door = MailDoor(self.kept.store, self.knows)
        await self.door.start()

    def __enter__(self):
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self.loop).result(10)
        return self

    def stop(self):
        asyncio.run_coroutine_threadsafe(self.door.stop(), self.loop).result(10)

    def __exit__(self, *_):
        self.stop()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


@pytest.fixture
def door(settings, django_db_blocker):
    with django_db_blocker.unblock(), Running(settings) as running:
        yield running


def smtp(door):
    return smtplib.SMTP("127.0.0.1", door.smtp, timeout=20)


def lmtp(door):
    return smtplib.LMTP("127.0.0.1", door.lmtp, timeout=20)


def talk(port, *said, timeout=10):
    """Say these bytes and read until the other side hangs up or is silent for a moment."""
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as line:
        for words in said:
            line.sendall(words)
        line.settimeout(1.5)
        heard = b""
        with contextlib.suppress(TimeoutError):
            while piece := line.recv(65536):
                heard += piece
        return heard


HELLO = b"EHLO x\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<ask@jln.example>\r\nDATA\r\n"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Hello",
        b".\r\n..\r\n.dot\r\n",
        b"x" * 70_000 + b"\r\n" + b"y" * 200_000,
        "Grüße, مرحبا\r\n".encode(),
        b"\xff\x00\x80 raw bytes\r\n",
        b"bare\nline\nfeeds\rand returns",
        b"\n.\nMAIL FROM:<evil@example.org>\n",
        b"\r\n" * 1000,
        os.urandom(3_000_000).replace(b"\r", b"").replace(b"\n", b""),
    ],
    ids=[
        "empty",
        "short",
        "dots",
        "long-lines",
        "utf-8",
        "bytes",
        "bare",
        "smuggled",
        "blank",
        "big",
    ],
)
def test_a_message_is_kept_byte_for_byte(door, body):
    wire = b"Subject: x\r\n\r\n" + body
    stuffed = wire.replace(b"\r\n.", b"\r\n..")
    end = b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"
    heard = talk(door.smtp, HELLO, stuffed + end, b"QUIT\r\n")
    assert heard.count(b"\r\n250 2.0.0 ") == 1
    raw, sender, recipient, remote = door.kept.rows[0]
    assert raw == (wire if wire.endswith(b"\r\n") else wire + b"\r\n")
    assert (sender, recipient, remote) == ("a@example.org", "ask@jln.example", "127.0.0.1")


def test_a_message_of_nothing(door):
    talk(door.smtp, HELLO, b".\r\n", b"QUIT\r\n")
    assert door.kept.rows[0][0] == b""


def test_a_message_in_small_pieces_and_two_in_one(door):
    with socket.create_connection(("127.0.0.1", door.smtp), timeout=10) as line:
        file = line.makefile("rb")
        file.readline()
        for byte in HELLO + b"one\r\n":
            line.sendall(bytes([byte]))
        line.sendall(b".\r")
        time.sleep(0.05)
        again = b"MAIL FROM:<b@example.org>\r\nRCPT TO:<ask@jln.example>\r\nDATA\r\ntwo\r\n.\r\nQUIT\r\n"
        line.sendall(b"\n" + again)
        assert file.read().endswith(b"221 Bye\r\n")
    assert [row[:2] for row in door.kept.rows] == [
        (b"one\r\n", "a@example.org"), (b"two\r\n", "b@example.org"),
    ]  # fmt: skip


def test_only_the_whole_end_ends_a_message(door):
    """Looser ends have been used to smuggle a second message past the first server."""
    for end in (b"\n.\n", b"\r.\r", b"\n.\r\n", b"\r\n.\n", b"\r\n.\r", b"\r\n\x00.\r\n"):
        door.kept.rows.clear()
        rest = b"MAIL FROM:<evil@example.org>\r\nRCPT TO:<ask@jln.example>\r\nDATA\r\nevil\r\n.\r\n"
        talk(door.smtp, HELLO, b"good" + end + rest, b"QUIT\r\n")
        assert [row[1] for row in door.kept.rows] == ["a@example.org"], end


def test_each_recipient_of_lmtp_has_an_answer_of_its_own(door):
    line = lmtp(door)
    line.ehlo()
    line.mail("a@example.org")
    codes = [
        line.rcpt(to)[0] for to in ("ask@jln.example", "nobody@jln.example", "help@jln.example")
    ]
    assert codes == [250, 550, 250]
    line.docmd("DATA")
    line.send(LETTER + b".\r\n")
    assert [line.getreply()[0], line.getreply()[0]] == [250, 250]
    assert line.noop()[0] == 250
    assert sorted(row[2] for row in door.kept.rows) == ["ask@jln.example", "help@jln.example"]
    line.quit()


def test_strangers_are_refused_while_the_sender_listens(door):
    line = smtp(door)
    line.ehlo()
    line.mail("a@example.org")
    assert line.rcpt("someone@elsewhere.example")[0] == 550
    assert line.rcpt("nobody@jln.example")[0] == 550
    assert line.rcpt("trouble@jln.example")[0] == 451
    assert line.rcpt("ask@jln.example")[0] == 250
    assert line.data(LETTER)[0] == 250
    line.quit()
    assert [row[2] for row in door.kept.rows] == ["ask@jln.example"]


def test_a_bounce_has_no_sender(door):
    with smtp(door) as line:
        line.sendmail("", ["ask@jln.example"], LETTER)
    assert door.kept.rows[0][1] == ""


@pytest.mark.parametrize("trouble", [OperationalError("disk full"), ValueError("?"), MemoryError()])
def test_what_could_not_be_kept_is_not_taken(door, trouble):
    door.kept.fails_with = trouble
    with smtp(door) as line:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            line.sendmail("a@example.org", ["ask@jln.example"], LETTER)
        assert refused.value.smtp_code == 451
        door.kept.fails_with = None
        line.sendmail("a@example.org", ["ask@jln.example"], LETTER)
    assert len(door.kept.rows) == 1


def test_too_large_is_refused_before_and_after(door, monkeypatch):
    with smtp(door) as line:
        line.ehlo()
        assert line.esmtp_features["size"] == str(30 * 1024 * 1024)
        assert line.mail("a@example.org", [f"SIZE={31 * 1024 * 1024}"])[0] == 552
        line.mail("a@example.org")
        line.rcpt("ask@jln.example")
        assert line.data(b"x\r\n" * (10 * 1024 * 1024 + 10))[0] == 552
        line.sendmail("a@example.org", ["ask@jln.example"], LETTER)
    assert [row[0] for row in door.kept.rows] == [LETTER]


def test_the_largest_message_is_kept_and_holds_nobody_up(door):
    lines = b"0123456789" * 7 + b"\r\n"
    large = lines * (29 * 1024 * 1024 // len(lines))
    began = time.process_time()
    with smtp(door) as line:
        line.sendmail("a@example.org", ["ask@jln.example"], large)
    assert door.kept.rows[0][0] == large
    assert time.process_time() - began < 5


def test_the_loop_stays_free_while_messages_come(door):
    """Pages live on the same loop."""
    longest = [0.0]

    async def watch():
        while True:
            began = time.monotonic()
            await asyncio.sleep(0.005)
            longest[0] = max(longest[0], time.monotonic() - began - 0.005)

    watching = asyncio.run_coroutine_threadsafe(watch(), door.loop)

    wire = HELLO + (b"y" * 70 + b"\r\n") * 150_000 + b".\r\nQUIT\r\n"
    senders = [threading.Thread(target=talk, args=(door.smtp, wire)) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    watching.cancel()
    assert len(door.kept.rows) == 3
    assert longest[0] < 0.5, longest


def test_rset_forgets_what_was_said(door):
    with smtp(door) as line:
        line.ehlo()
        line.mail("a@example.org")
        line.rcpt("ask@jln.example")
        assert line.rset()[0] == 250
        assert line.docmd("DATA")[0] == 503
    assert door.kept.rows == []


def test_too_many_recipients_wait_for_the_next_message(door):
    with smtp(door) as line:
        line.ehlo()
        line.mail("a@example.org")
        codes = [line.rcpt(f"a{n}@jln.example")[0] for n in range(listener.RECIPIENTS + 1)]
    assert codes == [250] * listener.RECIPIENTS + [452]


def test_too_many_connections_are_turned_away(door, monkeypatch):
    monkeypatch.setattr(listener, "CONNECTIONS", 3)
    lines = [smtp(door) for _ in range(3)]
    with pytest.raises(smtplib.SMTPConnectError) as refused:
        smtp(door)
    assert refused.value.smtp_code == 421
    lines.pop().quit()
    until(lambda: len(door.door.sessions) < 3)
    with smtp(door) as line:
        assert line.noop()[0] == 250
    for line in lines:
        line.close()


def test_who_says_the_same_for_ever_is_sent_away(door):
    heard = talk(door.smtp, b"EHLO x\r\n" + b"VRFY a\r\n" * (listener.CALLS["*"] + 5))
    assert b"421 4.7.0 VRFY sent too many times" in heard


@pytest.mark.parametrize(
    "words",
    [
        b"MAIL FROM:<\xff\xfe@x>\r\n", b"MAIL FROM:<" + b"a" * 600 + b"@x>\r\n", b"MAIL FROM:<a@b> SIZE=x\r\n",
        b'MAIL FROM:<"' + b"\\" * 300 + b"@x>\r\n", b"MAIL FROM:<" + b"(" * 250 + b">\r\n", b"MAIL FROM:<@@@>\r\n",
        b"RCPT TO:<>\r\n", b"DATA\r\n", b"DATA x\r\n", b"\r\n", b"\x00\r\n", b"MAIL\r\n", b"FROM\r\n", b"A" * 100_000 + b"\r\n",
        b"MAIL FROM:<" + b"<" * 240 + b"\r\n", b"MAIL FROM: a\r\n", b"BDAT 5 LAST\r\n", b"AUTH PLAIN AAAA\r\n", b"STARTTLS\r\n",
    ],
)  # fmt: skip
def test_nonsense_is_answered_and_the_session_goes_on(door, words):
    began = time.monotonic()
    heard = talk(door.smtp, b"EHLO x\r\n", words, HELLO[8:] + LETTER + b".\r\nQUIT\r\n")
    assert b"221" in heard
    assert time.monotonic() - began < 5
    assert len(door.kept.rows) <= 1


def test_who_hangs_up_in_the_middle_leaves_nothing(door):
    talk(door.smtp, HELLO, b"half a mess")
    with smtp(door) as line:
        line.sendmail("a@example.org", ["ask@jln.example"], LETTER)
    assert len(door.kept.rows) == 1
    until(lambda: not door.door.sessions)


def test_asked_to_stop_the_message_under_way_is_kept_and_answered(door):
    door.kept.seconds = 1
    line, idle = smtp(door), smtp(door)
    line.ehlo()
    line.mail("a@example.org")
    line.rcpt("ask@jln.example")
    line.docmd("DATA")
    line.send(LETTER + b".\r\n")
    time.sleep(0.2)
    door.stop()
    assert line.getreply()[0] == 250
    assert line.getreply()[0] == 421
    assert idle.getreply()[0] == 421
    assert len(door.kept.rows) == 1
    with pytest.raises(OSError):
        smtp(door)
    line.close()
    idle.close()


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
             "-e", "trace=fsync,fdatasync,sendto,write,recvfrom,read"],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    except FileNotFoundError:
        missing("strace is not installed")
    if "attached" not in (strace.stderr.readline()):
        missing("strace may not look at processes here")
    with smtplib.SMTP("127.0.0.1", tree.smtp, timeout=60) as line:
        line.sendmail("a@example.org", ["ask@jln.example"], LETTER)
    strace.send_signal(signal.SIGINT)
    strace.communicate(timeout=20)
    calls = trace.read_text().splitlines()
    heard = next(n for n, call in enumerate(calls) if "Subject: x" in call and "recv" in call)
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
                    line.sendmail("a@example.org", ["ask@jln.example"], letter)
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

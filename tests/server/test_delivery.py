"""Mail out: to a real server that takes, delays and refuses, or into a maildir."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from types import SimpleNamespace

import pytest
from aiosmtpd.smtp import SMTP

from jln.mail import delivery
from jln.mail.delivery import OutsideRefused, deliver
from tests.trees import ROOT, free_port

LETTER = b"From: network@jln.example\r\nMessage-ID: <1@jln.example>\r\nSubject: x\r\n\r\nHello\r\n.dot\r\n"


class Server:
    """A mail server of ours on loopback; `says` overrides its answers by verb or recipient."""

    def __init__(self):
        self.says, self.taken, self.options, self.connections = {}, [], [], 0
        self.dies_after_data = False
        self.port = free_port()
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever)
        self.sessions = []

    async def handle_MAIL(self, _server, _session, envelope, address, options):  # noqa: N802 -- aiosmtpd's name
        self.options.append(options)
        if "MAIL" not in self.says:
            envelope.mail_from = address
        return self.says.get("MAIL", "250 OK")

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 -- aiosmtpd's name
        if address not in self.says:
            envelope.rcpt_tos.append(address)
        return self.says.get(address, "250 OK")

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802 -- aiosmtpd's name
        if self.dies_after_data:
            server.transport.abort()
            return "250 never heard"
        if "DATA" not in self.says:
            self.taken.append((envelope.content, envelope.mail_from, list(envelope.rcpt_tos)))
        return self.says.get("DATA", "250 2.0.0 queued as 7")

    def _welcome(self):
        self.connections += 1
        session = SMTP(self, hostname="mx.test", enable_SMTPUTF8=True, loop=self.loop)
        self.sessions.append(session)
        return session

    def hang_up(self):
        """Close every connection, as a server does after a while."""
        for session in self.sessions:
            if session.transport:
                self.loop.call_soon_threadsafe(session.transport.close)
        time.sleep(0.1)

    def __enter__(self):
        self.thread.start()
        listening = self.loop.create_server(self._welcome, "127.0.0.1", self.port)
        self.listening = asyncio.run_coroutine_threadsafe(listening, self.loop).result(5)
        return self

    def __exit__(self, *_):
        delivery._pool.clear()
        self.hang_up()
        self.loop.call_soon_threadsafe(self.listening.close)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()


@pytest.fixture(autouse=True)
def network(monkeypatch):
    """The network as the delivery sees it; a real one unless a test says otherwise."""
    seen = SimpleNamespace(is_demonstration=False)
    monkeypatch.setattr(delivery.network, "current", lambda: seen)
    return seen


@pytest.fixture
def server(settings):
    with Server() as running:
        settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", running.port
        yield running


@pytest.fixture
def maildir(settings, tmp_path):
    settings.SMTP_HOST, settings.DATA_DIR = "", tmp_path
    return tmp_path / "maildir"


def send(*recipients, raw=LETTER, message_id="<1@jln.example>"):
    to = list(recipients or ["a@example.org"])
    return deliver(raw, sender="b.7@jln.example", recipients=to, message_id=message_id)


def test_taken(server):
    (outcome,) = send()
    assert (outcome.recipient, outcome.verdict, outcome.words) == (
        "a@example.org", "accepted", "250 2.0.0 queued as 7",
    )  # fmt: skip
    assert server.taken == [(LETTER, "b.7@jln.example", ["a@example.org"])]


def test_one_connection_carries_many_messages(server):
    for number in range(20):
        assert send(message_id=f"<{number}@x>")[0].verdict == "accepted"
    assert (len(server.taken), server.connections) == (20, 1)


def test_a_connection_is_renewed_after_many(server, monkeypatch):
    monkeypatch.setattr(delivery, "PER_CONNECTION", 3)
    for _ in range(7):
        send()
    assert (len(server.taken), server.connections) == (7, 3)


def test_a_connection_the_server_closed_costs_nothing(server):
    send()
    server.hang_up()
    assert send()[0].verdict == "accepted"
    assert (len(server.taken), server.connections) == (2, 2)


def test_each_recipient_has_an_outcome(server):
    server.says = {
        "gone@example.org": "550 5.1.1 No such user",
        "full@example.org": "452 4.2.2 Full",
    }
    outcomes = send("a@example.org", "gone@example.org", "full@example.org")
    assert [(o.verdict, o.is_address_bad) for o in outcomes] == [
        ("accepted", False), ("never", True), ("later", False),
    ]  # fmt: skip
    assert outcomes[1].words == "550 5.1.1 No such user"
    assert server.taken[0][2] == ["a@example.org"]


def test_refused_by_all_the_next_message_still_goes(server):
    server.says = {"gone@example.org": "550 5.1.1 No such user"}
    assert send("gone@example.org")[0].verdict == "never"
    assert send()[0].verdict == "accepted"
    assert server.connections == 1


@pytest.mark.parametrize(
    ("verb", "answer", "verdict"),
    [
        ("DATA", "451 4.7.1 Greylisted", "later"),
        ("DATA", "554 5.7.1 Spam", "never"),
        ("MAIL", "450 Slow down", "later"),
        ("MAIL", "550 5.7.1 Sender refused", "later"),
        ("MAIL", "552 Too large", "never"),
    ],
)
def test_trouble_with_the_message_or_with_us_is_not_the_recipients(server, verb, answer, verdict):
    server.says = {verb: answer}
    (outcome,) = send()
    assert (outcome.verdict, outcome.words, outcome.is_address_bad) == (verdict, answer, False)
    server.says = {}
    assert send()[0].verdict == "accepted"


def test_without_an_answer_it_is_for_later_and_not_sent_twice_at_once(server):
    send()
    server.dies_after_data = True
    assert send()[0].verdict == "later"
    assert server.connections == 1
    server.dies_after_data = False
    assert send()[0].verdict == "accepted"


def test_no_server_is_for_later(settings):
    settings.SMTP_HOST, settings.SMTP_PORT = "127.0.0.1", free_port()
    (outcome,) = send()
    assert outcome.verdict == "later"
    assert "refused" in outcome.words


def test_a_password_that_is_wrong_is_for_later(server, settings):
    settings.SMTP_USER, settings.SMTP_PASSWORD = "network", "wrong"
    (outcome,) = send()
    assert outcome.verdict == "later"


def test_tls_that_is_asked_for_is_not_done_without(server, settings):
    for wanted in ("starttls", "tls"):
        settings.SMTP_TLS = wanted
        assert send()[0].verdict == "later"
    assert server.taken == []


def test_line_ends_are_those_of_mail_and_addresses_may_be_of_any_script(server):
    outcomes = send("δοκιμή@παράδειγμα.example", raw="Subject: é\n\nü\n.\nx".encode())
    assert outcomes[0].verdict == "accepted"
    assert server.taken[0][0] == "Subject: é\r\n\r\nü\r\n.\r\nx\r\n".encode()
    assert "SMTPUTF8" in server.options[0]
    assert "BODY=8BITMIME" in server.options[0]


@pytest.mark.parametrize(
    "host", ["mail.example.org", "192.0.2.1", "127.0.0.1.example.org", "10.0.0.1"]
)
def test_a_demonstration_sends_to_no_outside_server(settings, network, host):
    settings.SMTP_HOST, network.is_demonstration = host, True
    with pytest.raises(OutsideRefused, match="demonstration"):
        send()


def test_a_demonstration_may_send_to_this_machine(server, settings, network):
    network.is_demonstration = True
    for host in ("127.0.0.1", "localhost"):
        settings.SMTP_HOST = host
        assert send()[0].verdict == "accepted"


def test_into_the_maildir_once_however_often(maildir):
    for _ in range(3):
        assert [(o.verdict, o.words) for o in send("a@example.org")] == [("accepted", "maildir")]
    (file,) = (maildir / "new").iterdir()
    head, _, rest = file.read_bytes().partition(b"From: ")
    assert head == b"Return-Path: <b.7@jln.example>\r\nDelivered-To: a@example.org\r\n"
    assert b"From: " + rest == LETTER
    assert list((maildir / "tmp").iterdir()) == []
    send("a@example.org", message_id="<2@jln.example>")
    assert len(list((maildir / "new").iterdir())) == 2


def test_what_a_reader_has_already_seen_is_not_delivered_again(maildir):
    send()
    (file,) = (maildir / "new").iterdir()
    file.rename(maildir / "cur" / f"{file.name}:2,S")
    send()
    assert list((maildir / "new").iterdir()) == []


def test_an_envelope_cannot_write_headers(maildir):
    send("a@example.org\r\nX-Evil: 1")
    (file,) = (maildir / "new").iterdir()
    assert b"\r\nX-Evil" not in file.read_bytes()


def test_a_message_in_the_maildir_is_whole_or_not_there(tmp_path):
    """Killed again and again while it writes: no file in `new` is ever a part of a message."""
    code = (
        "import django, itertools; django.setup()\n"
        "from jln.mail.delivery import put_into_maildir\nbody = b'x' * 300_000 + b'END'\n"
        "for n in itertools.count():\n"
        "    put_into_maildir(body, sender='', recipients=['a@b'], message_id=str(n))\n"
        "    if n == 0: print('go', flush=True)\n"
    )
    env = {**os.environ, "PYTHONPATH": "src", "JLN_DATA_DIR": str(tmp_path)}
    for wait in (0.05, 0.11, 0.23):
        writer = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
        )
        writer.stdout.readline()
        time.sleep(wait)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    files = list((tmp_path / "maildir" / "new").iterdir())
    assert len(files) >= 3
    assert all(file.read_bytes().endswith(b"END") for file in files)

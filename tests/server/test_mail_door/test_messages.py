"""Messages over real sockets: kept whole before they are answered, or refused."""

import asyncio
import os
import smtplib
import socket
import threading
import time

import pytest
from django.db import OperationalError

from tests.server.test_mail_door.talking import HELLO, LETTER, lmtp, smtp, talk


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
            began = time.thread_time()  # work of the loop's thread, not what else the machine does
            await asyncio.sleep(0.005)
            longest[0] = max(longest[0], time.thread_time() - began)

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


def test_a_refused_message_is_not_kept_and_its_server_hears_why(door):
    with smtp(door) as line, pytest.raises(smtplib.SMTPDataError) as refused:
        line.sendmail("a@example.org", ["ask@jln.example"], LETTER + b"refuse me\r\n")
    assert (refused.value.smtp_code, door.kept.rows) == (550, [])

    with lmtp(door) as line:
        line.sendmail("a@example.org", ["ask@jln.example"], LETTER)
    assert len(door.kept.rows) == 1


def test_a_message_that_cannot_be_judged_is_kept(door):
    door.door.refuses = lambda *_what: 1 / 0
    with smtp(door) as line:
        line.sendmail("a@example.org", ["ask@jln.example"], LETTER)
    assert len(door.kept.rows) == 1

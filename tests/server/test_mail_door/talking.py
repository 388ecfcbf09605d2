"""A door on a loop of its own, and what is said to it."""

import asyncio
import contextlib
import smtplib
import socket
import threading
import time

from django.db import OperationalError

from jln.mail.listener import MailDoor
from tests.trees import free_port

LETTER = b"From: a@example.org\r\nSubject: x\r\n\r\nHello\r\n"


class Kept:
    """Stands where the database would: keeps what it is told, or fails as it would."""

    def __init__(self):
        self.rows = []
        self.fails_with = None
        self.seconds = 0
        self.begun = threading.Event()

    def store(self, raw, sender, recipients, remote, _at):
        self.begun.set()
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

    def refuses(self, raw, _sender, _recipients, _remote):
        return "550 5.7.1 Nobody knows you." if b"refuse me" in raw else ""

    async def _start(self):
        self.door = MailDoor(self.kept.store, self.knows, self.refuses)
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

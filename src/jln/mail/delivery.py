"""Handing finished messages to the next server, or putting them into a maildir.

What goes out is bytes that somebody else built; nothing here looks inside. A message put
twice into the maildir lies there once: its file is named after its Message-ID.
"""

from __future__ import annotations

import hashlib
import ipaddress
import os
import re
import smtplib
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings

from jln.mail.connection import Connection, Message, Outcome, all_of, words_of
from jln.web import network

IDLE = 20.0  # s a connection is kept for the next messages
PER_CONNECTION = 100  # messages; then servers like to see a new one
CONNECTIONS = 4  # at once, when there is much to hand over
FEW = 4  # messages are not worth another connection


class OutsideRefused(Exception):
    """A demonstration network was told to send to the outside."""


def deliver(
    raw: bytes, *, sender: str, recipients: Sequence[str], message_id: str
) -> list[Outcome]:
    """Hand one message over; an outcome for each recipient, in their order."""
    return deliver_all([Message(raw, sender, recipients, message_id)])[0]


def deliver_all(messages: Sequence[Message]) -> list[list[Outcome]]:
    """Hand messages over; for each the outcomes of its recipients, in their order.

    Safe to repeat into the maildir; over SMTP a repeat is a second copy with the same
    Message-ID. Raises OutsideRefused in a demonstration network whose server is not local.
    """
    if not settings.SMTP_HOST:
        return [_into_maildir(message) for message in messages]
    if network.current().is_demonstration and not _is_local(settings.SMTP_HOST):
        raise OutsideRefused(
            f"A demonstration network sends to no outside server, and {settings.SMTP_HOST} is one."
        )
    return _Hand(messages).over()


def _into_maildir(message: Message) -> list[Outcome]:
    put_into_maildir(
        message.raw,
        sender=message.sender,
        recipients=message.recipients,
        message_id=message.message_id,
    )
    return all_of(message, "accepted", "maildir")


def _is_local(host: str) -> bool:
    """Loopback by its own name: what a name service says of another name may change."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class _Hand:
    """Messages on their way over several connections, each by turns, and what became of them."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self.messages = messages
        self.outcomes: dict[int, list[Outcome]] = {}
        self.away = ""  # the words with which the server takes nothing now

    def over(self) -> list[list[Outcome]]:
        """Everything settled: what a broken connection left unsaid goes over a new one."""
        while left := [n for n in range(len(self.messages)) if n not in self.outcomes]:
            if self.away:
                for number in left:
                    self._settle(number, self.away)
            else:
                self._round(left)
        return [self.outcomes[number] for number in range(len(self.messages))]

    def _round(self, left: list[int]) -> None:
        """Each connection in turn says its part, so that none waits for another's answer."""
        wanted = max(1, min(CONNECTIONS, len(left) // FEW))
        talks = [self._talk(left[start::wanted]) for start in range(wanted)]
        while talks:
            talks = [talk for talk in talks if next(talk, None)]

    def _talk(self, numbers: list[int]) -> Iterator[bool]:
        """One connection's part. It gives its turn away whenever an answer is awaited."""
        try:
            connection = _pool.take() or Connection()
        except (smtplib.SMTPException, OSError) as error:
            self.away = words_of(error)
            return
        is_fresh, number = connection.messages == 0, -1
        try:
            for number, then in zip(numbers, [*numbers[1:], None], strict=True):
                yield from self._one(connection, number, then)
        except (smtplib.SMTPException, OSError) as error:
            connection.close()
            if connection.is_saying:  # it may have been taken: charged to it alone
                self.outcomes[number] = all_of(self.messages[number], "later", words_of(error))
            elif is_fresh and connection.messages == 0:
                self.away = words_of(error)
            else:
                _pool.clear()
            return
        _pool.put(connection)

    def _one(self, connection: Connection, number: int, then: int | None) -> Iterator[bool]:
        is_last = then is None or connection.messages + 1 >= PER_CONNECTION
        after = None if is_last or then is None else self.messages[then]
        for said in connection.send(self.messages[number], after):
            if said is None:
                yield True
            else:
                self.outcomes[number] = said
        if connection.messages >= PER_CONNECTION:
            connection.renew()

    def _settle(self, number: int, words: str) -> None:
        self.outcomes[number] = all_of(self.messages[number], "later", words, is_away=True)


class Pool:
    """Connections that wait for the next message."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: list[Connection] = []

    def take(self) -> Connection | None:
        """The one used last, if it is young enough."""
        with self._lock:
            while self._free:
                connection = self._free.pop()
                if time.monotonic() - connection.free_since < IDLE:
                    return connection
                connection.close()
        return None

    def put(self, connection: Connection) -> None:
        """Keep it for the next message, unless it has carried many."""
        if connection.messages >= PER_CONNECTION:
            connection.close()
            return
        connection.free_since = time.monotonic()
        with self._lock:
            self._free.append(connection)

    def clear(self) -> None:
        """Hang up all."""
        with self._lock:
            for connection in self._free:
                connection.close()
            self._free.clear()


_pool = Pool()


def put_into_maildir(
    raw: bytes, *, sender: str, recipients: Sequence[str], message_id: str
) -> Path:
    """Put the message into the maildir of the data folder; on disk when this returns."""
    folder = Path(settings.DATA_DIR) / "maildir"
    for part in ("tmp", "new", "cur"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256("\0".join([message_id, *recipients]).encode()).hexdigest()[:40] + ".jln"
    read = next((folder / "cur").glob(f"{name}*"), None)
    if read is not None:
        return read
    draft = folder / "tmp" / f"{name}.{os.getpid()}.{threading.get_ident()}"
    envelope = [f"Return-Path: <{sender}>", *(f"Delivered-To: {to}" for to in recipients)]
    head = "".join(f"{_one_line(line)}\r\n" for line in envelope)
    with draft.open("wb") as file:
        file.write(head.encode() + raw)
        file.flush()
        os.fsync(file.fileno())
    final = draft.replace(folder / "new" / name)
    _sync_folder(final.parent)
    return final


def _one_line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f]+", " ", text)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

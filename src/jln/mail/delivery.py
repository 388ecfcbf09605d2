"""Handing one finished message to the next server, or putting it into a maildir.

What goes out is bytes that somebody else built; nothing here looks inside. A message put
twice into the maildir lies there once: its file is named after its Message-ID.
"""

from __future__ import annotations

import contextlib
import hashlib
import ipaddress
import os
import re
import smtplib
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.conf import settings

from jln.web import network

Verdict = Literal["accepted", "later", "never"]

TIMEOUT = 30.0  # s for each answer of the server
IDLE = 20.0  # s a connection is kept for the next message
PER_CONNECTION = 100  # messages; then servers like to see a new one
SHUTTING_DOWN, TOO_LARGE = 421, 552
LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the message for one recipient, in the server's words.

    `is_address_bad` only if the server refused this address for good; it may also refuse
    the message for good, which says nothing of the address.
    """

    recipient: str
    verdict: Verdict
    words: str
    is_address_bad: bool = False


class OutsideRefused(Exception):
    """A demonstration network was told to send to the outside."""


def deliver(
    raw: bytes, *, sender: str, recipients: Sequence[str], message_id: str
) -> list[Outcome]:
    """Hand the message over; an outcome for each recipient, in their order.

    Safe to repeat into the maildir; over SMTP a repeat is a second copy with the same
    Message-ID. Raises OutsideRefused in a demonstration network whose server is not local.
    """
    if not settings.SMTP_HOST:
        put_into_maildir(raw, sender=sender, recipients=recipients, message_id=message_id)
        return [Outcome(recipient, "accepted", "maildir") for recipient in recipients]
    if network.current().is_demonstration and not _is_local(settings.SMTP_HOST):
        raise OutsideRefused(
            f"A demonstration network sends to no outside server, and {settings.SMTP_HOST} is one."
        )
    return _hand_over(raw, sender, recipients)


def _is_local(host: str) -> bool:
    """Loopback by its own name: what a name service says of another name may change."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _hand_over(raw: bytes, sender: str, recipients: Sequence[str]) -> list[Outcome]:
    """Over a kept connection; if it turns out dead before the message was said, over a new one."""
    try:
        kept = _pool.take() or Connection()
    except (smtplib.SMTPException, OSError) as error:
        return _all(recipients, "later", _words(error))
    try:
        outcomes = kept.send(raw, sender, recipients)
    except (smtplib.SMTPException, OSError) as error:
        kept.close()
        if kept.messages > 0 and not kept.is_saying:
            _pool.clear()
            return _hand_over(raw, sender, recipients)
        return _all(recipients, "later", _words(error))
    _pool.put(kept)
    return outcomes


def _all(recipients: Sequence[str], verdict: Verdict, words: str) -> list[Outcome]:
    return [Outcome(recipient, verdict, words) for recipient in recipients]


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"


def _bytes(text: bytes | str) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _said(code: int, text: bytes | str) -> str:
    return f"{code} {' '.join(_bytes(text).decode('utf-8', 'replace').split())}"


class Connection:
    """One connection to the server, for one message after another.

    Making one raises what goes wrong. Trouble with us (name, password, sender) is never
    held against a recipient: it is for later.
    """

    def __init__(self) -> None:
        self.messages = 0
        self.is_saying = (
            False  # the message itself is on its way: a second copy may be one too many
        )
        self.free_since = 0.0
        where = settings.SMTP_HOST, settings.SMTP_PORT, settings.MAIL_DOMAIN
        if settings.SMTP_TLS == "tls":
            context = ssl.create_default_context()
            self.smtp: smtplib.SMTP = smtplib.SMTP_SSL(*where, timeout=TIMEOUT, context=context)
        else:
            self.smtp = smtplib.SMTP(*where, timeout=TIMEOUT)
        try:
            self._greet()
        except BaseException:
            self.smtp.close()
            raise

    def _greet(self) -> None:
        if settings.SMTP_TLS == "starttls":
            self.smtp.starttls(context=ssl.create_default_context())
        self.smtp.ehlo_or_helo_if_needed()
        if settings.SMTP_USER:
            self.smtp.login(settings.SMTP_USER, settings.SMTP_PASSWORD)

    def close(self) -> None:
        """Hang up."""
        self.smtp.close()

    def send(self, raw: bytes, sender: str, recipients: Sequence[str]) -> list[Outcome]:
        """Hand over one message. Raises what breaks the connection, `is_saying` tells when."""
        self.is_saying = False
        code, text = self.smtp.mail(sender, self._options(raw, [sender, *recipients]))
        if code != 250:  # noqa: PLR2004 -- SMTP's own number
            return self._refused(code, text, recipients)
        outcomes = [self._ask(recipient) for recipient in recipients]
        if not any(outcome.verdict == "accepted" for outcome in outcomes):
            self._reset()
            return outcomes
        self.is_saying = True
        try:
            code, text = self.smtp.data(LINE_END.sub(b"\r\n", raw))
        except smtplib.SMTPDataError as error:  # refused before it was said
            code, text = error.smtp_code, _bytes(error.smtp_error)
        self.is_saying = False
        self.messages += 1
        said = _verdict(code), _said(code, text)
        return [
            Outcome(outcome.recipient, *said) if outcome.verdict == "accepted" else outcome
            for outcome in outcomes
        ]

    def _ask(self, recipient: str) -> Outcome:
        code, text = self.smtp.rcpt(recipient)
        if code == SHUTTING_DOWN:
            raise smtplib.SMTPServerDisconnected(_said(code, text))
        verdict = _verdict(code)
        return Outcome(recipient, verdict, _said(code, text), is_address_bad=verdict == "never")

    def _refused(self, code: int, text: bytes, recipients: Sequence[str]) -> list[Outcome]:
        if code == SHUTTING_DOWN:
            raise smtplib.SMTPServerDisconnected(_said(code, text))
        self._reset()
        return _all(recipients, "never" if code == TOO_LARGE else "later", _said(code, text))

    def _reset(self) -> None:
        with contextlib.suppress(smtplib.SMTPServerDisconnected):
            self.smtp.rset()

    def _options(self, raw: bytes, addresses: Sequence[str]) -> list[str]:
        options = [f"SIZE={len(raw)}"] if self.smtp.has_extn("size") else []
        if not raw.isascii() and self.smtp.has_extn("8bitmime"):
            options.append("BODY=8BITMIME")
        if not all(address.isascii() for address in addresses):
            self.smtp.command_encoding = "utf-8"
            options.append("SMTPUTF8")
        return options


def _verdict(code: int) -> Verdict:
    if code < 400:  # noqa: PLR2004 -- SMTP's own number
        return "accepted"
    return "later" if code < 500 else "never"  # noqa: PLR2004 -- likewise


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

"""The mail door as a mechanism: SMTP and LMTP beside the pages, on the same event loop.

A message is answered with 250 when it is on disk and not before. What it means is found
out later, by the worker; nothing here looks inside a message.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import datetime

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.utils.module_loading import import_string

from jln.kit import clock
from jln.mail import replies
from jln.web import network
from jln.web.server.threads import Threads

log = logging.getLogger("jln.mail")

LARGEST = 30 * 1024 * 1024
CONNECTIONS = 100
RECIPIENTS = 100  # of one message
AT_A_TIME = 8  # messages being received: a bound on memory
TIMEOUT = 300.0  # s between two commands or two pieces of a message (RFC 5321, 4.5.3.2.7)
BUFFER = 65536
CALLS = {"*": 100, "MAIL": 1000, "RCPT": 5000, "DATA": 1000, "RSET": 1000, "NOOP": 1000}
GRACE = 5.0  # s for messages under way when asked to stop

LATER = "451 4.3.0 The message could not be kept. Try again later."
BUSY = b"421 4.3.2 Too many connections. Try again later.\r\n"
LEAVING = b"421 4.3.2 The server is stopping. Try again later.\r\n"
BY_PAGE = (
    "550 5.7.1 What is written in a safe space arrives by its page only, never by mail."
    " Nothing of this message is kept. Open the link in the letter you answered."
)
TOO_LARGE = "552 5.3.4 The message is larger than 30 MB."

Store = Callable[[bytes, str, list[str], str, datetime], object]
Knows = Callable[[str], bool]
Refuses = Callable[[bytes, str, list[str], str], str]


class MailDoor:
    """Both listeners, as a part of the process tree."""

    name = "mail"

    def __init__(
        self,
        store: Store | None = None,
        knows: Knows | None = None,
        refuses: Refuses | None = None,
    ) -> None:
        self.store: Store = store or import_string(settings.MAIL_STORE)
        self.knows: Knows = knows or import_string(settings.MAIL_KNOWS)
        self.refuses: Refuses = refuses or import_string(settings.MAIL_REFUSES)
        self.threads = Threads(2, "mail")
        self.slots = asyncio.Semaphore(AT_A_TIME)
        self.sessions: set[Door] = set()
        self.is_empty = asyncio.Event()
        self.servers: list[asyncio.Server] = []

    async def start(self) -> None:
        """Listen. Raises OSError if a port is taken."""
        loop = asyncio.get_running_loop()
        for kind, port in ((SmtpDoor, settings.MAIL_PORT), (LmtpDoor, settings.MAIL_PORT + 1)):
            listening = await loop.create_server(self._welcome(kind), settings.MAIL_HOST, port)
            self.servers.append(listening)

    async def stop(self) -> None:
        """Let messages under way be kept and answered, and send everybody else away."""
        for server in self.servers:
            server.close()
        self.is_empty.clear()
        for session in list(self.sessions):
            session.dismiss()
        if self.sessions:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.is_empty.wait(), GRACE)

    def state(self) -> dict[str, str]:
        """Ready while both listeners serve."""
        serving = len(self.servers) == 2 and all(server.is_serving() for server in self.servers)  # noqa: PLR2004 -- SMTP and LMTP
        return {"mail": "" if serving else "not listening"}

    def _welcome(self, kind: type[Door]) -> Callable[[], asyncio.BaseProtocol]:
        def protocol() -> asyncio.BaseProtocol:
            return TurnedAway() if len(self.sessions) >= CONNECTIONS else kind(self)

        return protocol

    async def keep(self, content: bytes, sender: str, recipients: list[str], peer: str) -> bool:
        """Store the message for each recipient, all or none. False: the sender tries again."""
        try:
            await self.threads.run(self._keep, content, sender, recipients, peer, clock.now())
        except Exception:
            log.exception("A message of %d bytes could not be kept", len(content))
            return False
        return True

    def _keep(
        self, content: bytes, sender: str, recipients: list[str], peer: str, at: datetime
    ) -> None:
        connection.close_if_unusable_or_obsolete()
        try:
            self.store(content, sender, recipients, peer, at)
        except DatabaseError:
            connection.close()
            raise

    def _knows(self, address: str) -> bool:
        connection.close_if_unusable_or_obsolete()
        return self.knows(address)

    async def refused(self, content: bytes, sender: str, recipients: list[str], peer: str) -> str:
        """Why this message is not taken, as its server is told; empty if it is.

        If that cannot be found out, it is taken: the worker judges it once more.
        """
        try:
            return await self.threads.run(self._refuses, content, sender, recipients, peer)
        except Exception:
            log.exception("A message of %d bytes could not be judged", len(content))
            return ""

    def _refuses(self, content: bytes, sender: str, recipients: list[str], peer: str) -> str:
        connection.close_if_unusable_or_obsolete()
        return self.refuses(content, sender, recipients, peer)

    async def judge(self, address: str) -> str | None:
        """Why a recipient is refused; None if it is ours."""
        if address.lower() == network.address(replies.PAGE):
            return BY_PAGE
        try:
            address.encode()
            is_ours = await self.threads.run(self._knows, address)
        except UnicodeEncodeError:
            return "553 5.1.3 The address cannot be read."
        except Exception:
            log.exception("A recipient could not be looked up")
            return "451 4.3.0 The address could not be looked up. Try again later."
        return None if is_ours else "550 5.1.1 There is no such address here."


class Handler:
    """What aiosmtpd asks of us."""

    def __init__(self, door: MailDoor) -> None:
        self.door = door

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, _server: Door, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse now what we could only bounce later."""
        if len(envelope.rcpt_tos) >= RECIPIENTS:
            return "452 4.5.3 Too many recipients. Send the message again to the others."
        if refusal := await self.door.judge(address):
            return refusal
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(  # noqa: N802 -- aiosmtpd's name
        self, server: Door, session: Session, envelope: Envelope
    ) -> str:
        """Keep the message, then answer: once for SMTP, for each recipient on LMTP."""
        sender = "" if envelope.mail_from in {None, "<>"} else str(envelope.mail_from)
        peer = str(session.peer[0]) if isinstance(session.peer, tuple) else ""
        content = envelope.content
        raw = content if isinstance(content, bytes) else b""
        recipients = [str(address) for address in envelope.rcpt_tos]
        batches = [[address] for address in recipients] if server.is_lmtp else [recipients]
        answers = []
        for batch in batches:
            if refusal := await self.door.refused(raw, sender, batch, peer):
                answers.append(refusal)
                continue
            is_kept = await self.door.keep(raw, sender, batch, peer)
            answers.append("250 2.0.0 The message is kept" if is_kept else LATER)
        return "\r\n".join(answers)

    async def handle_exception(self, error: Exception) -> str:
        """Whatever goes wrong with a session, the sender keeps the message and tries again."""
        log.warning("Mail session: %r", error)
        return "451 4.3.0 Something went wrong here. Try again later."


class Door(SMTP):
    """A session. Reads messages in pieces: by lines, 30 MB take seconds of everybody's time."""

    line_length_limit = BUFFER
    is_lmtp = False

    def __init__(self, door: MailDoor) -> None:
        super().__init__(
            Handler(door),
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            hostname=settings.MAIL_DOMAIN,  # else it asks the name service, and everybody waits
            ident="jln",
            timeout=TIMEOUT,
            command_call_limit=CALLS,
            loop=asyncio.get_running_loop(),
        )
        self.door = door
        self.is_receiving = self.is_leaving = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Count the session."""
        self.door.sessions.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """Count it out."""
        self.door.sessions.discard(self)
        if not self.door.sessions:
            self.door.is_empty.set()
        super().connection_lost(error)

    def dismiss(self) -> None:
        """End the session, after the message that is under way."""
        self.is_leaving = True
        if not self.is_receiving and self.transport is not None:
            self.transport.write(LEAVING)  # type: ignore[attr-defined]  # -- a stream's transport
            self.transport.close()

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 -- aiosmtpd's name
        """Receive a message, keep it, answer."""
        if refusal := await self._may_not_send(arg):
            await self.push(refusal)
            return
        async with self.door.slots:
            self.is_receiving = True
            try:
                await self.push("354 End the message with a dot on a line of its own")
                content = await self._message()
                if content is None:
                    answer = "\r\n".join([TOO_LARGE] * self._answers())
                else:
                    self._letter.content = content
                    answer = await self._call_handler_hook("DATA")
                self.envelope = self._create_envelope()
                await self.push(answer)
            finally:
                self.is_receiving = False
        if self.is_leaving:
            self.dismiss()

    async def _may_not_send(self, arg: str) -> str | None:
        if self.session is None or not self.session.host_name:
            return "503 5.5.1 Say hello first."
        if not self._letter.rcpt_tos:
            return "503 5.5.1 Name a recipient first."
        return "501 5.5.4 DATA takes no argument." if arg else None

    @property
    def _letter(self) -> Envelope:
        self.envelope = self.envelope or self._create_envelope()
        return self.envelope

    def _answers(self) -> int:
        return len(self._letter.rcpt_tos) if self.is_lmtp else 1

    async def _message(self) -> bytes | None:
        """Everything up to the lone dot, dots undone; None if it is too large.

        Only CR LF dot CR LF ends a message: anything looser lets a second one be smuggled in.
        """
        unread: bytearray = self._reader._buffer  # type: ignore[attr-defined]  # -- no other way
        unread[:0] = b"\r\n"  # so that a dot on the first line looks like any other
        pieces: list[bytes] = []
        length, is_complete = 0, False
        while not is_complete:
            try:
                piece = await self._reader.readuntil(b"\r\n.\r\n")
                is_complete = True
            except asyncio.LimitOverrunError as overrun:
                piece = await self._reader.readexactly(overrun.consumed)
                self._reset_timeout()
            length += len(piece)
            if length <= LARGEST + 5:
                pieces.append(piece)
            else:
                pieces.clear()
        if length > LARGEST + 5:
            return None
        whole = b"".join(pieces)[: -len(b".\r\n")]
        return whole.replace(b"\r\n.", b"\r\n")[len(b"\r\n") :]


class SmtpDoor(Door):
    """SMTP, for a mail server that forwards to us."""


class LmtpDoor(Door, LMTP):
    """LMTP: an answer for each recipient."""

    is_lmtp = True


class TurnedAway(asyncio.Protocol):
    """One connection too many."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Say so, and close."""
        with contextlib.suppress(Exception):
            transport.write(BUSY)  # type: ignore[attr-defined]  # -- a stream's transport
            transport.close()


def is_of_our_domain(address: str) -> bool:
    """Whether an address ends in the network's domain: the least that can be known of it."""
    return address.rpartition("@")[2].lower() == str(settings.MAIL_DOMAIN)

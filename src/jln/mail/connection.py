"""One connection to the next server, for one message after another, pipelined if it can."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from django.conf import settings

Verdict = Literal["accepted", "later", "never"]

TIMEOUT = 30.0  # s for each answer of the server
AFTER_DATA = 600.0  # s for the one that says that it has the message (RFC 5321, 4.5.3.2.6)
GO_ON, SHUTTING_DOWN, TOO_LARGE = 354, 421, 552
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
LINE_END = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Message:
    """Finished bytes, and the envelope."""

    raw: bytes
    sender: str
    recipients: Sequence[str]
    message_id: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the message for one recipient, in the server's words.

    `is_address_bad` only if the server refused this address for good; it may also refuse
    the message for good, which says nothing of the address. `is_away`: the server takes
    nothing from us now, whatever it is.
    """

    recipient: str
    verdict: Verdict
    words: str
    is_address_bad: bool = False
    is_away: bool = False


def all_of(
    message: Message, verdict: Verdict, words: str, *, is_away: bool = False
) -> list[Outcome]:
    """The same outcome for each recipient."""
    return [Outcome(each, verdict, words, is_away=is_away) for each in message.recipients]


def words_of(error: Exception) -> str:
    """What went wrong, as the server said it."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"


def _said(code: int, text: bytes | str) -> str:
    raw = text.encode() if isinstance(text, str) else text
    return f"{code} {' '.join(raw.decode('utf-8', 'replace').split())}"


def _verdict(code: int) -> Verdict:
    if code < 400:  # noqa: PLR2004 -- SMTP's own number
        return "accepted"
    return "later" if code < 500 else "never"  # noqa: PLR2004 -- likewise


class Connection:
    """Making one raises what goes wrong.

    Trouble with us (name, password, sender) is never held against a recipient: it is for later.
    """

    def __init__(self) -> None:
        self.messages = 0
        self.is_saying = (
            False  # the message itself is on its way: a second copy may be one too many
        )
        self.free_since = 0.0
        self._ahead: Message | None = None  # its envelope was said with the message before
        self._open()

    def _open(self) -> None:
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
        self.is_pipelined = self.smtp.has_extn("pipelining")

    def _greet(self) -> None:
        if settings.SMTP_TLS == "starttls":
            self.smtp.starttls(context=ssl.create_default_context())
        self.smtp.ehlo_or_helo_if_needed()
        if settings.SMTP_USER:
            self.smtp.login(settings.SMTP_USER, settings.SMTP_PASSWORD)

    def renew(self) -> None:
        """Hang up and call again, as if nothing had been said."""
        self.smtp.close()
        self.messages, self._ahead = 0, None
        self._open()

    def close(self) -> None:
        """Hang up."""
        self.smtp.close()

    def send(self, message: Message, then: Message | None = None) -> Iterator[list[Outcome] | None]:
        """Hand over one message: None whenever an answer is awaited, at last the outcomes.

        `then`: the message that comes next, whose envelope may go with this one's last line.
        Raises what breaks the connection; `is_saying` tells whether the message was said.
        """
        self.is_saying = False
        if not _has_envelope(message):
            yield all_of(message, "never", "An address with a line end.")
            return
        commands = self._envelope(message)
        if self.is_pipelined:
            if self._ahead is not message:
                self._say("\r\n".join(commands))
                yield None
            self._ahead = None
            answers = [self._answer() for _command in commands]
        else:
            answers = []
            for command in commands:
                if command == "DATA" and not _are_any_taken(answers):
                    answers.append((SHUTTING_DOWN - 1, b""))
                    break
                self._say(command)
                yield None
                answers.append(self._answer())
                if len(answers) == 1 and not _is_taken(answers[0]):
                    break
        yield from self._said_all(message, answers, then)

    def _envelope(self, message: Message) -> list[str]:
        recipients = (f"RCPT TO:<{recipient}>" for recipient in message.recipients)
        return [self._mail(message), *recipients, "DATA"]

    def _said_all(
        self, message: Message, answers: list[tuple[int, bytes]], then: Message | None
    ) -> Iterator[list[Outcome] | None]:
        """After the envelope: the message itself, if the server wants it for anybody."""
        code, text = answers[0]
        if not _is_taken(answers[0]):
            self._reset(answers)
            yield all_of(
                message,
                "never" if code == TOO_LARGE else "later",
                _said(code, text),
                is_away=code != TOO_LARGE,
            )
            return
        outcomes = [
            Outcome(to, _verdict(code), _said(code, text), is_address_bad=_verdict(code) == "never")
            for to, (code, text) in zip(message.recipients, answers[1:-1], strict=True)
        ]
        go_on = answers[-1]
        if not _are_any_taken(answers[:-1]):
            self._reset(answers)
            yield outcomes
            return
        if go_on[0] == GO_ON:
            self.is_saying = True
            self._write(_data(message.raw) + self._said_ahead(then))
            yield None
            go_on = self._last_answer()
            self.is_saying = False
        else:
            self._reset(answers)
        self.messages += 1
        said = _verdict(go_on[0]), _said(*go_on)
        yield [
            Outcome(outcome.recipient, *said) if outcome.verdict == "accepted" else outcome
            for outcome in outcomes
        ]

    def _said_ahead(self, then: Message | None) -> bytes:
        """The next envelope: a group may begin with the end of a message (RFC 2920, 3.1)."""
        if then is None or not self.is_pipelined or not _has_envelope(then):
            return b""
        self._ahead = then
        return "".join(f"{command}\r\n" for command in self._envelope(then)).encode()

    def _reset(self, answers: list[tuple[int, bytes]]) -> None:
        """Be ready for the next message; a server that waits for data nobody takes gets none."""
        if answers[-1][0] == GO_ON:
            self._write(b".\r\n")
            self._answer()
        with contextlib.suppress(smtplib.SMTPServerDisconnected):
            self.smtp.rset()

    def _write(self, raw: bytes) -> None:
        if self.smtp.sock is None:
            raise smtplib.SMTPServerDisconnected("The connection is closed.")
        self.smtp.sock.sendall(raw)

    def _say(self, command: str) -> None:
        self._write(f"{command}\r\n".encode())

    def _answer(self) -> tuple[int, bytes]:
        """One answer. A server that shuts down breaks the connection."""
        code, text = self.smtp.getreply()
        if code in (SHUTTING_DOWN, -1):
            raise smtplib.SMTPServerDisconnected(_said(code, text))
        return code, text

    def _last_answer(self) -> tuple[int, bytes]:
        """Waited for longer: who hangs up here sends a second copy of what may have been taken."""
        sock = self.smtp.sock
        if sock is not None:
            sock.settimeout(AFTER_DATA)
        answer = self._answer()
        if sock is not None:
            sock.settimeout(TIMEOUT)
        return answer

    def _mail(self, message: Message) -> str:
        options = [f"SIZE={len(message.raw)}"] if self.smtp.has_extn("size") else []
        if not message.raw.isascii() and self.smtp.has_extn("8bitmime"):
            options.append("BODY=8BITMIME")
        if not all(address.isascii() for address in (message.sender, *message.recipients)):
            options.append("SMTPUTF8")
        return " ".join([f"MAIL FROM:<{message.sender}>", *options])


def _has_envelope(message: Message) -> bool:
    """Whether its addresses can be said: no line ends in them."""
    return not any(_CONTROL.search(each) for each in (message.sender, *message.recipients))


def _is_taken(answer: tuple[int, bytes]) -> bool:
    return answer[0] == 250  # noqa: PLR2004 -- SMTP's own number


def _are_any_taken(answers: Sequence[tuple[int, bytes]]) -> bool:
    """Whether the sender and a recipient were."""
    return _is_taken(answers[0]) and any(_verdict(code) == "accepted" for code, _ in answers[1:])


def _data(raw: bytes) -> bytes:
    """As it stands between DATA and the lone dot: lines end with CRLF, dots are doubled."""
    ends = raw.count(b"\r\n")
    if raw.count(b"\n") != ends or raw.count(b"\r") != ends:
        raw = LINE_END.sub(b"\r\n", raw)
    raw = raw.replace(b"\r\n.", b"\r\n..")
    dotted = b"." + raw if raw.startswith(b".") else raw
    return dotted + (b".\r\n" if raw.endswith(b"\r\n") else b"\r\n.\r\n")

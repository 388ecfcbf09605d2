"""Raw messages for tests, and the way they come in."""

from __future__ import annotations

from itertools import count

from django.conf import settings

from jln.mail import incoming, tokens
from jln.mail.models import InboundMail, OutgoingMail
from jln.mailroom import actions

_n = count(1)


def raw(  # noqa: PLR0913 -- a message has this many sides
    text: str,
    *,
    sender: str,
    to: str,
    subject: str = "Re: How do you pay clinics?",
    name: str = "",
    is_checked: bool = True,
    message_id: str = "",
    more: str = "",
    verdict: str = "pass",
) -> bytes:
    """A plain message as a person's program writes it; `is_checked`: our own server vouches for the sender."""
    domain = sender.rpartition("@")[2]
    checked = (
        f"Authentication-Results: {settings.AUTHSERV_ID}; dkim={verdict} header.d={domain}\r\n"
        if is_checked
        else ""
    )
    body = text.replace("\n", "\r\n")
    return (
        f"{checked}From: {name} <{sender}>\r\nTo: {to}\r\nSubject: {subject}\r\nDate: Sat, 21 Nov 2026 09:00:00 +0000\r\n"
        f"Message-ID: {message_id or f'<m{next(_n)}@{domain}>'}\r\n{more}MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: 8bit\r\n\r\n{body}\r\n"
    ).encode()


def come(message: bytes, *, to: str, sender: str = "", at=None) -> InboundMail:
    """Store a message and deal with it; gives its row as it ended."""
    envelope = sender or "somebody@health.example"
    listeners, incoming.listeners[:] = list(incoming.listeners), []
    try:
        (number,) = incoming.store(message, envelope, [to], "192.0.2.1", at)
    finally:
        incoming.listeners[:] = listeners
    actions.handle(number)
    return InboundMail.objects.get(pk=number)


def reply_to(letter: OutgoingMail) -> str:
    """The address at which a letter is answered."""
    return tokens.address_of(letter.reply_token)


def answered(letter: OutgoingMail, text: str, **values) -> InboundMail:
    """Its reader replies."""
    to, at = reply_to(letter), values.pop("at", None)
    sender = values.pop("sender", letter.to_address)
    return come(raw(text, sender=sender, to=to, **values), to=to, sender=sender, at=at)


def newest(kind: str, person=None) -> OutgoingMail:
    """The last letter of a kind, to a person."""
    letters = OutgoingMail.objects.filter(kind=kind)
    letters = letters.filter(person=person) if person else letters
    return letters.order_by("-pk").first()

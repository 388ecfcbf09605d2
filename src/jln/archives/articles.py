"""A message of an archive as it comes into a space: read by a process that can be killed."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from jln.archives.threads import Item
from jln.mail.reading import Kind
from jln.mail.reading.subjects import has_reply_mark

if TYPE_CHECKING:
    from jln.archives.mbox import Packed
    from jln.mail.reading import Reading

#: Mail is younger than this; an older Date is a clock that nobody had set.
FIRST_MAIL = datetime(1971, 6, 1, tzinfo=UTC)
_HEAD = 65_536
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_NO_BRACKETS = re.compile(
    rb"^in-reply-to:[ \t]*([^<>\s]{1,250})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_VEILED = re.compile(
    rb"^from:[ \t]*([\w.+=-]{1,64}) at ([\w-]{1,63}(?: dot |\.)[\w. -]{1,80}?)"
    rb"[ \t]+\(([^\r\n]{0,200})\)[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_VIA = re.compile(r"\s+(?:via|par|por|عبر)\s+\S.*\Z", re.IGNORECASE)
LONGEST_ID = 290


@dataclass(frozen=True, slots=True)
class Article:
    """What of a message becomes a post, and what tells it from others. No byte of it is kept.

    `key` is its id, or a mark of its bytes if it has none; `mark` says whether another
    message with the same key is the same. `title` is its subject without marks of answers.
    """

    key: str
    mark: str
    at: datetime
    date: datetime | None
    title: str
    text: str
    name: str
    address: str
    is_answer: bool
    is_readable: bool
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    hints: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def item(self) -> Item:
        """As far as threads go."""
        return Item(
            self.key,
            self.at,
            self.title,
            self.is_answer,
            self.in_reply_to,
            self.references,
            self.hints,
        )


def article(packed: Packed, reading: Reading, *, near: datetime, now: datetime) -> Article:
    """One message, read. `near`: when the one before it was sent, if nothing better is known."""
    whole = hashlib.sha256(packed.raw).hexdigest()
    head = _head(packed.raw)
    name, address = author(reading, head)
    came = packed.came_at if _is_sane(packed.came_at, now) else None
    date = reading.date if _is_sane(reading.date, now) else None
    hints = _hints(head)
    is_readable = reading.kind != Kind.UNREADABLE and not packed.is_too_large
    return Article(
        key=reading.message_id[:LONGEST_ID] or f"sha256:{whole}",
        mark=_mark(reading) if is_readable else whole,
        at=date or came or near,
        date=date,
        title=reading.base_subject or reading.subject,
        text=reading.text,
        name=name,
        address=address,
        is_answer=has_reply_mark(reading.subject) or bool(reading.in_reply_to),
        is_readable=is_readable,
        in_reply_to=() if hints else reading.in_reply_to,
        references=reading.references,
        hints=hints,
        files=tuple(part.name for part in reading.attachments if part.name),
    )


def author(reading: Reading, head: bytes) -> tuple[str, str]:
    """Name and address of who wrote it, also where the list put its own in their place."""
    name = reading.from_name
    address = reading.from_addresses[0] if reading.from_addresses else ""
    if reading.reply_to and (_VIA.search(name) or address in (*reading.to, *reading.cc)):
        others = [one for one in reading.reply_to if one != address]
        if others:
            name, address = _VIA.sub("", name), others[0]
    if reading.list_id and address and f"<{address.replace('@', '.')}>" in reading.list_id:
        address = ""  # the list's own, which stands for everybody
    if not address and (veiled := _VEILED.search(head)):
        domain = veiled[2].decode("ascii", "replace").replace(" dot ", ".").replace(" ", "")
        name = name or veiled[3].decode("utf-8", "replace")
        address = f"{veiled[1].decode('ascii', 'replace')}@{domain}".lower()
    shown = " ".join(name.split())
    if not shown or "@" in shown:  # an address is no name to be shown
        shown = (shown or address).partition("@")[0]
    return shown[:120], address


def _head(raw: bytes) -> bytes:
    end = _END_OF_HEAD.search(raw[:_HEAD])
    return raw[: end.start() if end else _HEAD]


def _hints(head: bytes) -> tuple[str, ...]:
    found = _NO_BRACKETS.search(head)
    return (f"<{found[1].decode('utf-8', 'replace')}>",) if found else ()


def _mark(reading: Reading) -> str:
    """The same for copies of one message that took different ways."""
    said = [" ".join(reading.text.split()), *(str(part.size) for part in reading.attachments)]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def _is_sane(when: datetime | None, now: datetime) -> bool:
    return when is not None and FIRST_MAIL <= when <= now + timedelta(days=2)

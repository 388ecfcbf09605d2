"""The one reader of this process: a child that reads messages and can be killed."""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Iterator
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from jln.mail.reading import Reader, Reading
from jln.mailroom.twin import source
from jln.uploads import rules

MOST_FILES, MOST_BYTES = 10, 10 * 1024 * 1024
_PDF = b"%PDF-"
TRIES = 2  # a child may die of the message before; then the message is kept unread


@cache
def _reader() -> Reader:
    reader = Reader()
    atexit.register(reader.close)
    return reader


def read(raw: bytes, own_addresses: Iterable[str]) -> Reading:
    """What the message says; unreadable only if two children failed at it."""
    own = list(own_addresses)
    reading = _reader().read(raw, own)
    for _try in range(TRIES - 1):
        if reading.kind != "unreadable" or reading.reason == "empty":
            break
        reading = _reader().read(raw, own)
    return reading


def is_ready() -> bool:
    """Whether the child reads; asked by the worker for `/healthz`, which starts it early."""
    return read(b"Subject: ready\r\n\r\nready\r\n", ()).kind != "unreadable"


def documents(raw: bytes, reading: Reading) -> list[UploadedFile]:
    """What was attached on purpose, as it came; a logo beside a document is none."""
    attached = list(source.files(reading.attachments))[:MOST_FILES]
    papers = [one for one in attached if not one.content_type.startswith("image/")]
    found: list[UploadedFile] = []
    for part in papers or attached:
        is_large = part.size > MOST_BYTES  # refused for that, whatever it is
        content = _PDF if is_large else _reader().attachment(raw, part.index)
        file = SimpleUploadedFile(part.name, content or b"", part.content_type)
        file.size = part.size
        found.append(file)
    return found


def attached(raw: bytes, reading: Reading) -> Iterator[UploadedFile]:
    """What was attached on purpose, one after the other; of what is too large only its size."""
    for part in source.files(reading.attachments):
        is_large = part.size > rules.FILE_BYTES
        content = b"" if is_large else _reader().attachment(raw, part.index) or b""
        file = SimpleUploadedFile(part.name, content, part.content_type)
        file.size = part.size
        yield file


def pictures(raw: bytes, reading: Reading) -> list[UploadedFile]:
    """Pictures attached to a message: a few, none too large; checked where they are kept."""
    found: list[UploadedFile] = []
    for part in reading.attachments:
        is_picture = part.content_type.startswith("image/") and part.disposition == "attachment"
        if is_picture and part.size <= MOST_BYTES and len(found) < MOST_FILES:
            content = _reader().attachment(raw, part.index)
            if content:
                name = part.name or "picture"
                found.append(SimpleUploadedFile(name, content, part.content_type))
    return found

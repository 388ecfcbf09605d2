"""Messages out of an mbox and into one: mboxrd, mboxo, plain or gzip, and LISTSERV logs.

A line `From ` begins a message where an empty line stands before it and a header after it:
old archives hold such lines in texts too. One message is held at a time.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO

#: Larger messages are no mail that any server would take; they are counted, not kept.
MAX_BYTES = 60_000_000
_FROM = re.compile(rb"From [^\n]{0,200}?\d{1,2}:\d\d(?::\d\d)?[^\n]{0,60}\d{4}")
_HEADER = re.compile(rb"(?:[!-9;-~]{1,80}[ \t]?:|>From )")
_LOG = re.compile(rb"={60,80}\r?\n\Z")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
_ESCAPED_ONCE = re.compile(rb"^>(From )", re.MULTILINE)
_TO_ESCAPE = re.compile(rb"^(>*From )", re.MULTILINE)
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Packed:
    """One message of a file: its bytes, and when its `From ` line says that it came."""

    raw: bytes
    came_at: datetime | None
    is_too_large: bool = False


def opened(path: Path) -> BinaryIO:
    """The file, unpacked on the way if it is packed."""
    file = path.open("rb")
    is_packed = file.read(2) == _GZIP
    file.seek(0)
    return gzip.open(file) if is_packed else file  # type: ignore[return-value]  # reads as a file does


def messages(lines: Iterable[bytes], *, is_mboxo: bool = False) -> Iterator[Packed]:
    """Every message of an archive, in order. A file without `From ` lines is one message."""
    escaped = _ESCAPED_ONCE if is_mboxo else _ESCAPED
    for line, body, is_too_large in _split(lines):
        raw = escaped.sub(rb"\1", b"".join(body))
        if raw.strip():
            yield Packed(raw, _came(line), is_too_large)


def written(raw: bytes, sender: str, at: datetime) -> bytes:
    """One message as an mboxrd holds it."""
    line = f"From {sender} {at.astimezone(UTC):%a %b %e %H:%M:%S %Y}\n".encode()
    end = b"\n" if raw.endswith(b"\n") else b"\n\n"
    return line + _TO_ESCAPE.sub(rb">\1", raw) + end


def _split(lines: Iterable[bytes]) -> Iterator[tuple[bytes, list[bytes], bool]]:
    """The separating line of each message, its lines, and whether some were too many."""
    mark, body, size = b"", [b""] * 0, 0
    for before, line, following in _with_neighbours(lines):
        if _separates(before, line, following):
            if body or mark:
                yield mark, _ended(body, mark), size > MAX_BYTES
            mark, body, size = line, [], 0
            continue
        size += len(line)
        if size <= MAX_BYTES:
            body.append(line)
    if body or mark:
        yield mark, _ended(body, mark), size > MAX_BYTES


def _with_neighbours(lines: Iterable[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    before, line = b"\n", None
    for following in lines:
        if line is not None:
            yield before, line, following
            before = line
        line = following
    if line is not None:
        yield before, line, b""


def _separates(before: bytes, line: bytes, following: bytes) -> bool:
    if line[:5] == b"From ":
        is_after_gap = not before.strip()
        return bool(is_after_gap and _FROM.match(line) and _HEADER.match(following))
    is_log = line[:1] == b"=" and _LOG.fullmatch(line)
    return bool(is_log and following[:5] == b"Date:")


def _ended(body: list[bytes], mark: bytes) -> list[bytes]:
    """Without the empty line that belongs to the archive; with an end to the last line."""
    if mark and len(body) > 1 and body[-1] in (b"\n", b"\r\n") and body[-2].endswith(b"\n"):
        body = body[:-1]
    if body and not body[-1].endswith(b"\n"):
        body = [*body[:-1], body[-1] + b"\n"]
    return body


def _came(line: bytes) -> datetime | None:
    """The moment in a `From ` line; it is by the clock of whoever wrote the archive."""
    words = line.decode("ascii", "replace").split()
    clock = next((place for place, word in enumerate(words) if ":" in word[1:3]), 0)
    if clock < 3:  # noqa: PLR2004 -- weekday, month and day stand before it
        return None
    year = next((word for word in words[clock + 1 :] if len(word) == 4 and word.isdecimal()), "")  # noqa: PLR2004 -- a year
    try:
        when = parsedate_to_datetime(f"{words[clock - 1]} {words[clock - 2]} {year} {words[clock]}")
    except (TypeError, ValueError, IndexError):
        return None
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)

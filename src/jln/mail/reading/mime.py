"""The tree of a message, over offsets into its raw bytes: nothing copied, folded or written back.

Python's own parser is not used: writing one of its messages back can run for ever (CPython issue
138223), and its ordinary accessors raise on broken headers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jln.mail.reading import headers as fields
from jln.mail.reading.charsets import decode, unwrap

MAX_DEPTH = 20
MAX_PARTS = 300
MAX_HEADERS = 1_000
MAX_HEADER_BYTES = 512_000
#: Where a boundary that the header does not name is looked for, and how many are tried.
MAX_GUESS = 100_000
MAX_GUESSES = 20
#: What lies beyond is not looked at.
MAX_BYTES = 48_000_000
#: As much of a text part is decoded; its text is cut again afterwards.
MAX_TEXT_BYTES = 400_000
_HEADER = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BOUNDARY = re.compile(rb"(?:\A|(?<=[\r\n]))(--[^\s-][^\s]{0,99})[ \t]*\r?\n")
_KNOWN_HEADERS = """
from to cc subject date received message-id mime-version content-type return-path sender reply-to
in-reply-to references delivered-to x-mailer content-transfer-encoding authentication-results
dkim-signature auto-submitted precedence
"""
_KNOWN = frozenset(_KNOWN_HEADERS.split())


@dataclass(slots=True)
class Part:
    """One node: its headers, names in lower case; where its body lies; its children."""

    raw: bytes
    headers: list[tuple[str, bytes]]
    start: int
    end: int
    default_type: str = "text/plain"
    children: list[Part] = field(default_factory=list)
    content_type: str = ""
    params: dict[str, str] = field(default_factory=dict)
    disposition: str = ""
    filename: str = ""
    truncated: bool = False

    def all(self, name: str) -> list[bytes]:
        """Every value of a header, in order."""
        return [value for key, value in self.headers if key == name]

    def first(self, name: str) -> bytes:
        """The first value of a header, or nothing."""
        return next((value for key, value in self.headers if key == name), b"")

    def text(self, name: str) -> str:
        """The first value of a header as a person reads it."""
        return fields.text_of(self.first(name))

    @property
    def encoding(self) -> str:
        """The transfer encoding as one lower-case word."""
        return decode(self.first("content-transfer-encoding")[:60]).strip().strip("\"'.;").lower()

    @property
    def charset(self) -> str:
        """The character set as labelled."""
        return self.params.get("charset", "")

    def body(self, limit: int | None = None) -> bytes:
        """The body behind its transfer encoding; with a limit, only the first bytes are decoded."""
        end = self.end if limit is None else min(self.end, self.start + limit)
        return unwrap(self.raw[self.start : end], self.encoding)

    def content(self) -> str:
        """The body as text, whatever its label."""
        return decode(self.body(MAX_TEXT_BYTES), self.charset)

    def walk(self) -> Iterator[Part]:
        """Every part from here down, in the order of the message."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            yield part
            waiting.extend(reversed(part.children))


@dataclass(slots=True)
class _Budget:
    parts: int = MAX_PARTS
    spent: bool = False

    def take(self) -> bool:
        """Whether one more part may be read."""
        self.parts -= 1
        self.spent = self.spent or self.parts < 0
        return self.parts >= 0


def parse(raw: bytes) -> Part:
    """The tree of a message; text without any header is a message that is all body."""
    raw = raw[:MAX_BYTES].lstrip(b"\r\n")
    if b"\n" not in raw[:100_000] and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    budget = _Budget()
    root = _part(raw, 0, len(raw), 0, budget)
    if not any(key in _KNOWN for key, _ in root.headers):
        root = Part(raw, [], 0, len(raw), content_type="text/plain")
    root.truncated = budget.spent
    return root


def _part(
    raw: bytes, start: int, end: int, depth: int, budget: _Budget, default: str = "text/plain"
) -> Part:
    headers, body = _headers(raw, start, end)
    part = Part(raw, headers, body, end, default)
    _label(part)
    if not budget.take() or depth >= MAX_DEPTH:
        budget.spent = part.truncated = True
        return part
    if part.content_type.startswith("multipart/"):
        below = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
        for first, last in _sections(raw, body, end, part.params.get("boundary", "")):
            if budget.parts <= 0:
                budget.spent = True
                break
            part.children.append(_part(raw, first, last, depth + 1, budget, below))
    elif part.content_type in ("message/rfc822", "message/global") and part.encoding not in (
        "base64",
        "x-uuencode",
    ):
        part.children.append(_part(raw, body, end, depth + 1, budget))
    return part


def _label(part: Part) -> None:
    value = part.first("content-type")
    kind, part.params = fields.parameters(value[:4096])
    if not re.match(r"[\w.+-]{1,80}/[\w.+-]{1,120}\Z", kind):
        kind = {"text": "text/plain", "multipart": "multipart/mixed"}.get(
            kind.rstrip("/"), part.default_type
        )
    part.content_type = kind
    disposition, params = fields.parameters(part.first("content-disposition")[:4096])
    part.disposition = (
        disposition
        if disposition in ("inline", "attachment")
        else ("attachment" if disposition else "")
    )
    part.filename = _file_name(params.get("filename") or part.params.get("name", ""))


def _file_name(name: str) -> str:
    """A name to show: no folders, no controls, of bearable length, its ending kept."""
    name = "".join(char for char in name if char.isprintable() and char not in '/\\:*?"<>|').strip(
        " ."
    )
    bidi = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
    name = name.translate(bidi)
    return name if len(name) <= 120 else name[:100] + name[-20:]  # noqa: PLR2004 -- fits every file system


def _headers(raw: bytes, start: int, end: int) -> tuple[list[tuple[str, bytes]], int]:
    """The headers and the place where the body begins; a line that is no header is passed over."""
    found: list[tuple[str, bytes]] = []
    current: list[bytes] = []
    name = ""
    place = start
    limit = min(end, start + MAX_HEADER_BYTES)
    while place < limit:
        match = _LINE.match(raw, place, end)
        line_end = match.end() if match else end
        line = raw[place : min(line_end, place + 70_000)]
        if not line.strip(b" \t\r\n"):
            place = line_end
            break
        header = _HEADER.match(line)
        if line[:1] in b" \t" and name:
            current.append(line)
        elif header:
            _keep(found, name, current)
            name, current = header[1].decode("ascii").lower(), [line[header.end() :]]
        elif not _passable(raw, line, line_end, end, first=place == start):
            break
        place = line_end
    _keep(found, name, current)
    return found, min(place, end)


def _passable(raw: bytes, line: bytes, after: int, end: int, *, first: bool) -> bool:
    """Whether a line that is no header may stand among headers: the envelope, or before another."""
    if first and (line.startswith((b"From ", b">From "))):
        return True
    following = raw[after : min(end, after + 300)]
    return not first and bool(_HEADER.match(following))


def _keep(found: list[tuple[str, bytes]], name: str, lines: list[bytes]) -> None:
    if name and len(found) < MAX_HEADERS:
        found.append((name, b" ".join(line.strip(b"\r\n") for line in lines[:1000]).strip()))


def _sections(raw: bytes, start: int, end: int, boundary: str) -> list[tuple[int, int]]:
    """Where the parts between boundaries lie; a wrong or missing one is looked for."""
    delimiter = b"--" + boundary.encode("utf-8", "replace")[:200].rstrip()
    sections = _split(raw, start, end, delimiter) if boundary.strip() else []
    if not sections:
        guess = _guess(raw, start, end)
        sections = _split(raw, start, end, guess) if guess else []
    return sections


def _split(raw: bytes, start: int, end: int, delimiter: bytes) -> list[tuple[int, int]]:
    marks: list[tuple[int, int]] = []
    place = start
    while len(marks) <= MAX_PARTS:
        place = raw.find(delimiter, place, end)
        if place < 0:
            break
        after = place + len(delimiter)
        at_start = place == start or raw[place - 1 : place] in (b"\n", b"\r")
        rest = raw[after : min(end, after + 100)]
        line = re.split(rb"[\r\n]", rest, maxsplit=1)[0]
        if at_start and line.strip() in (b"", b"--"):
            newline = _LINE.match(raw, after, end)
            marks.append((place, newline.end() if newline else end))
            if line.strip() == b"--":
                break
        place = after
    if not marks:
        return []
    return [
        (first_end, _before_newline(raw, first_end, following))
        for (_, first_end), (following, _) in zip(marks, [*marks[1:], (end, end)], strict=True)
        if not _closing(raw, marks, first_end, delimiter)
    ]


def _closing(raw: bytes, marks: list[tuple[int, int]], after: int, delimiter: bytes) -> bool:
    place, last_end = marks[-1]
    return after == last_end and raw[place + len(delimiter) : place + len(delimiter) + 2] == b"--"


def _before_newline(raw: bytes, start: int, end: int) -> int:
    """The newline before a boundary belongs to the boundary."""
    if end > start and raw[end - 1 : end] == b"\n":
        end -= 1
    if end > start and raw[end - 1 : end] == b"\r":
        end -= 1
    return max(start, end)


def _guess(raw: bytes, start: int, end: int) -> bytes:
    """The first line of dashes and a word that is followed by a Content header, or closed later."""
    head = raw[start : min(end, start + MAX_GUESS)]
    for match in list(_BOUNDARY.finditer(head))[:MAX_GUESSES]:
        following = head[match.end() : match.end() + 10].lower()
        if following.startswith(b"content-") or raw.find(match[1] + b"--", match.end(), end) > 0:
            return match[1]
    return b""

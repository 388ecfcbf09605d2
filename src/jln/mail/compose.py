"""The parts of a message as they go over the wire: CRLF, 7 bit, no line over 998.

A parsed message is never written back, and Python's serialiser is not used: a subject
made for it keeps it busy for ever.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import textwrap
from collections.abc import Iterator

from jln.web import ics

WIDTH = 72
LONGEST = 76  # a written line up to here stays; a longer one flows (RFC 3676)
_WORD_BYTES = 39  # of text in one encoded word: 64 characters beside a short name
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_PLAIN = re.compile(r"[A-Za-z0-9 !#$%&'*+/=^_`{|}~.-]*")
_STUFFED = (" ", ">", "From ")


def one_line(value: str) -> str:
    """A value that cannot become two headers; outside ASCII is left out."""
    return _CONTROL.sub(" ", value).encode("ascii", "ignore").decode().strip()


def address(name: str, bare: str) -> str:
    """`"Name" <address>`, whatever the name holds."""
    clean = _CONTROL.sub(" ", name).strip()
    if not clean:
        return one_line(bare)
    shown = f'"{clean}"' if _PLAIN.fullmatch(clean) else encoded(clean, 6, always=True)
    return f"{shown}\r\n <{one_line(bare)}>"


def encoded(value: str, used: int, *, always: bool = False) -> str:
    """A header's text, folded; in RFC 2047 words if it must. `used`: what stands before it."""
    clean = _CONTROL.sub(" ", value).strip()
    plain = (
        clean.isascii() and "=?" not in clean and max(map(len, clean.split()), default=0) < LONGEST
    )
    if plain and not always:
        return "\r\n ".join(textwrap.wrap(clean, LONGEST - used, break_long_words=False)) or ""
    return "\r\n ".join(
        f"=?utf-8?b?{base64.b64encode(piece).decode()}?=" for piece in _pieces(clean)
    )


def folded(name: str, value: str) -> str:
    """A structured header: folded at its spaces; text outside ASCII as encoded words."""
    clean = _CONTROL.sub(" ", value).strip()
    if clean.isascii():
        width = LONGEST - len(name) - 2
        if len(clean) <= width:
            return clean
        return "\r\n ".join(
            textwrap.wrap(clean, width, break_long_words=False, break_on_hyphens=False)
        )
    before, bracket, rest = clean.rpartition(" <")
    return (
        f"{encoded(before, len(name) + 2, always=True)}{bracket}{rest}"
        if bracket
        else encoded(clean, 0)
    )


def _pieces(text: str) -> Iterator[bytes]:
    """The text in UTF-8, cut between characters."""
    piece = b""
    for char in text:
        more = char.encode("utf-8", "replace")
        if len(piece) + len(more) > _WORD_BYTES:
            yield piece
            piece = b""
        piece += more
    yield piece


def body(text: str, html: str, *, mark: str, calendar: str = "") -> str:
    """The body with the headers that say its form. `mark`: what makes its boundary its own."""
    plain = [*_part_head("text/plain", "; format=flowed"), "", quoted_printable(flowed(text))]
    if not html and not calendar:
        return "\r\n".join(plain)
    bound = f"=_{hashlib.sha256(mark.encode()).hexdigest()[:24]}"
    parts = [f"--{bound}", *plain]
    if html:
        parts += [f"--{bound}", *_part_head("text/html"), "", quoted_printable(html)]
    if calendar:  # the last one: a program that understands it shows buttons above the words
        sent_for = f"; method={ics.method_of(calendar)}"
        head = _part_head("text/calendar", sent_for)
        parts += [f"--{bound}", *head, "", quoted_printable(calendar)]
    head_of_all = f'Content-Type: multipart/alternative; boundary="{bound}"'
    return "\r\n".join([head_of_all, "", *parts, f"--{bound}--", ""])


def _part_head(kind: str, more: str = "") -> list[str]:
    return [
        f"Content-Type: {kind}; charset=utf-8{more}",
        "Content-Transfer-Encoding: quoted-printable",
    ]


def quoted_printable(text: str) -> str:
    """Lines of at most 76 characters; a boundary can never stand in it by itself."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    raw = lines.replace("\n", "\r\n").encode("utf-8", "replace")
    return binascii.b2a_qp(raw, istext=True).decode("ascii")


def flowed(text: str) -> str:
    """Long lines broken so that a reader's program may join them again (RFC 3676)."""
    return "\n".join(
        _stuffed(piece)
        for line in text.replace("\r\n", "\n").split("\n")
        for piece in _flow(line.rstrip() if line != "-- " else line)
    )


def _flow(line: str) -> list[str]:
    if len(line) <= LONGEST:
        return [line]
    pieces = textwrap.wrap(
        line, WIDTH, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    return [f"{piece} " for piece in pieces[:-1]] + pieces[-1:]


def _stuffed(line: str) -> str:
    return f" {line}" if line.startswith(_STUFFED) else line

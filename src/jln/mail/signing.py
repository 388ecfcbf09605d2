"""Signatures of letters: DKIM (RFC 6376, 8463) and, on what is passed on, an ARC seal (RFC 8617).

Made here, because one body goes to thousands: it is hashed once, and only the headers of
each copy are signed. They are signed as `compose` writes them; nothing is parsed.
"""

from __future__ import annotations

import base64
import hashlib
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from jln.mail.keys import Pair

_ONCE_MORE = (
    "From", "To", "Subject", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References",
    "Content-Type", "List-Unsubscribe", "List-Unsubscribe-Post",
)  # fmt: skip
"""Signed once more than they stand there: another one put beside them breaks the signature."""
_ALSO = (
    "Content-Language", "Content-Transfer-Encoding", "MIME-Version", "Auto-Submitted",
    "Precedence", "List-Id", "List-Post", "List-Archive", "List-Help", "List-Owner",
    "List-Subscribe", "Archived-At",
)  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n]+")
_BODY_SPACE = re.compile(rb"[ \t]+")
_BEFORE_END = re.compile(rb" (?=\r\n)")


@dataclass(frozen=True, slots=True)
class Passed:
    """What our own server found of the message that is passed on: for the seal."""

    results: str  # "dkim=pass header.d=health.example"


def hash_of(body: bytes) -> str:
    """A body's hash, in relaxed form; the same for every copy."""
    plain = _BEFORE_END.sub(b"", _BODY_SPACE.sub(b" ", body))
    plain = plain.rstrip(b"\r\n ")
    plain = plain + b"\r\n" if plain else b""
    return base64.b64encode(hashlib.sha256(plain).digest()).decode()


def signed(head: bytes, body_hash: str, pair: Pair, passed: Passed | None = None) -> bytes:
    """The headers with ours above them. `head` ends with CRLF."""
    fields = _fields(head.decode("ascii"))
    at = int(time.time())
    names = _names(fields)
    said = _said(fields, names)
    lines = [
        _dkim(f"{pair.selector}e", "ed25519-sha256", names, said, body_hash, at, pair),
        _dkim(pair.selector, "rsa-sha256", names, said, body_hash, at, pair),
    ]
    if passed is not None:
        lines = [*_arc(names, said, body_hash, at, pair, passed), *lines]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii") + head


def _fields(head: str) -> dict[str, str]:
    """The headers by lower-case name: `compose` writes none twice."""
    return {
        name.lower(): value
        for name, _colon, value in (
            line.partition(":") for line in re.split(r"\r\n(?![ \t])", head) if line
        )
    }


def _names(fields: dict[str, str]) -> tuple[str, ...]:
    return (*(name for name in (*_ONCE_MORE, *_ALSO) if name.lower() in fields), *_ONCE_MORE)


@lru_cache(maxsize=256)
def _relaxed(name: str, value: str) -> str:
    """Most headers of a copy are those of the copy before."""
    return f"{name.lower()}:{_SPACE.sub(' ', value).strip()}"


def _said(fields: dict[str, str], names: Sequence[str]) -> str:
    left = dict(fields)
    return "".join(
        f"{_relaxed(name, left.pop(name.lower()))}\r\n" for name in names if name.lower() in left
    )


def _dkim(
    selector: str, how: str, names: tuple[str, ...], said: str, body_hash: str, at: int, pair: Pair
) -> str:
    start = (
        f" v=1; a={how}; c=relaxed/relaxed; d={settings.MAIL_DOMAIN};\r\n s={selector}; t={at};"
        f"\r\n h={_folded(names)};\r\n bh={body_hash};\r\n b="
    )
    data = f"{said}{_relaxed('DKIM-Signature', start)}".encode("ascii")
    return f"DKIM-Signature:{start}{_wrapped(_seal(data, how, pair))}"


def _arc(
    names: tuple[str, ...], said: str, body_hash: str, at: int, pair: Pair, passed: Passed
) -> list[str]:
    """The first set of a chain: this is a new message, so no chain of another goes on in it."""
    d = f"d={settings.MAIL_DOMAIN}; s={pair.selector}; t={at};"
    results = f" i=1; {settings.AUTHSERV_ID};\r\n {passed.results}"
    start = (
        f" i=1; a=rsa-sha256; c=relaxed/relaxed; {d}\r\n h={_folded(names)};"
        f"\r\n bh={body_hash};\r\n b="
    )
    data = f"{said}{_relaxed('ARC-Message-Signature', start)}".encode("ascii")
    signature = f"{start}{_wrapped(_seal(data, 'rsa-sha256', pair))}"
    end = f" i=1; a=rsa-sha256; cv=none; {d}\r\n b="
    data = (
        f"{_relaxed('ARC-Authentication-Results', results)}\r\n"
        f"{_relaxed('ARC-Message-Signature', signature)}\r\n"
        f"{_relaxed('ARC-Seal', end)}"
    ).encode("ascii")
    return [
        f"ARC-Seal:{end}{_wrapped(_seal(data, 'rsa-sha256', pair))}",
        f"ARC-Message-Signature:{signature}",
        f"ARC-Authentication-Results:{results}",
    ]


def _seal(data: bytes, how: str, pair: Pair) -> str:
    if how == "ed25519-sha256":
        return base64.b64encode(pair.ed25519.sign(hashlib.sha256(data).digest())).decode()
    from cryptography.hazmat.primitives.asymmetric.padding import (  # noqa: PLC0415 -- see keys
        PKCS1v15,
    )
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 -- see keys

    return base64.b64encode(pair.rsa.sign(data, PKCS1v15(), SHA256())).decode()


@lru_cache(maxsize=32)
def _folded(names: tuple[str, ...]) -> str:
    lines, line = [], ""
    for name in names:
        if len(line) + len(name) > 66:  # noqa: PLR2004 -- a line of a header, with room
            lines.append(line)
            line = ""
        line += f"{name}:"
    return "\r\n  ".join([*lines, line]).rstrip(":")


def _wrapped(text: str) -> str:
    return "\r\n  ".join(text[start : start + 72] for start in range(0, len(text), 72))

"""Seals: a row number and a MAC, in lower-case base32, one purpose each.

`product` wording: 8 bytes of row number and 12 bytes of HMAC-SHA256, 32
characters. Nothing that could be used is stored: the seal is computed from the
network's key and what the row says, whenever it is needed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

LENGTH = 32
_ROW_BYTES, _MAC_BYTES = 8, 12
_SIGN = 0x80


def seal(key: bytes, row: int, *bound: object) -> str:
    """The 32 characters for a row, bound to everything that must not change."""
    number = row.to_bytes(_ROW_BYTES, "big")
    return base64.b32encode(number + _mac(key, number, bound)).decode().lower()


def row_of(text: str) -> int | None:
    """The row a seal speaks of, unproved; None if it is no seal at all."""
    raw = _raw(text)
    return int.from_bytes(raw[:_ROW_BYTES], "big") if raw else None


def holds(key: bytes, text: str, *bound: object) -> bool:
    """Is this seal ours, for this row and exactly these bound values?"""
    raw = _raw(text)
    if not raw:
        return False
    expected = _mac(key, raw[:_ROW_BYTES], bound)
    return hmac.compare_digest(raw[_ROW_BYTES:], expected)


def _raw(text: str) -> bytes | None:
    if len(text) != LENGTH or not text.isascii():
        return None
    try:
        raw = base64.b32decode(text.upper())
    except ValueError:
        return None
    return raw if raw[0] < _SIGN else None  # a row number is a signed 64-bit integer


def _mac(key: bytes, number: bytes, bound: tuple[object, ...]) -> bytes:
    said = b"\x00".join([number, *(str(value).encode() for value in bound)])
    return hmac.digest(key, said, hashlib.sha256)[:_MAC_BYTES]

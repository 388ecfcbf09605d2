"""Secrets that stand in a letter only while it is handed over.

An outgoing row holds marks (`{{code}}`, `{{link}}`) and, in `sealed`, what each
stands for: how it is written, its purpose, its row and what it is bound to.
The secret is computed from these and the network's key, here, and stands in no
row, log or export.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict

from django.conf import settings

from jln.kit import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE_DIGITS = 6
MARK = re.compile(r"\{\{([a-z_]+)\}\}")


class Sealed(TypedDict):
    """What a mark stands for. `path` has one `%s` and makes a whole address of the seal."""

    how: str  # "digits" or "seal"
    purpose: str
    row: int
    bound: list[str]
    path: str


def sealed(purpose: str, row: int, *bound: object, path: str = "", how: str = "seal") -> Sealed:
    """Describe a secret for an outgoing row."""
    return Sealed(how=how, purpose=purpose, row=row, bound=[str(b) for b in bound], path=path)


def key(purpose: str) -> bytes:
    """The key of one purpose; a seal of one purpose is worth nothing for another."""
    return _key(settings.SECRET_KEY, purpose)


@lru_cache(maxsize=64)
def _key(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), f"seal\0{purpose}".encode(), hashlib.sha256)


def seal(purpose: str, row: int, *bound: object) -> str:
    """The 32 characters."""
    return tokens.seal(key(purpose), row, *(str(b) for b in bound))


def holds(purpose: str, text: str, *bound: object) -> bool:
    """Is it ours, for this purpose and these bound values?"""
    return tokens.holds(key(purpose), text, *(str(b) for b in bound))


def digits(purpose: str, row: int, *bound: object) -> str:
    """A code a person can type: six digits."""
    said = "\0".join([str(row), *(str(b) for b in bound)]).encode()
    number = int.from_bytes(hmac.digest(key(f"{purpose} digits"), said, hashlib.sha256)[:8], "big")
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def reveal(text: str, marks: Mapping[str, Sealed]) -> str:
    """The text with its secrets put in; called at hand-over only. Unknown marks stay."""

    def secret(match: re.Match[str]) -> str:
        mark = marks.get(match[1])
        if mark is None:
            return match[0]
        if mark["how"] == "digits":
            return digits(mark["purpose"], mark["row"], *mark["bound"])
        value = seal(mark["purpose"], mark["row"], *mark["bound"])
        return settings.PUBLIC_URL + mark["path"] % value if mark["path"] else value

    return MARK.sub(secret, text)


def veil(text: str) -> str:
    """The text as staff see it: each secret is a mark in words."""
    return MARK.sub("[…]", text)

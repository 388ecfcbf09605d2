"""Codes of an app (RFC 6238: SHA-1, six digits, thirty seconds): what every app can do."""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from jln.kit import clock
from jln.mail import seals

if TYPE_CHECKING:
    from datetime import datetime

    from jln.accounts.models import Authenticator

SECONDS = 30
DIGITS = 6
DRIFT = 1
"""A phone's clock may be one step off, either way."""


def secret_of(authenticator: Authenticator) -> bytes:
    """Twenty bytes that only the row and the network's key together give."""
    said = f"{authenticator.person_id}\0{authenticator.salt}".encode()
    return hmac.digest(seals.key("authenticator"), said, hashlib.sha256)[:20]


def step_at(at: datetime) -> int:
    """The number of the thirty seconds, by the machine: an app moves with no demonstration."""
    return int((at - clock.offset()).timestamp()) // SECONDS


def code_of(secret: bytes, step: int) -> str:
    """The six digits of one step."""
    mac = hmac.digest(secret, step.to_bytes(8, "big"), hashlib.sha1)
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def step_of(secret: bytes, code: str, *, at: datetime) -> int:
    """The step a code is of, near enough to now; 0 for none. All are always compared."""
    found = 0
    now = step_at(at)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(code_of(secret, step).encode(), code.encode()):
            found = step
    return found


def next_code(authenticator: Authenticator, *, at: datetime) -> str:
    """The code that a demonstration shows: the first that was not taken yet, if any."""
    now = step_at(at)
    free = max(now - DRIFT, authenticator.last_step + 1)
    return code_of(secret_of(authenticator), free) if free <= now + DRIFT else ""


def words_of(secret: bytes) -> str:
    """The secret as people type it: base32 in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def address_of(secret: bytes, *, network: str, person: str) -> str:
    """What the square picture says to the app."""
    query = urlencode({"secret": base64.b32encode(secret).decode(), "issuer": network})
    label = quote(f"{network.replace(':', '')}:{person}")
    return f"otpauth://totp/{label}?{query.replace('+', '%20')}"

"""Why mail did not arrive, as its words say: a status, and whether the address is at fault."""

from __future__ import annotations

import re

from jln.mail.reading.bounces.words import GONE, NOT_GONE, TEMPORARY

#: Codes that say that the address, or its host, does not exist.
NO_SUCH_ADDRESS = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.4")
STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.\[])([45])(\d\d)[ -](?=\S)|(?<![\d.])([45])(\d\d)[ -]#?(?=[245]\.\d)")


def status_in(text: str) -> str:
    """The first enhanced status in a text, or one made from an SMTP reply code."""
    found = [match for match in STATUS.finditer(text[:8000]) if match[1] != "2"]
    precise = [match for match in found if match[2] != "0"]
    for match in (*precise[:1], *found[:1]):
        return match[0]
    reply = _REPLY.search(text[:8000])
    if reply:
        return f"{reply[1] or reply[3]}.0.0"
    return ""


def is_temporary(text: str) -> bool:
    """Whether the words say that delivery goes on."""
    return bool(TEMPORARY.search(text[:4000].lower()))


def is_hard(status: str, text: str) -> bool:
    """Whether the address is at fault; the words decide unless the status alone says it."""
    words = text[:4000].lower()
    if status.startswith("4"):
        return False
    gone, other = bool(GONE.search(words)), bool(NOT_GONE.search(words))
    if status in NO_SUCH_ADDRESS:
        return gone or not other
    return gone and not other

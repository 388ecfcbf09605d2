"""Why mail did not arrive, as its words say: a status, and whether the address is at fault."""

from __future__ import annotations

import re

from jln.mail.reading.bounces.words import ANOTHER, CLOSED, GONE, NOT_GONE, TEMPORARY

#: Codes that say that the address, or its host, does not exist.
NO_SUCH_ADDRESS = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.4.4")
#: Codes about the sender's address.
OUR_OWN = ("5.1.7", "5.1.8")
#: Codes about a full mailbox or a letter that is too long, whatever the words beside them.
NO_ROOM = ("5.2.2", "5.2.3", "5.3.4")
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


def is_no_room(text: str) -> bool:
    """Whether the words are about one mailbox and its size, not about the server."""
    return bool(re.search(r"[45]\.2\.[23]|quota|full|storage|size|large", text.lower()))


def is_temporary(text: str) -> bool:
    """Whether the words say that delivery goes on."""
    return bool(TEMPORARY.search(text[:4000].lower()))


def is_hard(status: str, text: str) -> bool:
    """Whether the address is at fault, and writing to it again is pointless.

    What is said of the address is taken out first: a rest that speaks of a full mailbox, of
    our own standing or of a try to come is another cause.
    """
    words = text[:4000].lower()
    gone, count = GONE.subn(" ", words)
    other = bool(NOT_GONE.search(gone))
    if status in (*OUR_OWN, *NO_ROOM):
        return False
    if status.startswith("4") and not (status.startswith("4.1.") and count):
        return False
    if status in NO_SUCH_ADDRESS:
        return bool(count) or not (other and not CLOSED.search(words))
    return bool(count) and not other


def says_why(text: str) -> bool:
    """Whether the words speak of any cause, the address or another."""
    words = text[:4000].lower()
    return bool(GONE.search(words) or NOT_GONE.search(words))


def about(address: str, text: str) -> str:
    """What is said of one address: from its line to the next empty line, or to the next address."""
    where = text.lower().find(address)
    if where < 0:
        return text[:2000]
    end = where + 900
    following = [
        match.start()
        for match in ANOTHER.finditer(text, where + len(address), end)
        if match[1].lower() != address
    ]
    empty = text.find("\n\n", where + len(address) + 2, end)
    stops = [place for place in (*following[:1], empty) if place > 0]
    return text[text.rfind("\n", 0, where) + 1 : min(stops, default=end)]

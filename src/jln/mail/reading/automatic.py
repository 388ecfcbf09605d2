"""Whether a machine wrote this: RFC 3834 and what programs that do not know it do instead."""

from __future__ import annotations

from jln.mail.reading.mime import Part
from jln.mail.reading.phrases import fold
from jln.mail.reading.phrases.machines import (
    AWAY,
    AWAY_TOO,
    BESIDES,
    LEFT,
    MAILERS,
    MARKERS,
    ROBOTS,
    UNTIL,
)
from jln.mail.reading.subjects import sounds_automatic

#: Vacation notices are short.
MOST_AWAY = 600


def auto_submitted(root: Part) -> str:
    """The word of the Auto-Submitted header, without its comments."""
    return root.text("auto-submitted").split(";")[0].split("(")[0].strip().lower()[:40]


def precedence(root: Part) -> str:
    """The word of the Precedence header."""
    return root.text("precedence").split("(")[0].strip().strip("\"'").lower().replace("-", "_")[:20]


def null_sender(root: Part) -> bool:
    """Whether the envelope said that nobody wants an answer."""
    value = root.first("return-path").strip()
    return value.replace(b" ", b"") in (b"<>", b'<"">')


def by_machine(root: Part, addresses: tuple[str, ...], subject: str) -> str:
    """The reason to believe that no person wrote this, or nothing."""
    word = precedence(root)
    bulk = word in ("auto_reply", "junk") or (word == "bulk" and not root.first("list-id"))
    robot = bool(MAILERS.search(fold(root.text("x-mailer")[:200])))
    reasons = {
        "auto-submitted": auto_submitted(root) not in ("", "no"),
        "null sender": null_sender(root),
        "autoreply header": any(root.first(name) for name in MARKERS),
        "subject": sounds_automatic(subject) or _suppressed(root),
        "precedence": bulk,
        "robot": robot or any(ROBOTS.match(address) for address in addresses),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _suppressed(root: Part) -> bool:
    """Exchange forbids answers to its own notices; a letter that carries this answers something."""
    value = root.text("x-auto-response-suppress").lower()
    answers = root.first("in-reply-to") or root.first("references")
    return value not in ("", "none") and not answers


def sounds_left(text: str) -> bool:
    """Whether a short automatic answer says that its reader no longer works there."""
    return bool(LEFT.search(fold(text[:600])))


def sounds_away(text: str, *, answers: bool) -> bool:
    """Whether the text itself is a vacation notice, in the first words of a short message.

    Of what `answers` a letter no word is lost: it must say until when or who helps, and no more.
    """
    words = fold(text[: MOST_AWAY + 1])
    if len(text) <= MOST_AWAY and AWAY_TOO.match(words) and UNTIL.search(words):
        return not BESIDES.search(words)
    return not answers and bool(AWAY.match(words))

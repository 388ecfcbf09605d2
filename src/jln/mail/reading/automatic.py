"""Whether a machine wrote this: RFC 3834 and what programs that do not know it do instead."""

from __future__ import annotations

from jln.mail.reading.mime import Part
from jln.mail.reading.phrases import fold
from jln.mail.reading.phrases.machines import AWAY, MAILERS, MARKERS, ROBOTS
from jln.mail.reading.subjects import sounds_automatic


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
    if auto_submitted(root) not in ("", "no"):
        return "auto-submitted"
    if null_sender(root):
        return "null sender"
    if any(root.first(name) for name in MARKERS):
        return "autoreply header"
    if _suppressed(root, subject) or sounds_automatic(subject):
        return "subject"
    if precedence(root) in ("auto_reply", "junk") or (
        precedence(root) == "bulk" and not root.first("list-id")
    ):
        return "precedence"
    if MAILERS.search(fold(root.text("x-mailer")[:200])) or any(
        ROBOTS.match(address) for address in addresses
    ):
        return "robot"
    return ""


def _suppressed(root: Part, subject: str) -> bool:
    """Exchange forbids answers to its own notices; people's letters do not carry this with a plain subject."""
    value = root.text("x-auto-response-suppress").lower()
    return (
        bool(value)
        and value != "none"
        and not root.first("in-reply-to")
        and not root.first("references")
        and bool(subject)
    )


def sounds_away(text: str) -> bool:
    """Whether the text itself is a vacation notice, in the first words of a short message."""
    return bool(AWAY.match(fold(text[:400])))

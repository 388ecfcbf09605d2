"""What a calendar part says: its method, the one event it is about, and who answers what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jln.mail.reading.mime import Part

MAX_CHARS = 20_000
MAX_ANSWERS = 20
_FOLDED = re.compile(r"\r?\n[ \t]")
_MAILTO = re.compile(r"mailto:([^\s<>\"]{3,254})", re.IGNORECASE)
_ANSWER = re.compile(r";PARTSTAT=\"?([A-Za-z-]{2,20})", re.IGNORECASE)


@dataclass(slots=True)
class Calendar:
    """One event; `answers` by address. Nothing is proved: a calendar says what it likes."""

    method: str = "PUBLISH"
    uid: str = ""
    sequence: int = 0
    answers: dict[str, str] = field(default_factory=dict)


def calendar_of(root: Part) -> Calendar | None:
    """The calendar part that is the message, not a file beside it."""
    for part in root.walk():
        is_one = part.content_type in ("text/calendar", "application/ics")
        if is_one and part.disposition != "attachment":
            return _read(part.content()[:MAX_CHARS], part.params.get("method", ""))
    return None


def _read(text: str, method: str) -> Calendar:
    found = Calendar()
    events = 0
    for line in _FOLDED.sub("", text).splitlines():
        label, _, value = line.partition(":")
        name, value = label.partition(";")[0].strip().upper(), value.strip()
        events += name == "BEGIN" and value.upper() == "VEVENT"
        if name == "METHOD":
            method = method or value
        elif name == "UID":
            found.uid = value[:250]
        elif name == "SEQUENCE" and value.isdecimal():
            found.sequence = int(value[:9])
        elif name == "ATTENDEE" and len(found.answers) < MAX_ANSWERS:
            _add_answer(found, line)
    found.method = method.strip().upper()[:20] or found.method
    # Several events are several questions: none of them is answered for sure.
    return found if events == 1 else Calendar(found.method)


def _add_answer(found: Calendar, line: str) -> None:
    who, said = _MAILTO.search(line), _ANSWER.search(line)
    if who and said:
        found.answers[who[1].lower()] = said[1].upper()

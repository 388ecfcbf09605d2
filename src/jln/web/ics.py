"""Dates as RFC 5545 writes them. Pure: no database, no request, no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST = 75  # octets of a line without its end
ATTENDEE = "{{attendee}}"
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something on a day, on days, or at a moment. `sequence` rises when it is changed."""

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime | None  # the last day; of a moment, the moment it ends
    link: str
    changed_at: datetime
    sequence: int = 0
    place: str = ""
    organiser: str = ""  # who takes answers: an address of ours
    is_cancelled: bool = False
    is_asked: bool = True  # in an invitation: is the reader asked to answer?
    joins: str = ""  # where one joins from afar


def written(name: str, entries: Iterable[Entry]) -> bytes:
    """A whole calendar."""
    named = [f"X-WR-CALNAME:{text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H"]
    events = [line for entry in entries for line in _event(entry)]
    return _calendar("PUBLISH", [*named, *events]).encode()


def invitation(entry: Entry) -> str:
    """One date to be put into its reader's calendar, changed there or taken out (RFC 5546).

    The reader's address is put in for `ATTENDEE` when the letter is handed over.
    """
    asked = "NEEDS-ACTION;RSVP=TRUE" if entry.is_asked else "NEEDS-ACTION;RSVP=FALSE"
    *event, end = _event(entry)
    who = f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT={asked}:mailto:{ATTENDEE}"
    return _calendar("CANCEL" if entry.is_cancelled else "REQUEST", [*event, who, end])


def method_of(calendar: str) -> str:
    """What a calendar of ours is sent for."""
    return calendar.partition("\r\nMETHOD:")[2].partition("\r\n")[0]


def addressed(calendar: str, address: str) -> str:
    """An invitation as this reader gets it."""
    return "".join(
        f"{one}\r\n"
        for line in calendar.replace("\r\n ", "").split("\r\n")[:-1]
        for one in folded(line.replace(ATTENDEE, address))
    )


def _calendar(method: str, lines: Iterable[str]) -> str:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jln//calendar//EN", "CALSCALE:GREGORIAN")
    whole = [*head, f"METHOD:{method}", *lines, "END:VCALENDAR"]
    return "".join(f"{one}\r\n" for line in whole for one in folded(line))


def _event(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{_moment(entry.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(entry.changed_at)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield from _when(entry)
    yield f"SUMMARY:{text(entry.title)}"
    if entry.place:
        yield f"LOCATION:{text(entry.place)}"
    if entry.organiser:
        yield f"ORGANIZER:mailto:{entry.organiser}"
    joins = f"{entry.joins}\n" if entry.joins and not entry.is_cancelled else ""
    yield f"DESCRIPTION:{text(joins + entry.link)}"  # many programs show no URL
    yield f"URL:{entry.link}"
    yield f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT" if not isinstance(entry.starts, datetime) else "TRANSP:OPAQUE"
    yield "END:VEVENT"


def _when(entry: Entry) -> Iterator[str]:
    """A moment is written in UTC: each program shows it in its reader's own zone."""
    if isinstance(entry.starts, datetime):
        yield f"DTSTART:{_moment(entry.starts)}"
        if isinstance(entry.ends, datetime) and entry.ends > entry.starts:
            yield f"DTEND:{_moment(entry.ends)}"
        return
    last = entry.ends or entry.starts
    yield f"DTSTART;VALUE=DATE:{entry.starts:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"  # the day after the last


def text(value: str) -> str:
    """A text with what has a meaning there escaped."""
    clean = _NOT_TEXT.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    for mark in ("\\", ";", ","):
        clean = clean.replace(mark, f"\\{mark}")
    return clean.replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """In pieces of at most 75 octets, each but the first after a space; no letter is cut."""
    piece, size = "", 0
    for letter in line:
        weight = len(letter.encode())
        if size + weight > _LONGEST:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += weight
    yield piece


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"

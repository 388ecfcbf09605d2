"""What the words of the files mean. Pure; raises `ValueError` with a reason for a person."""

from __future__ import annotations

import re
from typing import NamedTuple

from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence

# The weakest word decides, whatever stands before it: "seen; year guessed" is a guess.
_WORDS = (
    (Confidence.EDITORIAL, re.compile(r"^editorial\b")),
    (Confidence.MEMORY, re.compile(r"\bmemory\b")),
    (Confidence.GUESS, re.compile(r"\bguess|\btitles? not seen|not confirmed")),
    (Confidence.INFERRED, re.compile(r"\binfer|\bdescriptive\b|^founding country .*absent")),
)
# A real person's name has no place in a row that erasure does not reach.
_PEOPLE = (
    re.compile(r"[;,]?\s*\bleader(?: [A-Z]\w*)+"),
    re.compile(r" (?:[A-Z]\.)+ ?[A-Z]\w+(?: [A-Z]\w+)*"),
)
_SHORT_RANGE = re.compile(r"(\d{4})-(\d{2})")
_YEARS = re.compile(r"(\d{4})(?:-(\d{4})?)?")


class Span(NamedTuple):
    """From when to when; either may be unknown."""

    starts: PartialDate | None
    ends: PartialDate | None


def confidence_of(text: str) -> tuple[Confidence, str]:
    """The code for how something is known, and what the row says about it beyond "seen"."""
    said = text.strip()
    words = said.lower()
    code = next((code for code, pattern in _WORDS if pattern.search(words)), Confidence.SEEN)
    return code, "" if words == "seen" else said


def dated(text: str) -> PartialDate | None:
    """A partial date; None for nothing."""
    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        raise ValueError(f"{text!r} is no date: write 2016, 2016-07 or 2016-07-09") from None


def date_needed(text: str) -> PartialDate:
    """A partial date that must be there."""
    on = dated(text)
    if on is None:
        raise ValueError("the date is missing")
    return on


def span_of(text: str) -> Span:
    """`2010-2017`, `2011-` (still), `2023` (that year only), or nothing."""
    if not text:
        return Span(None, None)
    match = _YEARS.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no period: write 2010-2017, 2011- or 2023")
    first, last = match.groups()
    ends = last or ("" if text.endswith("-") else first)
    return Span(date_needed(first), dated(ends))


def since_of(text: str) -> tuple[PartialDate | None, str]:
    """`2013-16`, some time in those years: the first of them, and the words that say so."""
    match = _SHORT_RANGE.fullmatch(text)
    if not match:
        return dated(text), ""
    first, last = match.groups()
    return PartialDate(int(first)), f"at some time from {first} to {first[:2]}{last}"


def several(text: str, by: str = ";") -> list[str]:
    """The values of a list, without the empty ones."""
    return [one.strip() for one in text.split(by) if one.strip()]


def count_of(text: str) -> int | None:
    """A whole number; None for nothing."""
    if text and not text.isdecimal():
        raise ValueError(f"{text!r} is no whole number")
    return int(text) if text else None


def needed(text: str, what: str) -> str:
    """A text that must be there."""
    if not text:
        raise ValueError(f"the {what} is missing")
    return text


def without_people(text: str) -> str:
    """The same words without the names of living people."""
    for pattern in _PEOPLE:
        text = pattern.sub("", text)
    return text.strip(" ;,")


def roles_of(text: str) -> list[str]:
    """`co-founder; facilitator (PPM, PHC)` as single roles."""
    return several(without_people(text))


def decisions_of(text: str, *, is_ballot: bool) -> list[str]:
    """The single decisions of a meeting. What a ballot decides is one, whatever follows from it."""
    parts = [text] if is_ballot else re.split(r";\s+(?![^()]*\))", text)
    return [part[0].upper() + part[1:] for part in map(str.strip, parts) if part]

"""Where the quoted message begins, with or without marks.

Attribution lines, header blocks, separators.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jln.mailroom.twin import fold, letter, lexicon
from jln.mailroom.twin.sheet import words_of
from jln.mailroom.twin.source import Row

_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_LABEL = re.compile(r"\s*\*?\s*([^:：]{1,30}?)\s*\*?\s*[:：]\s*(\S.*)?$")
_TOKEN = re.compile(r"\br\.[a-z2-7]{16,}@", re.IGNORECASE)
_RULE = re.compile(r"\s*[_\-=*]{8,}\s*$")
_MOST_ROWS = 4
_LONGEST = 1_000
#: Besides the sender's, so many labels make a header block.
_LABELS = 2
_MOST_HEADERS = 12


def leveled(rows: Sequence[Row]) -> list[Row]:
    """The rows with the right levels.

    Attributions gone, everything behind an unmarked quote one level deeper.
    """
    rows = _before_forwarding(list(rows))
    found: list[Row] = []
    place = 0
    while place < len(rows):
        size = _opening(rows, place) if rows[place].level == 0 else 0
        if not size:
            found.append(rows[place])
            place += 1
            continue
        place += size
        following = next((row for row in rows[place:] if row.text.strip()), None)
        if following is None or following.level == 0:
            return found + [Row(row.text, row.level + 1) for row in rows[place:]]
    return found


def _before_forwarding(rows: list[Row]) -> list[Row]:
    for place, row in enumerate(rows):
        if row.level == 0 and letter.is_forwarding(row.text):
            return rows[:place]
    return rows


def _opening(rows: list[Row], place: int) -> int:
    """How many rows from here introduce a quote; 0 if they do not."""
    return _separated(rows, place) or _attribution(rows, place) or _headers(rows, place)


def _separated(rows: list[Row], place: int) -> int:
    """`-----Original Message-----`, or a rule above headers."""
    if letter.is_original(rows[place].text):
        return 1 + _headers(rows, place + 1)
    if _RULE.match(rows[place].text):
        below = _headers(rows, place + 1)
        return 1 + below if below else 0
    return 0


def _attribution(rows: list[Row], place: int) -> int:
    """`On Monday ... wrote:`, in any language, over up to four rows.

    An address or a date, and a colon before a quote.
    """
    joined = ""
    for size in range(1, _MOST_ROWS + 1):
        if place + size > len(rows):
            return 0
        row = rows[place + size - 1]
        if row.level or not row.text.strip() or len(row.text) > _LONGEST:
            return 0
        joined += " " + row.text.strip()
        if joined.rstrip().endswith((":", "：")):
            whole = _attributes(joined, rows, place + size)
            return size if whole and not _stands_alone(rows, place + 1, size - 1) else 0
        if size == 1 and not _opens_attribution(joined):
            return 0
    return 0


def _stands_alone(rows: list[Row], place: int, size: int) -> bool:
    """Whether the rows below the first are an attribution without it.

    Then the first is the person's.
    """
    joined = " ".join(row.text.strip() for row in rows[place : place + size])
    return size > 0 and "@" in joined and bool(_TIME.search(joined))


def _opens_attribution(text: str) -> bool:
    """The first of several rows has the date or the name and address already."""
    return bool(_TIME.search(text) or "@" in text) and not text.rstrip().endswith((".", "?", "!"))


def _attributes(text: str, rows: list[Row], after: int) -> bool:
    if _TOKEN.search(text):
        return True
    following = next((row for row in rows[after : after + 3] if row.text.strip()), None)
    marked = following is not None and following.level > 0
    if marked:
        return "@" in text or bool(_TIME.search(text))
    return bool(re.search(r"@[\w.-]+\.\w", text) and _TIME.search(text)) and _has_stars(
        rows[after:]
    )


def _has_stars(rows: list[Row]) -> bool:
    return any(is_stars(row.text) for row in rows)


def is_bare(rows: Sequence[Row], stars: int) -> bool:
    """Whether the form whose stars are here was quoted without marks: below headers, or indented.

    Only there may a line that is not the form's be the person's; a line behind `>` never is.
    """
    level = rows[stars].level
    above = [row for row in rows[:stars] if row.level == level]
    flat = [Row(row.text) for row in above]
    if any(_headers(flat, place) for place in range(len(flat))):
        return True
    near = [row.text for row in above[-4:] if row.text.strip()]
    return bool(near) and all(text.startswith(" ") for text in near)


def is_stars(text: str) -> bool:
    """A line of stars, as a form is framed."""
    bare = text.replace(" ", "")
    return len(bare) >= 3 and not bare.strip("*")  # noqa: PLR2004 -- three stars


def _headers(rows: list[Row], place: int) -> int:
    """A block of sender, date and subject: by labels in many languages, or our own address."""
    if place >= len(rows) or not _is_label(rows[place].text, "from", "header"):
        return 0
    size = 0
    known = senders = 0
    for row in rows[place : place + _MOST_HEADERS]:
        is_sender = _is_label(row.text, "from")
        is_known = is_sender or _is_label(row.text, "header")
        goes_on = bool(_LABEL.match(row.text[:_LONGEST])) or row.text.startswith((" ", "\t"))
        if row.level or not row.text.strip() or not (is_known or goes_on):
            break
        senders += is_sender
        known += is_known
        size += 1
    ours = any(_TOKEN.search(row.text) for row in rows[place : place + size])
    return size if senders and (known > _LABELS or (ours and size > 1)) else 0


def _is_label(text: str, *groups: str) -> bool:
    match = _LABEL.match(text) if len(text) <= _LONGEST else None
    if not match:
        return False
    words = words_of(fold.tokens(match[1]))
    if not words:
        return False
    sizes = [lexicon.find(words, 0, lexicon.letters(group)) for group in groups]
    return len(words) in sizes or ("from" in groups and bool(_TOKEN.search(text)))

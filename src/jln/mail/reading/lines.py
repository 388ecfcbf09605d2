"""A plain body as lines with their depth of quoting; flowed text (RFC 3676) is joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Characters of body text that are looked at; the rest is kept in the raw message only.
MAX_CHARS = 64_000
MAX_LINE = 20_000
_PREFIX = re.compile(r"[ \t]{0,3}((?:>[ ]?)+)")
_INVISIBLE = dict.fromkeys(
    (
        0x00AD,
        0x200B,
        0x2060,
        0xFEFF,
        0x200E,
        0x200F,
        0x061C,
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
)
_SPACES = {0x00A0: " ", 0x202F: " ", 0x2007: " ", 0x3000: " ", 0x2009: " ", 0x200A: " "}


@dataclass(slots=True)
class Row:
    """A line on its way; `mark` is what the markup said: cut, attribution, signature or nothing."""

    text: str
    level: int = 0
    mark: str = ""

    @property
    def blank(self) -> bool:
        """Whether nobody could see anything in this row."""
        return not self.text or self.text.isspace()


def tidy(text: str) -> str:
    """Text without marks of direction and width, spaces of every kind made plain."""
    return text if text.isascii() else text.translate(_INVISIBLE).translate(_SPACES)


def rows_of(text: str, *, flowed: bool = False, delsp: bool = False) -> list[Row]:
    """The lines of a plain body."""
    rows: list[Row] = []
    for line in tidy(text[:MAX_CHARS]).split("\n"):
        row = _row(line[:MAX_LINE], flowed=flowed)
        last = rows[-1] if rows else None
        if flowed and last and _flows(last, row):
            last.text = (last.text[:-1] if delsp else last.text) + row.text
            continue
        rows.append(row)
    for row in rows:
        row.text = row.text.rstrip()
    return rows


def _row(line: str, *, flowed: bool) -> Row:
    match = _PREFIX.match(line)
    level = match[1].count(">") if match else 0
    rest = line[match.end() :] if match else line
    if flowed and rest.startswith(" "):
        rest = rest[1:]
    return Row(rest, min(level, 50))


def _flows(before: Row, row: Row) -> bool:
    """Whether a line continues the one before it."""
    soft = before.text.endswith(" ") and before.text != "-- " and row.text != "-- "
    return (
        soft
        and before.level == row.level
        and len(before.text) < MAX_LINE
        and bool(before.text.strip())
    )

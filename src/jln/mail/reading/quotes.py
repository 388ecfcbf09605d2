"""Where a quoted message begins: a line that says who wrote, a block of headers, a line of dashes.

Words of many languages help, but structure decides: an address and a date before a colon, a run of
labelled lines that holds our own subject or the address that was written to. So a language that
nobody wrote down is read too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jln.mail.reading.blocks import ADDRESS, TIME, YEAR, block_end
from jln.mail.reading.context import Context
from jln.mail.reading.lines import Row
from jln.mail.reading.phrases import digits, fold
from jln.mail.reading.phrases.labels import ABOVE, FORWARDED, ORIGINAL
from jln.mail.reading.phrases.writing import COLONS, STARTS, WROTE

#: Rows over which one attribution may be wrapped, and how long it may be.
MAX_WINDOW = 4
MAX_ATTRIBUTION = 420
MAX_WORDS = 30
MAX_BARE_WORDS = 14
MAX_ANNOUNCEMENT = 130
#: A first row of several short ones.
MAX_FIRST_ROW = 100
#: A single short word alone is no announcement.
MIN_ANNOUNCEMENT = 7
LONG_DASHES = 4
#: Rows that look like an announcement and are examined closely; text of nothing else is no letter.
MAX_EXAMINED = 1_000
_NUMERIC = re.compile(r"(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)")
_D = "-_=*~—–‐‑―"
_DASHES = re.compile(
    rf"[\s>]{{0,4}}([{_D}]{{2,}})\s{{0,3}}([^{_D}].{{0,70}}?)\s{{0,3}}:?\s?([{_D}]{{2,}})?[\s:]{{0,3}}\Z"
)
#: Old telephones print the announcement and all headers in one row.
_ONE_ROW = re.compile(
    rf"\s{{0,4}}[{_D}]{{4,}}\s?([^{_D}]{{3,60}}?)\s?[{_D}]{{4,}}\s?[^:：]{{1,30}}[:：].{{0,80}}@"
)
_HINT = re.compile(rf"[{''.join(COLONS)}]|^\s*[{_D}#]")
_RULE = re.compile(rf"\s{{0,8}}[{_D}]{{5,}}\s{{0,8}}\Z")
#: Yahoo on telephones goes on with the quoted text in the row of its attribution.
_RUNS_ON = re.compile(r"(.{20,240}?@[^\s:]{3,80}[^:\n]{0,60}:)\s")
#: Notes puts the writer, the moment and the first words into one row.
_NOTES = re.compile(r"\S.{0,80}? ?-{2,3}\d{1,4}[./-]\d{1,2}[./-]\d{1,4} \d{1,2}:\d\d.{0,12}?-{2,3}")
#: Notes draws its headers as a table of dashes.
_TABLE = re.compile(r"\s{0,3}\|-{6,}>?\|?\s{0,3}\Z")
#: GroupWise closes the line that says who wrote with the marks that open it.
_CLOSED = re.compile(r".{0,160}[\d:.]{4,8}\s?\S{0,4}\s{0,2}>>>\s{0,3}\Z")
#: Gmail wrote so for years, often without a colon.
_DATED = re.compile(
    r"(?:19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}(?: \d{1,2}:\d\d GMT[+-]\d\d:\d\d)?"
    r" [^<>]{1,80}(?:<[^<>\s]{3,120}>)?:?\Z"
)


@dataclass(slots=True)
class Found:
    """Where quoting begins: the rows that announce it, and whether all that follows is quoted."""

    start: int
    end: int
    cuts: bool
    forwarded: bool = False


@dataclass(slots=True)
class _Signs:
    """What a text shows of who wrote when."""

    address: bool = False
    anchor: bool = False
    year: bool = False
    moment: bool = False
    wrote: bool = False
    starts: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def date(self) -> bool:
        """Any part of a date or time."""
        return self.year or self.moment

    @property
    def says_enough(self) -> bool:
        """An attribution beyond doubt, even if no quote mark follows."""
        if (self.address and self.date) or self.anchor:
            return True
        return self.wrote and (
            self.address or (self.date and self.starts) or (self.year and self.moment)
        )

    @property
    def says_something(self) -> bool:
        """Enough if a quote mark follows."""
        if len(self.words) > MAX_WORDS:
            return False
        return self.wrote or self.address or (self.date and len(self.words) <= MAX_BARE_WORDS)


def find_all(rows: list[Row], context: Context) -> list[Found]:
    """Every place where a quote is announced, in order; after a cut nothing more is looked for."""
    found: list[Found] = []
    hints = [_hints(row) for row in rows]
    place = examined = 0
    while place < len(rows) and examined < MAX_EXAMINED:
        here = None
        if _interesting(rows, hints, place):
            examined += 1
            here = _at(rows, place, context)
        if here is None:
            place += 1
            continue
        if found and here.start < found[-1].end:
            here.start = found[-1].end
        found.append(here)
        if here.cuts:
            break
        place = max(here.end, place + 1)
    return found


def _hints(row: Row) -> bool:
    """A cheap look at one row: a mark, a quote, dashes, or a colon near one of its ends."""
    if row.mark or row.level:
        return True
    text = row.text
    return bool(
        _HINT.search(text[:60]) or (len(text) > len(text[:60]) and _HINT.search(text[-200:]))
    )


def _interesting(rows: list[Row], hints: list[bool], place: int) -> bool:
    """Whether a quote may be announced here: something in this row or the next ones hints at it."""
    row = rows[place]
    if row.mark in ("cut", "attribution") or (row.level and row.text.endswith(">>>")):
        return True
    if row.level or row.blank:
        return False
    if row.text.lstrip().startswith("|-") or _NOTES.match(row.text[:140]):
        return True
    return any(hints[place : place + MAX_WINDOW]) or bool(_DATED.match(row.text.strip()[:140]))


def _at(rows: list[Row], place: int, context: Context) -> Found | None:
    row = rows[place]
    if row.mark == "cut":
        return Found(place, place, cuts=True, forwarded=_announces(row.text) == "forwarded")
    if row.level:
        closed = _CLOSED.match(row.text) and not _quoted_next(rows, place)
        return Found(place, place + 1, cuts=True) if closed else None
    if _TABLE.match(row.text) or _NOTES.match(row.text[:140]):
        return Found(place, place + 1, cuts=True)
    announced = _announces(row.text)
    if announced:
        cuts = not _quoted_next(rows, place)
        return Found(
            _with_rule(rows, place), place + 1, cuts=cuts, forwarded=announced == "forwarded"
        )
    end = block_end(rows, place, context)
    if end:
        return Found(_with_rule(rows, place), end, cuts=not _quoted_next(rows, end - 1))
    return _attribution(rows, place, context)


# Lines that announce


def _announces(text: str) -> str:
    """Whether this line says "original message" or "forwarded message"."""
    if _ONE_ROW.match(text):
        return "original"
    if not text or len(text) > MAX_ANNOUNCEMENT:
        return ""
    if ABOVE.search(fold(text)) and text.rstrip(" *_:")[-1:] in "-#—=":
        return "original"
    match = _DASHES.match(text)
    inner = fold(match[2] if match else text).strip(" :*.-_=>")
    if not match and not text.rstrip(" *_").endswith(COLONS):
        return ""
    if inner in FORWARDED or (match and inner.startswith("forwarded by ")):
        return "forwarded"
    return "original" if inner in ORIGINAL and (match or len(inner) >= MIN_ANNOUNCEMENT) else ""


def _with_rule(rows: list[Row], place: int) -> int:
    """The rule above a block belongs to it, with or without words in it, in any language."""
    above = place - 1
    while above >= 0 and rows[above].blank:
        above -= 1
    if above < 0 or rows[above].level:
        return place
    dashes = _DASHES.match(rows[above].text)
    announced = bool(dashes and dashes[3] and len(dashes[1]) >= LONG_DASHES)
    return above if _RULE.match(rows[above].text) or announced else place


def _quoted_next(rows: list[Row], place: int) -> bool:
    """Whether the next row that says something is marked as quoted."""
    level = rows[place].level
    for row in rows[place + 1 : place + 6]:
        if row.level > level or not row.blank:
            return row.level > level
    return False


# The line that says who wrote


def _attribution(rows: list[Row], place: int, context: Context) -> Found | None:
    """An attribution that begins in this row."""
    text = rows[place].text.strip()
    if rows[place].mark == "attribution":
        end = next(
            (at for at in range(place, len(rows)) if rows[at].mark != "attribution"), len(rows)
        )
        return Found(place, end, cuts=not _quoted_next(rows, end - 1))
    alone = place == 0 or rows[place - 1].blank
    if alone and len(text) <= MAX_ANNOUNCEMENT and _DATED.match(text):
        return Found(place, place + 1, cuts=not _quoted_next(rows, place))
    if alone and _stacked(rows, place, context):
        return Found(place, place + 2, cuts=True)
    wrapped = _wrapped(rows, place, context) or _running_on(rows, place, context)
    if wrapped:
        return wrapped
    if _quoted_next(rows, place) and len(text) <= MAX_ATTRIBUTION and _unpunctuated(text, context):
        return Found(place, place + 1, cuts=False)
    return None


def _stacked(rows: list[Row], place: int, context: Context) -> bool:
    """An address of ours alone in a row, and a moment alone in the next: Notes, some telephones."""
    if place + 2 >= len(rows):
        return False
    who, when = _signs(rows[place].text, context), rows[place + 1].text.strip()
    moment = _signs(when, context)
    return (
        who.anchor
        and len(who.words) <= MAX_BARE_WORDS
        and moment.year
        and moment.moment
        and len(moment.words) <= MAX_BARE_WORDS
        and when[:1].isdigit()
        and rows[place + 2].blank
    )


def _wrapped(rows: list[Row], place: int, context: Context) -> Found | None:
    """An attribution of one to four rows that ends with a colon."""
    for end in range(place, min(len(rows), place + MAX_WINDOW)):
        if rows[end].blank or rows[end].level or (end > place and rows[end].mark == "cut"):
            return None
        text = _text(rows, place, end)
        if len(text) > MAX_ATTRIBUTION:
            return None
        if not _ends(text):
            continue
        signs = _signs(text, context)
        if signs.says_enough or (signs.says_something and _quoted_next(rows, end)):
            return _trimmed(rows, place, end, context)
    return None


def _running_on(rows: list[Row], place: int, context: Context) -> Found | None:
    """An attribution with the quoted text behind it, in one row."""
    match = _RUNS_ON.match(rows[place].text.strip()[:MAX_ATTRIBUTION])
    signs = _signs(match[1], context) if match else _Signs()
    sure = signs.address and signs.year and signs.moment and (signs.wrote or signs.anchor)
    return Found(place, place, cuts=True) if sure else None


def _text(rows: list[Row], start: int, end: int) -> str:
    return " ".join(row.text.strip() for row in rows[start : end + 1])


def _ends(text: str) -> bool:
    text = text.rstrip(" *_")
    return text.endswith(COLONS) or (text.startswith("--") and text.endswith("--"))


def _signs(text: str, context: Context) -> _Signs:
    text = text[:MAX_ATTRIBUTION]
    plain = digits(text)
    found = {address.lower().rstrip(".>:") for address in ADDRESS.findall(text)}
    known = fold(text)
    words = known.split(" ")
    starts = any(" ".join(words[:count]) in STARTS for count in (1, 2))
    return _Signs(
        address=bool(found),
        anchor=bool(found & (context.anchors | context.own)),
        year=bool(YEAR.search(plain) or _NUMERIC.search(plain)),
        moment=bool(TIME.search(plain)),
        wrote=bool(WROTE.search(known)),
        starts=starts and bool(re.search(r"\d", plain[:60])),
        words=words,
    )


def _unpunctuated(text: str, context: Context) -> bool:
    """Some programs end the line without a colon, right above the quote."""
    signs = _signs(text, context)
    if signs.address and signs.date:
        return True
    return signs.wrote and signs.date and signs.starts and not text.endswith(".")


def _trimmed(rows: list[Row], place: int, end: int, context: Context) -> Found:
    """The smallest run of rows that ends here and says all; text above stays the writer's."""
    start = end
    while start > place and not _complete(rows, start, end, context):
        start -= 1
    if start > place and rows[start].text.lstrip().startswith(("<", "(<", ",", ")")):
        start -= 1
    return Found(start, end + 1, cuts=not _quoted_next(rows, end))


def _complete(rows: list[Row], start: int, end: int, context: Context) -> bool:
    """Whether these rows say who and when, and begin like a beginning."""
    signs = _signs(_text(rows, start, end), context)
    above = _signs(rows[start - 1].text, context)
    short = len(rows[start - 1].text) <= MAX_FIRST_ROW
    if above.starts and (above.date or above.wrote) and short:
        return signs.starts
    return (signs.address or signs.wrote) and signs.date

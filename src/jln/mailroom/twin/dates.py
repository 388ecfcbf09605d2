"""A day, a month or a year, as people of five languages write them.

Nothing that could be two days.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from jln.mailroom.twin import fold, guards, lexicon
from jln.mailroom.twin.fold import Token
from jln.mailroom.twin.form import Field
from jln.mailroom.twin.result import Found, Result, Unclear
from jln.mailroom.twin.sheet import words_of

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?\Z")
_SLASHED = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\Z")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})\Z")
_SUFFIXES = frozenset(["st", "nd", "rd", "th", "er", "eme", "e", "o", "a"])
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it was said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def read(question: Field, text: str, tokens: list[Token]) -> Result:
    """The date of this text. `tokens` are its words; text behind a comma is left over."""
    reason = guards.reserved(tokens) or ("negation" if guards.negated(words_of(tokens)) else "")
    if reason:
        return Unclear(reason)
    for end in _ends(tokens):
        day = _parse(text[: end - tokens[0].start], [token for token in tokens if token.end <= end])
        if day is not None:
            return (
                day if isinstance(day, Unclear) else _bounded(question, day, tokens[0].start, end)
            )
    return Unclear("date")


def _ends(tokens: list[Token]) -> list[int]:
    """The whole text, then what stands before each mark."""
    cuts = [
        tokens[place - 1].end
        for place, token in enumerate(tokens)
        if place and token.text in ",;:.!(-–،؛"
    ]
    return [tokens[-1].end, *reversed(cuts)]


def _parse(text: str, tokens: list[Token]) -> Day | Unclear | None:
    plain = fold.plain(text).strip(" .,;:!()،")
    written = _numeric(plain)
    return written if written is not None else _worded(words_of(tokens))


def _numeric(plain: str) -> Day | Unclear | None:
    words = [word for word in plain.split() if word not in _around()]
    if len(words) != 1:
        return None
    if match := _ISO.match(words[0]):
        return Day(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _MONTH_YEAR.match(words[0]):
        return Day(int(match[2]), int(match[1]))
    if match := _SLASHED.match(words[0]):
        return _ordered(int(match[1]), int(match[2]), int(match[3]))
    if words[0].isdigit() and int(words[0][:5]) in _YEARS:
        return Day(int(words[0]))
    return None


def _ordered(first: int, second: int, year: int) -> Day | Unclear:
    """Two parts and a year: only one over twelve, or two equal ones, say which is the month."""
    months = 12
    if second <= months < first:
        return Day(year, second, first)
    if first <= months < second:
        return Day(year, first, second)
    return Day(year, first, second) if first == second <= months else Unclear("date_order")


@cache
def _around() -> frozenset[str]:
    groups = (lexicon.patterns("around_date"), lexicon.patterns("weekday"))
    return frozenset(each[0] for group in groups for each in group.patterns if len(each) == 1)


def _worded(words: list[Token]) -> Day | None:
    """Day, month by name and year in any order; other words only such as stand around dates."""
    months: list[int] = []
    numbers: list[int] = []
    place = 0
    while place < len(words):
        size, month = _month(words, place)
        if month:
            months.append(month)
            place += size
        elif words[place].kind == "number" and len(words[place].text) <= 4:  # noqa: PLR2004 -- a year at most
            numbers.append(int(words[place].text))
            place += 2 if _has_suffix(words, place) else 1
        elif words[place].text in _around():
            place += 1
        else:
            return None
    return _assembled(months, numbers)


def _month(words: list[Token], place: int) -> tuple[int, int]:
    names = lexicon.months()
    best = max(_month_names().at(words, place), key=len, default=())
    return len(best), names.get(best, 0)


@cache
def _month_names() -> lexicon.Group:
    return lexicon.Group(lexicon.months())


def _has_suffix(words: list[Token], place: int) -> bool:
    following = words[place + 1] if place + 1 < len(words) else None
    return bool(following and following.glued and following.text in _SUFFIXES)


def _assembled(months: list[int], numbers: list[int]) -> Day | None:
    years = [number for number in numbers if number in _YEARS]
    days = [number for number in numbers if number not in _YEARS]
    if len(months) != 1 or len(years) > 1 or len(days) > 1:
        return None
    return Day(years[0] if years else None, months[0], days[0] if days else None)


def _bounded(question: Field, day: Day, start: int, end: int) -> Result:
    if day.month is not None and not 1 <= day.month <= 12:  # noqa: PLR2004 -- months
        return Unclear("out_of_range")
    if day.day is not None and not 1 <= day.day <= 31:  # noqa: PLR2004 -- days
        return Unclear("out_of_range")
    if day.year is None:
        day = _with_year(question, day)
    if day.year is None or (day.day is None and not question.partial):
        return Unclear("date_incomplete")
    try:
        first, last = _span(day)
    except ValueError:  # 31 February
        return Unclear("out_of_range")
    low = date.fromisoformat(question.not_before) if question.not_before else date.min
    high = date.fromisoformat(question.not_after) if question.not_after else date.max
    if last < low or first > high:
        return Unclear("out_of_range")
    return Found(_written(day), start, end)


def _with_year(question: Field, day: Day) -> Day:
    """Day and month without a year, if exactly one year fits the bounds."""
    if day.day is None or not question.not_before or not question.not_after:
        return day
    low, high = date.fromisoformat(question.not_before), date.fromisoformat(question.not_after)
    fitting = [year for year in range(low.year, high.year + 1) if _fits(day, year, low, high)]
    if not fitting and low.year == high.year:
        fitting = [low.year]
    return Day(fitting[0], day.month, day.day) if len(fitting) == 1 else day


def _fits(day: Day, year: int, low: date, high: date) -> bool:
    try:
        return low <= date(year, day.month or 1, day.day or 1) <= high
    except ValueError:
        return False


def _span(day: Day) -> tuple[date, date]:
    """The first and the last day that may be meant."""
    year = day.year or 1
    if day.day is not None:
        only = date(year, day.month or 1, day.day)
        return only, only
    if day.month is not None:
        return date(year, day.month, 1), date(
            year, day.month, calendar.monthrange(year, day.month)[1]
        )
    return date(year, 1, 1), date(year, 12, 31)


def _written(day: Day) -> str:
    parts = [f"{day.year:04}"]
    if day.month is not None:
        parts.append(f"{day.month:02}")
    if day.day is not None:
        parts.append(f"{day.day:02}")
    return "-".join(parts)

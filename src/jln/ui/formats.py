"""Numbers, days, sizes, lists and names as a reader of the active language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError, dates, lists, numbers, units
from django.utils.translation import get_language, gettext
from markupsafe import Markup, escape

from jln.kit.partial import PartialDate

# "9 March 2027", not "March 9, 2027".
_LOCALES = {"en": "en_GB"}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "dv", "ku-arab", "sd", "ug", "yi"})
_KILO = 1000

ListStyle = Literal["standard", "or"]
"""What CLDR knows for each of the languages; its other styles are not whole in all of them."""


def language() -> str:
    """The active language's code; English when none is active."""
    return get_language() or "en"


@lru_cache(maxsize=64)
def locale_of(code: str) -> Locale:
    """CLDR's data for a language; English for one that CLDR does not know."""
    try:
        return Locale.parse(_LOCALES.get(code, code), sep="_" if code in _LOCALES else "-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def is_rtl(code: str | None = None) -> bool:
    """Whether a language is written from right to left; the active one by default."""
    code = (code or language()).lower()
    return code in _RIGHT_TO_LEFT or code.partition("-")[0] in _RIGHT_TO_LEFT


@lru_cache(maxsize=4096)
def _number(value: float, code: str) -> str:
    return numbers.format_decimal(value, locale=locale_of(code))


def number(value: float) -> str:
    """`1,184` or `1 184`."""
    return _number(value, language())


@lru_cache(maxsize=4096)
def _day(year: int, month: int, on: int, code: str) -> str:
    return dates.format_date(date(year, month, on), "long", locale=locale_of(code))


@lru_cache(maxsize=1024)
def _month(year: int, month: int, code: str) -> str:
    return dates.format_skeleton("yMMMM", date(year, month, 1), locale=locale_of(code))


def day(on: date) -> str:
    """`9 March 2027`; of a moment, its day as it stands (no change of zone)."""
    return _day(on.year, on.month, on.day, language())


def partial(when: PartialDate | date | str | None) -> str:
    """`2016`, `July 2016` or `9 March 2027`; nothing for nothing."""
    if when is None or when == "":
        return ""
    if isinstance(when, str):
        when = PartialDate.parse(when)
    if when.month is None:
        return str(when.year)
    if when.day is None:
        return _month(when.year, when.month, language())
    return _day(when.year, when.month, when.day, language())


_ISO = re.compile(r"(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])")


def in_order(text: str) -> str | Markup:
    """Dates of figures keep their order in a text that runs from right to left."""
    if not is_rtl() or not _ISO.search(text):
        return text
    return Markup(_ISO.sub(r'<bdi dir="ltr">\g<0></bdi>', str(escape(text))))  # noqa: S704 -- escaped


_CHANGED = re.compile(r"(left )?at some time from ([\d-]+) to ([\d-]+)")

_WORD = re.compile(r"(?:guess|inferred|memory): ")  # said already, in the reader's language


def source_note(note: str) -> str:
    """What is noted of how something is known; our own phrase about two lists in words."""
    note = _WORD.sub("", note)
    match = _CHANGED.fullmatch(note)
    if match is None:
        return note
    days = {"start": partial(match[2]), "end": partial(match[3])}
    if match[1]:
        return gettext("left at some time from %(start)s to %(end)s") % days
    return gettext("at some time from %(start)s to %(end)s") % days


def span(starts: PartialDate | None, ends: PartialDate | None) -> str:
    """`2013 – 2015`, `2013 –`, `– 2015`; nothing when neither end is known."""
    return f"{partial(starts)} – {partial(ends)}".strip() if starts or ends else ""


@lru_cache(maxsize=512)
def _short_month(month: int, code: str) -> str:
    names = dates.get_month_names("abbreviated", "stand-alone", locale=locale_of(code))
    return str(names[month])


def short_month(on: date | PartialDate) -> str:
    """`Mar`, for the head of a date tile; nothing when only the year is known."""
    return _short_month(on.month, language()) if on.month else ""


@lru_cache(maxsize=4096)
def _place(zone: str, code: str) -> str:
    if zone in {"UTC", "Etc/UTC", "GMT"}:
        return "UTC"
    return dates.get_timezone_location(ZoneInfo(zone), locale=locale_of(code), return_city=True)


def place(zone: str) -> str:
    """The city that a time zone is called after."""
    return _place(zone, language())


def clock(at: datetime, zone: str = "UTC") -> str:
    """`13:00, Accra`."""
    local = at.astimezone(ZoneInfo(zone))
    return list_parts(f"{local:%H:%M}", _place(zone, language()))


def moment(at: datetime, zone: str = "UTC") -> str:
    """`9 March 2027, 13:00, Accra`."""
    return list_parts(day(at.astimezone(ZoneInfo(zone))), clock(at, zone))


def comma() -> str:
    """The comma of the script, with its space."""
    return "، " if is_rtl() else ", "


def list_parts(*parts: str) -> str:
    """Parts of one date side by side, with the comma of the script."""
    return comma().join(parts)


@lru_cache(maxsize=1024)
def _size(count: int, code: str) -> str:
    amount, unit = count / _KILO, "kilobyte"
    for larger in ("megabyte", "gigabyte"):
        if amount < _KILO:
            break
        amount, unit = amount / _KILO, larger
    amount = round(amount, 1) if amount < 10 else round(amount)  # noqa: PLR2004 -- 1.8 MB, but 18 MB
    words = units.format_unit(amount, f"digital-{unit}", length="short", locale=locale_of(code))
    return words.replace("kB", "KB")


def size(count: int) -> str:
    """`1.8 MB` or `1,8 Mo`; thousands, as networks count what they bill."""
    return _size(count, language())


@lru_cache(maxsize=1024)
def _amount(count: int, unit: str, code: str) -> str:
    words = units.format_unit(count, unit, locale=locale_of(code))
    if unit not in words:
        return words
    return units.format_unit(count, unit, length="short", locale=locale_of(code))


def amount(count: int, unit: str) -> str:
    """`12 months` for 12 of `duration-month`; Babel lacks the long words of some languages."""
    return _amount(count, unit, language())


@lru_cache(maxsize=1024)
def _language_name(code: str, shown_in: str) -> str:
    name = locale_of(shown_in).languages.get(code.replace("-", "_")) or locale_of(
        shown_in
    ).languages.get(code.partition("-")[0])
    return name or code


def language_name(code: str, *, own: bool = False) -> str:
    """A language's name in the active language, or `own`: as its readers write it."""
    name = _language_name(code, code if own else language())
    return name[:1].upper() + name[1:] if own else name


@lru_cache(maxsize=2048)
def _territory(code: str, shown_in: str) -> str:
    return str(locale_of(shown_in).territories.get(code.upper(), code))


def country_name(country: object) -> str:
    """The network's own name of a country; CLDR's for a bare code."""
    own = getattr(country, "name_in", None)
    return str(own(language())) if own else _territory(str(country), language())


def enumerated(items: Iterable[object], style: ListStyle = "standard") -> str:
    """`Ghana, Kenya and Nigeria` as plain text: for letters, and for what is kept."""
    parts = [str(item) for item in items]
    if len(parts) == 1:
        return parts[0]
    return lists.format_list(parts, style, locale=locale_of(language()))


def list_of(items: Iterable[object], style: ListStyle = "standard") -> Markup:
    """The same for a page; `style="or"` for a choice. Each part is escaped unless safe."""
    joined = enumerated([escape(item) for item in items], style)
    return Markup(joined)  # noqa: S704 -- escaped above, joined by CLDR's words

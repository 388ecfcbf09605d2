"""Whole months between days. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

_YEAR = 12


def months_after(start: date, months: int) -> date:
    """The same day so many months later (earlier if negative); a shorter month's last day."""
    years, month = divmod(start.month - 1 + months, _YEAR)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def whole_months(start: date, end: date) -> int:
    """How many months have gone by; none for an end before the start."""
    apart = (end.year - start.year) * _YEAR + end.month - start.month
    return max(0, apart - (months_after(start, apart) > end))

"""Which number holds on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from django.utils.translation import gettext_lazy as _

from jln.kit.partial import PartialDate
from jln.kit.verdict import Verdict, unless
from jln.parameters.terms import DEFINITIONS, Definition, Unit

MOST = 1_000
_LIMITS = {
    Unit.ANSWER: (0, 1),
    Unit.PERCENT: (1, 100),
    Unit.THIRDS: (1, 3),
    Unit.DAYS: (1, MOST),
    Unit.MONTHS: (1, MOST),
}


class Row(Protocol):
    """A number as it is stored."""

    code: str
    value: int
    valid_from: PartialDate
    source: str
    is_default: bool


class Number(NamedTuple):
    """The number of one rule on one day. `since` is None where none is on record for the day."""

    of: Definition
    value: int
    since: PartialDate | None
    source: str
    is_default: bool


def number_on(of: Definition, rows: Iterable[Row], on: date) -> Number:
    """The newest that has begun; where none has, the definition's, which no row can change."""
    begun = [row for row in rows if row.code == of.code and row.valid_from.first <= on]
    if not begun:
        return Number(of, of.value, None, of.source, of.is_default)
    row = max(begun, key=lambda one: str(one.valid_from))
    return Number(of, row.value, row.valid_from, row.source, row.is_default)


def numbers_on(rows: Sequence[Row], on: date) -> dict[str, Number]:
    """Every number of the network on a day, by code."""
    return {code: number_on(of, rows, on) for code, of in DEFINITIONS.items()}


def may_change(of: Definition, value: int) -> Verdict:
    """Is this a number that the rule can work with?"""
    least, most = _LIMITS.get(of.unit, (0, MOST))
    return unless(
        least <= value <= most,
        "out_of_range",
        _("This number is from %(least)s to %(most)s.") % {"least": least, "most": most},
    )

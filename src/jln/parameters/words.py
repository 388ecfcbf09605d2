"""A number as a reader writes it."""

from __future__ import annotations

from babel import numbers
from django.utils.translation import gettext as _

from jln.parameters.terms import Definition, Unit
from jln.ui import formats

_UNITS = {Unit.MONTHS: "duration-month", Unit.DAYS: "duration-day", Unit.HOURS: "duration-hour"}
_WHOLE = 100


def shown(of: Definition, value: int) -> str:
    """`12 months`, `80%`, `2/3`, `no limit`, `Yes`."""
    locale = formats.locale_of(formats.language())
    if of.unit is Unit.LIMIT and not value:
        return _("no limit")
    if of.unit is Unit.ANSWER:
        return _("Yes") if value else _("No")
    if of.unit is Unit.PERCENT:
        return numbers.format_percent(value / _WHOLE, locale=locale)
    if of.unit is Unit.THIRDS:
        return f"{formats.number(value)}/{formats.number(3)}"
    if of.unit in _UNITS:
        return formats.amount(value, _UNITS[of.unit])
    return formats.number(value)

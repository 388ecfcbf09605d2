"""The numbers of the rules: on a day, and over time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from itertools import groupby

from jln.parameters import rules
from jln.parameters.models import Parameter
from jln.parameters.rules import Number
from jln.parameters.terms import DEFINITIONS

_LOOKED_UP: ContextVar[tuple[date, dict[str, Number]] | None] = ContextVar(
    "LOOKED_UP", default=None
)


@contextmanager
def looked_up(on: date) -> Iterator[dict[str, Number]]:
    """Every number of a day, looked up once for all that ask for one of them within."""
    numbers = all_on(on)
    token = _LOOKED_UP.set((on, numbers))
    try:
        yield numbers
    finally:
        _LOOKED_UP.reset(token)


def value(code: str, *, on: date) -> int:
    """The number of a rule on a day; raises `KeyError` for a rule there is not."""
    known = _LOOKED_UP.get()
    if known and known[0] == on:
        return known[1][code].value
    rows = Parameter.objects.filter(code=code, valid_from__lte=on)
    return rules.number_on(DEFINITIONS[code], rows, on).value


def all_on(day: date) -> dict[str, Number]:
    """Every number on a day. One query, or none within `looked_up` of that day."""
    known = _LOOKED_UP.get()
    if known and known[0] == day:
        return known[1]
    return rules.numbers_on(list(Parameter.objects.filter(valid_from__lte=day)), day)


def history(code: str) -> list[Parameter]:
    """The values of one number, the newest first."""
    return list(Parameter.objects.filter(code=code).order_by("-valid_from"))


def histories() -> dict[str, list[Parameter]]:
    """The values of every number, each from its newest."""
    rows = Parameter.objects.order_by("code", "-valid_from")
    return {code: list(of) for code, of in groupby(rows, key=lambda row: row.code)}

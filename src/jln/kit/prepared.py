"""A query whose SQL is made once a process and day; afterwards only its values change.

Django builds the SQL of a queryset anew each time, which costs a page more than
running it. A prepared query is an ordinary queryset of `values()`, written with
stand-ins for its integers, so that the policy and the models stay its only source.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import JSONField, QuerySet

from jln.kit import clock
from jln.kit.time import day

STAND_IN = 2_000_000_001
"""The first of the numbers that stand for values: no row has them, every column takes them."""


@dataclass(frozen=True, slots=True)
class _Plan:
    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, str], ...]  # where in the parameters each value goes
    names: tuple[str, ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]


class Prepared:
    """Call it with the values by name: a list of dicts, as `values()` gives them.

    `make` takes the same names and gives the queryset. It may depend on the day,
    on nothing else that changes: no `in` of a list, no slice by a value.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]]) -> None:
        self._make = make
        self._plans: dict[tuple[str, date, tuple[str, ...]], _Plan] = {}

    def __call__(self, **values: int) -> list[dict[str, Any]]:
        """Run it; one query. Values of JSON are shared: read them, change nothing in them."""
        plan = self._plan(tuple(values))
        params = list(plan.params)
        for at, name in plan.places:
            params[at] = values[name]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, params)
            rows = cursor.fetchall()
        if not plan.converters:
            return [dict(zip(plan.names, row, strict=True)) for row in rows]
        return [dict(zip(plan.names, _converted(plan, row), strict=True)) for row in rows]

    def _plan(self, names: tuple[str, ...]) -> _Plan:
        key = (connection.vendor, day(clock.now()), names)
        plan = self._plans.get(key)
        if plan is None:
            plan = _planned(self._make, names)
            self._plans = {known: one for known, one in self._plans.items() if known[1] == key[1]}
            self._plans[key] = plan
        return plan


def _planned(make: Callable[..., QuerySet[Any, Any]], names: tuple[str, ...]) -> _Plan:
    stand_ins: Mapping[int, str] = {STAND_IN + at: name for at, name in enumerate(names)}
    query = make(**{name: number for number, name in stand_ins.items()}).query
    compiler = query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    fields = [chosen[0] for chosen in compiler.select[: compiler.col_count]]
    converters = _remembering(compiler.get_converters(fields))
    places = [(at, stand_ins[param]) for at, param in enumerate(params) if param in stand_ins]
    if {name for _at, name in places} != set(names):
        raise TypeError(f"the query does not use each of {names}")
    return _Plan(
        sql=sql,
        params=tuple(params),
        places=tuple(places),
        names=tuple(query.selected or ()),
        converters=tuple(
            (at, tuple(functions), expression) for at, (functions, expression) in converters.items()
        ),
    )


def _remembering(converters: dict[int, Any]) -> dict[int, Any]:
    """JSON of the same text is read once: names in five languages come with every row."""
    return {
        at: ([_json], column) if isinstance(column.output_field, JSONField) else (by, column)
        for at, (by, column) in converters.items()
    }


def _json(text: str | None, *_: object) -> Any:  # noqa: ANN401 -- whatever it says
    return None if text is None else _parsed(text)


_parsed = lru_cache(maxsize=2_000)(json.loads)


def _converted(plan: _Plan, row: tuple[Any, ...]) -> list[Any]:
    values = list(row)
    for at, functions, expression in plan.converters:
        for function in functions:
            values[at] = function(values[at], expression, connection)
    return values

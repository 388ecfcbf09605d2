"""Where the evidence for each condition of Full Membership comes from.

Filled in `apps.py`: whatever domain records something that a condition counts
registers a provider for it, and membership asks them without knowing them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F, IntegerField, TextField, Value, Window
from django.db.models.functions import Cast, RowNumber

from jln.membership.rules.full import Evidence, together
from jln.membership.terms import Gate

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.countries.models import Country

Provider = Callable[["Country", date], Evidence]

GATES: dict[Gate, dict[str, Provider]] = {gate: {} for gate in Gate}
"""The providers of each condition, by what they count."""

Beside = Callable[["Country", date, dict[Gate, Evidence]], dict[Gate, Evidence]]
BESIDE: list[Beside] = []
"""What stands beside the record: claims that staff accepted, and waivers."""

__all__ = [
    "BESIDE",
    "GATES",
    "Counted",
    "Evidence",
    "Provider",
    "Rows",
    "counted",
    "of",
    "register",
]


class Rows(NamedTuple):
    """Rows that count, each shown by one of its columns."""

    of: Callable[[Country, date], QuerySet[Any]]
    newest: tuple[str, ...]
    title: str
    link: Callable[[Country, str], str]
    key: str = "pk"


Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Counted:
    """A provider that counts rows; all that are asked together are asked in one query."""

    made: Callable[..., Evidence]
    rows: tuple[Rows, ...]

    def __call__(self, country: Country, on: date) -> Evidence:
        """What the rows say."""
        known = _COUNTED.get()
        is_known = known and known[0] == (country.pk, on)
        found = known[1] if known and is_known else {}
        if any(one not in found for one in self.rows):
            found = _ask(self.rows, country, on)
        return self.made(*(found[one] for one in self.rows))


_COUNTED: ContextVar[tuple[tuple[int, date], dict[Rows, Lines]] | None] = ContextVar(
    "COUNTED", default=None
)


@contextmanager
def counted(country: Country, on: date, *more: Provider) -> Iterator[None]:
    """Within it the rows of every condition and of these are known, by one query for all."""
    asked = [*(one for providers in GATES.values() for one in providers.values()), *more]
    every = dict.fromkeys(row for one in asked if isinstance(one, Counted) for row in one.rows)
    token = _COUNTED.set(((country.pk, on), _ask(every, country, on)))
    try:
        yield
    finally:
        _COUNTED.reset(token)


def _ask(every: Iterable[Rows], country: Country, on: date) -> dict[Rows, Lines]:
    wanted = list(every)
    if not wanted:
        return {}
    first, *others = [_columns(place, one, country, on) for place, one in enumerate(wanted)]
    found: dict[Rows, Lines] = {one: [] for one in wanted}
    for place, _rank, title, key in sorted(first.union(*others, all=True)):
        found[wanted[place]].append((title, wanted[place].link(country, key)))
    return found


def _columns(place: int, one: Rows, country: Country, on: date) -> QuerySet[Any, Any]:
    return (
        one.of(country, on)
        .order_by()
        .values_list(
            Value(place, output_field=IntegerField()),
            Window(RowNumber(), order_by=one.newest),
            Cast(F(one.title), TextField()),
            Cast(F(one.key), TextField()),
        )
    )


def register(gate: str, provider: Provider, *, counts: str = "") -> None:
    """Ask this provider for a condition; another one that counts the same is asked no more."""
    GATES[Gate(gate)][counts] = provider


def of(country: Country, on: date) -> dict[Gate, Evidence]:
    """What stands for a country on a day: the record, and beside it claims and waivers."""
    return reduce(lambda known, beside: beside(country, on, known), BESIDE, recorded(country, on))


def recorded(country: Country, on: date) -> dict[Gate, Evidence]:
    """What stands on record alone; no entry where nothing is recorded at all."""
    known = _COUNTED.get()
    if not known or known[0] != (country.pk, on):
        with counted(country, on):
            return recorded(country, on)
    return {
        gate: reduce(together, [provider(country, on) for provider in providers.values()])
        for gate, providers in GATES.items()
        if providers
    }

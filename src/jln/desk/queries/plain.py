"""Rows of several tables that wait for staff, in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import BigIntegerField, CharField, F, TextField, Value
from django.db.models.functions import Cast

from jln.countries.models import Country

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable

MOST = 100
"""Lines of one kind; whoever has more of them works through these first."""


class Row(NamedTuple):
    """What a line is made of."""

    source: str
    since: datetime
    title: str
    number: int
    mark: str  # its state or the language of its title
    country: Country | None


class Source(NamedTuple):
    """Where the rows of one kind come from, in their order, and which columns say what."""

    rows: Callable[[datetime], QuerySet[Any]]
    since: str | Combinable
    title: str | Combinable
    number: str = "pk"
    mark: str = ""
    country: str = ""


def rows(sources: dict[str, Source], *, at: datetime) -> list[Row]:
    """All of them. Two queries, however much waits, and of however many kinds."""
    first, *others = [_columns(name, source, at) for name, source in sources.items()]
    found = list(first.union(*others, all=True))
    numbers = {0, *(row[-1] for row in found)} - {None}  # asked even where there is none
    countries = Country.objects.in_bulk(numbers)
    return [
        Row(source, since, title, number, mark, countries.get(country))
        for source, since, title, number, mark, country in found
    ]


def _columns(name: str, source: Source, at: datetime) -> QuerySet[Any, Sequence[Any]]:
    some = source.rows(at).order_by(source.since, "pk").values("pk")[:MOST]
    since = F(source.since) if isinstance(source.since, str) else source.since
    every: QuerySet[Any] = some.model._default_manager.filter(pk__in=some)
    return every.order_by().values_list(
        Value(name, output_field=CharField()),
        since,
        Cast(source.title, TextField()),
        F(source.number),
        F(source.mark) if source.mark else Value("", output_field=CharField()),
        F(source.country) if source.country else Value(0, output_field=BigIntegerField()),
    )

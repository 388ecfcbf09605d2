"""Several counts of different tables in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet


def counted(wanted: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """How many rows there are of each, by its name."""
    first, *others = [
        rows.order_by()
        .values(figure=Value(name, output_field=CharField()))
        .annotate(count=Count("pk"))
        for name, rows in wanted.items()
    ]
    found = {row["figure"]: row["count"] for row in first.union(*others, all=True)}
    return {name: found.get(name, 0) for name in wanted}

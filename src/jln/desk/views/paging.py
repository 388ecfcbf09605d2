"""Long lists, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jln.kit.digits import number_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from jln.web.pages import MemberRequest

PAGE = 25


@dataclass(frozen=True, slots=True)
class Cut:
    """The rows of one page, and the numbers of its neighbours; 0 for none."""

    rows: list[Any] = field(default_factory=list)
    previous: int = 0
    next: int = 0


def cut(request: MemberRequest, rows: QuerySet[Any] | Sequence[Any], *, most: int = PAGE) -> Cut:
    """The page that the address names; one query."""
    at = max(number_in(request.GET.get("page", "")), 1)
    shown = list(rows[(at - 1) * most : at * most + 1])
    return Cut(shown[:most], at - 1, at + 1 if len(shown) > most else 0)

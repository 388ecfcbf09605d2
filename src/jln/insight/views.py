"""The network's published figures, as findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from jln.insight import charts, queries
from jln.web.pages import page, public

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest


@public
def insights(request: PublicRequest) -> HttpResponse:
    """Is the network growing, and is what it makes used? As far as it was published."""
    members = queries.member_figures()
    return page(
        request,
        "insight/insights.html",
        figures=queries.figures(),
        members=members,
        by_name=queries.by_name(),
        chart=charts.line([(row.as_of, value) for value, row in members]),
    )

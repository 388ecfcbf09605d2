"""The Steering Group: its meetings and its register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from jln.governance import queries
from jln.web.pages import page, public

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest


@public
def steering_group(request: PublicRequest) -> HttpResponse:
    """The register of decisions, and the meetings they were taken at."""
    return page(
        request,
        "governance/steering_group.html",
        decisions=list(queries.register()[:40]),
        meetings=list(queries.meetings()[:40]),
    )


@public
def meeting(request: PublicRequest, slug: str) -> HttpResponse:
    """One meeting and what it decided."""
    found = get_object_or_404(queries.meetings(), slug=slug)
    return page(request, "governance/meeting.html", meeting=found)

"""The calendar and its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from jln.activities import linked_data, queries
from jln.kit.digits import number_in
from jln.membership import queries as membership
from jln.web.pages import page, public

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest

PAGE = 20


@public(query=("page",))
def events(request: PublicRequest) -> HttpResponse:
    """What took place, newest first, twenty a page."""
    number = max(number_in(request.GET.get("page", "")), 1)
    start = (number - 1) * PAGE
    rows = list(queries.activities()[start : start + PAGE + 1])
    return page(
        request,
        "activities/events.html",
        activities=rows[:PAGE],
        next_page=number + 1 if len(rows) > PAGE else 0,
        previous_page=number - 1,
    )


@public
def event(request: PublicRequest, slug: str) -> HttpResponse:
    """One activity."""
    found = get_object_or_404(queries.activities(), slug=slug)
    data = linked_data.of(found)
    there = list(found.countries.all())
    return page(
        request,
        "activities/event.html",
        activity=found,
        linked_data=data,
        there=there,
        on_map=membership.beside(there),
        marks={one.code: "b" for one in there},
    )

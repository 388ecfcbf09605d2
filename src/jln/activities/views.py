"""The calendar and its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from jln.activities import linked_data, queries
from jln.membership import queries as membership
from jln.web.pages import page, public

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest

PAGE = 20
DIGITS = 4


@public(query=("page",))
def events(request: PublicRequest) -> HttpResponse:
    """What took place, newest first, twenty a page."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else 1
    start = (max(number, 1) - 1) * PAGE
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

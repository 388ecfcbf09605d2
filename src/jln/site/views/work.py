"""Our work: initiatives and learning groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from jln.initiatives import queries as initiatives
from jln.membership import queries as membership
from jln.site import queries
from jln.spaces import queries as spaces
from jln.web.pages import page, public

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest


@public
def work(request: PublicRequest) -> HttpResponse:
    """Every initiative, with its learning groups."""
    return page(request, "site/work.html", initiatives=list(initiatives.initiatives()))


@public
def initiative(request: PublicRequest, slug: str) -> HttpResponse:
    """One initiative: what it grew from, its groups, products and activities."""
    every = initiatives.initiatives().prefetch_related("successor_of")
    found = get_object_or_404(every, slug=slug)
    work = queries.work_of(request.person, initiative=found)
    board = spaces.board(request.person, initiative=found.pk)
    return page(request, "site/initiative.html", initiative=found, work=work, board=board)


@public
def group(request: PublicRequest, slug: str) -> HttpResponse:
    """One learning group: its path, countries, products and activities."""
    found = get_object_or_404(initiatives.groups(), slug=slug)
    countries = [part.country for part in found.countries.all()]
    work = queries.work_of(request.person, group=found)
    return page(
        request,
        "site/group.html",
        group=found,
        countries=countries,
        on_map=membership.beside(countries),
        marks={one.code: "b" for one in countries},
        work=work,
        board=spaces.board(request.person, group=found.pk),
    )

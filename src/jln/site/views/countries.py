"""Countries: the map, the list, and a page for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse

from jln.membership import queries as membership
from jln.site import queries
from jln.web.pages import page, public

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest


@public
def countries(request: PublicRequest) -> HttpResponse:
    """Every member country: as a map of equal squares, and as a list in the reader's order."""
    members = list(membership.present())
    language = request.language
    members.sort(key=lambda row: row.country.name_in(language).casefold())
    return page(request, "site/countries.html", members=members)


@public
def country(request: PublicRequest, code: str) -> HttpResponse:
    """One country. Members see more on the same page."""
    found = queries.country(code, request.person)
    if found is None:
        raise Http404
    return page(request, "site/country.html", it=found)

"""Countries: the map, the list, and a page for each."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.translation import get_language

from jln.kit.time import day
from jln.membership import queries as membership
from jln.site import queries
from jln.spaces import queries as spaces
from jln.web.kept import Kept
from jln.web.pages import page, part, public

if TYPE_CHECKING:
    from markupsafe import Markup

    from jln.web.pages import PublicRequest

_parts: Kept[Markup] = Kept(200)
"""Main parts of pages, the same for every reader who may see the same."""


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
    if found.line.coordinator:
        request.good_until = day(request.now) + timedelta(days=1)  # her seat may end tonight
    reader = request.reader
    is_own = bool(reader and reader.country == found.country.code)
    may_see = (is_own or bool(reader and reader.is_staff)) and queries.may_see_group(
        request.person, found.country
    )
    board = spaces.board(request.person, country=found.country.pk)
    key = get_language(), request.prefix, is_own, may_see, board, found.seen
    said = {"it": found, "is_own": is_own, "may_see": may_see, "board": board}
    main = _parts.get(key, lambda: part(request, "site/_country.html", **said))
    return page(
        request, "site/country.html", of=(found.country.pk, main), country=found.country, main=main
    )

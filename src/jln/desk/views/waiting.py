"""The desk's first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.desk import queries
from jln.desk.views.files import file
from jln.desk.views.paging import cut
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from jln.web.pages import MemberRequest


FEW = 20


@signed_in
def desk(request: MemberRequest) -> HttpResponseBase:
    """What must I do today? The oldest first."""
    waiting = queries.waiting(request.person, at=request.now)
    lines = queries.lines(at=request.now)
    if made := file(request, "to-decide", lines):
        return made
    return page(
        request,
        "desk/desk.html",
        shown=cut(request, lines, most=FEW),
        count=len(lines),
        waiting=waiting,
        counts=waiting.counts,
        now=request.now,
    )

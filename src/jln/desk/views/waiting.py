"""The desk's first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from jln.desk import queries
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from jln.web.pages import MemberRequest


@signed_in
def desk(request: MemberRequest) -> HttpResponse:
    """What must I do today? Each list oldest first."""
    waiting = queries.waiting(request.person, at=request.now)
    return page(request, "desk/desk.html", waiting=waiting, counts=waiting.counts)

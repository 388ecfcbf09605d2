"""Short links that stay right for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect

from jln.conversations import queries
from jln.kit.codes import number_of
from jln.web.pages import MemberRequest, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
def short(request: MemberRequest, code: str, post: str = "") -> HttpResponse:
    """Lead on to the conversation or the post, wherever it stands now."""
    place = queries.leads_to(request.person, number_of(code), number_of(post))
    if not place:
        raise Http404
    return redirect(place)

"""A space as a board, and marking it as seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.forms import AllSeenForm, SeenForm
from jln.spaces import queries as spaces
from jln.spaces.terms import Delivery
from jln.web import network
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
def space(request: MemberRequest, slug: str) -> HttpResponse:
    """A space's conversations: all, of one kind, or with something new to the reader."""
    shown, before = request.GET.get("show", ""), request.GET.get("before", "")
    it = queries.board(request.person, slug, shown=shown, before=before)
    if it is None:
        raise Http404
    hours = tuple(one.waits(request.now) for one in it.rows)
    comes = str(Delivery(it.head.comes).label) if it.head.comes else ""
    return page(
        request,
        "conversations/space.html",
        of=(it.head, it.shown, it.rows, it.next, hours),
        it=it,
        now=request.now,
        address=network.address(slug),
        comes=comes,
    )


@signed_in
def space_seen(request: MemberRequest, slug: str) -> HttpResponse:
    """Mark everything in a space as seen."""
    found = get_object_or_404(spaces.readable(request.person).select_related("country"), slug=slug)
    return deed(
        request,
        "conversations/seen.html",
        SeenForm(request.POST or None),
        lambda: actions.see_space(found, by=request.person, at=request.now),
        told=_("Nothing here is new to you now."),
        then=url("space", slug=slug),
        name=found.called,
        back=url("space", slug=slug),
    )


@signed_in
def all_seen(request: MemberRequest) -> HttpResponse:
    """Mark everything in all spaces as seen."""
    return deed(
        request,
        "conversations/seen.html",
        AllSeenForm(request.POST or None),
        lambda: actions.see_all(by=request.person, at=request.now),
        told=_("Nothing here is new to you now."),
        then=url("ask"),
        name=_("Ask"),
        back=url("ask"),
    )

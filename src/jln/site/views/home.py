"""The first page: a visitor's, and a member's network today."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import get_language, get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

from jln.conversations import queries as conversations
from jln.desk import queries as desk
from jln.governance.queries import motions
from jln.site import queries
from jln.web.kept import Kept
from jln.web.pages import page, part, public

if TYPE_CHECKING:
    from markupsafe import Markup

    from jln.web.pages import MemberRequest, PublicRequest

_latest: Kept[Markup] = Kept(20)


@public
def home(request: PublicRequest) -> HttpResponse:
    """One address, two pages: signing in adds what waits."""
    if request.person:
        return _today(request)  # type: ignore[arg-type]  # there is a person
    language = _preferred(request)
    if language != "en":
        return HttpResponseRedirect(f"/{language}/", headers={"Vary": "Accept-Language, Cookie"})
    return page(request, "site/home.html", home=queries.home())


def _today(request: MemberRequest) -> HttpResponse:
    person = request.person
    key = get_language(), request.prefix
    latest = _latest.get(key, lambda: part(request, "site/_latest.html", **queries.latest()))
    waiting, news = conversations.with_new(person, *conversations.today(person))
    at_desk = desk.counts(at=request.now) if request.reader and request.reader.is_staff else None
    is_seated = request.reader is not None and request.reader.on_steering_group
    asked = motions.waiting_for(person, at=request.now) if is_seated else []
    if request.reader:  # the bell of this page is as new as its list
        acts = len(asked) + (at_desk.acts if at_desk else 0)
        request.reader = dataclasses.replace(request.reader, waiting=len(waiting) + acts)
    hours = tuple(one.waits(request.now) for one in (*waiting, *news))
    return page(
        request,
        "site/today.html",
        of=(waiting, news, hours, at_desk, latest, tuple(asked)),
        waiting=waiting,
        news=news,
        at_desk=at_desk,
        asked=asked,
        now=request.now,
        latest=latest,
    )


def _preferred(request: PublicRequest) -> str:
    """Where a first visit goes; whoever comes back, or from a page of ours, chose already."""
    is_first = "style" not in request.COOKIES and not request.headers.get("Referer")
    if request.prefix or not is_first:
        return "en"
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        try:
            return get_supported_language_variant(wanted)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE

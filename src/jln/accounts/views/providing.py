"""To the sign-in provider that the operator set, and back."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect

from jln.accounts import actions, provider
from jln.accounts.views.entering import (
    BROWSER,
    BROWSER_AGE,
    device_words,
    entered,
    inside,
    set_cookie,
)
from jln.kit.verdict import RuleBroken
from jln.web.pages import public

if TYPE_CHECKING:
    from jln.web.pages import PublicRequest


@public(cached=False)
def sign_in_provider(request: PublicRequest) -> HttpResponse:
    """On to the provider; what comes back is good in this browser only."""
    if not provider.is_set():
        raise Http404
    browser = request.COOKIES.get(BROWSER) or secrets.token_urlsafe(24)
    try:
        there = actions.go_to_provider(
            browser=browser,
            remote=request.META.get("REMOTE_ADDR", ""),
            next_path=inside(request.GET.get("next", "")),
            at=request.now,
        )
    except RuleBroken as broken:
        return _refused(request, broken)
    response = HttpResponseRedirect(there)
    set_cookie(response, BROWSER, browser, BROWSER_AGE)
    return response


@public(cached=False)
def sign_in_provider_back(request: PublicRequest) -> HttpResponse:
    """Back from the provider: in, or on to the code that proves the address."""
    if not provider.is_set():
        raise Http404
    try:
        cookie, next_path = actions.come_back(
            request.GET.get("state", ""),
            request.GET.get("code", ""),
            browser=request.COOKIES.get(BROWSER, ""),
            remote=request.META.get("REMOTE_ADDR", ""),
            device=device_words(request),
            language=request.language,
            at=request.now,
        )
    except RuleBroken as broken:
        return _refused(request, broken)
    return entered(cookie, next_path) if cookie else HttpResponseRedirect("/sign-in/code/")


def _refused(request: PublicRequest, broken: RuleBroken) -> HttpResponse:
    messages.error(request, broken.text)
    return HttpResponseRedirect(f"{request.prefix}/sign-in/")

"""The second step of a sign-in, passkeys, and "that was not me"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import (
    Http404,
    HttpResponse,
    HttpResponseForbidden,
    HttpResponseRedirect,
    JsonResponse,
)
from django.views.decorators.http import require_POST

from jln.accounts import actions, forms, held, passkeys, queries, typed
from jln.accounts.actions import Purpose
from jln.accounts.views.entering import BROWSER, device_words, entered, inside
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import half_way, page, public

if TYPE_CHECKING:
    from django import forms as django_forms

    from jln.web.pages import HalfRequest, PublicRequest


@half_way
def sign_in_second(request: HalfRequest) -> HttpResponse:
    """A passkey or a code, after the mailbox and before what is dangerous."""
    person = request.known
    steps = queries.second_steps(person, at=request.now)
    next_path = inside(request.POST.get("next", "") or request.GET.get("next", ""))
    if not steps.state().ways:
        if not actions.demonstration_app(person, at=request.now):
            return HttpResponseRedirect(url("my_security", query={"next": next_path}))
        steps = queries.second_steps(person, at=request.now)
    shown = actions.demonstration_code(person, at=request.now)
    first = {"next": next_path, "code": shown}
    is_key = "answer" in request.POST
    form = forms.SecondForm(request.POST if request.POST and not is_key else None, initial=first)
    key = forms.PasskeyForm(request.POST if is_key else None, initial=first)
    if _is_shown(request, form, key):
        return held.carry_out(request, next_path) or HttpResponseRedirect(next_path or "/")
    has_key = bool(steps.passkeys) and passkeys.is_possible()
    return page(
        request,
        "accounts/sign_in_second.html",
        form=form,
        passkey=key if has_key else None,
        steps=steps,
        shown=shown,
        is_deed=typed.waiting_deed(request, person, next_path, at=request.now),
    )


def _is_shown(request: HalfRequest, form: forms.SecondForm, key: forms.PasskeyForm) -> bool:
    """Was a right second step sent? What is wrong stands in its form."""
    session, at = session_of(request), request.now
    sent: django_forms.Form = key if key.is_bound else form
    if not sent.is_valid():
        return False
    try:
        if sent is key:
            answer = key.cleaned_data["answer"]
            actions.show_passkey(request.known, answer, browser=session, session=session, at=at)
        else:
            code = form.cleaned_data["code"]
            actions.show_code(request.known, code, session=session, at=at)
    except RuleBroken as broken:
        sent.add_error(None if sent is key else "code", broken.text)
        return False
    return True


def session_of(request: PublicRequest) -> str:
    """What is stored of this browser's session."""
    return actions.session_key_of(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))


@public(cached=False)
@require_POST
def passkey_ask(request: PublicRequest) -> HttpResponse:
    """A challenge for the page's script."""
    purpose = request.POST.get("purpose", "")
    if purpose not in set(Purpose) or not passkeys.is_possible():
        raise Http404
    person = None if purpose == Purpose.ENTER else request.known
    if purpose != Purpose.ENTER and person is None:
        return HttpResponseForbidden()
    try:
        asked = actions.ask_passkey(
            Purpose(purpose),
            person,
            browser=_browser(request, Purpose(purpose)),
            remote=request.META.get("REMOTE_ADDR", ""),
            at=request.now,
        )
    except RuleBroken as broken:
        return HttpResponseForbidden(broken.text)
    return JsonResponse(asked)


def _browser(request: PublicRequest, purpose: Purpose) -> str:
    """The mark of the browser a challenge is for: its session, or the cookie of the way in."""
    if purpose == Purpose.ENTER:
        return actions.browser_mark(request.COOKIES.get(BROWSER, ""))
    return session_of(request)


@public(cached=False)
@require_POST
def sign_in_passkey(request: PublicRequest) -> HttpResponse:
    """In by a passkey alone."""
    form = forms.PasskeyForm(request.POST)
    if form.is_valid():
        try:
            cookie = actions.enter_by_passkey(
                form.cleaned_data["answer"],
                browser=_browser(request, Purpose.ENTER),
                device=device_words(request),
                at=request.now,
            )
        except RuleBroken as broken:
            messages.error(request, broken.text)
        else:
            return entered(cookie, form.cleaned_data["next"])
    return HttpResponseRedirect(f"{request.prefix}/sign-in/")


@public(cached=False)
def not_me(request: PublicRequest, token: str) -> HttpResponse:
    """A letter's link: that was not me. Opening it does nothing: mail scanners open links too."""
    fact = queries.denied_change(token, at=request.now)
    is_done = fact is not None and request.method == "POST"
    if fact and is_done:
        actions.deny_change(fact, at=request.now)
    return page(request, "accounts/not_me.html", is_ours=fact is not None, is_done=is_done)

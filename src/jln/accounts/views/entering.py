"""Signing in and out, and an invitation."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from jln.accounts import actions, forms, passkeys, provider, queries, typed, zones
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import half_way, page, public

if TYPE_CHECKING:
    from jln.web.pages import HalfRequest, PublicRequest

BROWSER = "browser"
BROWSER_AGE = 86_400


@public(cached=False)
def sign_in(request: PublicRequest) -> HttpResponse:
    """Ask for a code. Says the same whether or not the address is known."""
    form = forms.AddressForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    browser = request.COOKIES.get(BROWSER) or secrets.token_urlsafe(24)
    response: HttpResponse | None = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_to_sign_in(
                form.cleaned_data["email"],
                browser=browser,
                remote=request.META.get("REMOTE_ADDR", ""),
                language=request.language,
                next_path=inside(form.cleaned_data["next"]),
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            response = HttpResponseRedirect(f"{request.prefix}/sign-in/code/")
    if response is None:
        is_kept = typed.COOKIE in request.COOKIES
        passkey = forms.PasskeyForm(initial=form.initial) if passkeys.is_possible() else None
        response = page(
            request,
            "accounts/sign_in.html",
            form=form,
            is_kept=is_kept,
            passkey=passkey,
            provider=provider.is_set() and (settings.OIDC_NAME or settings.OIDC_ISSUER),
        )
    set_cookie(response, BROWSER, browser, BROWSER_AGE)
    return response


@public(cached=False)
def sign_in_code(request: PublicRequest) -> HttpResponse:
    """Type the code, in the browser that asked."""
    browser = request.COOKIES.get(BROWSER, "")
    asked = queries.latest_sign_in(actions.browser_mark(browser)) if browser else None
    if asked is None:
        return HttpResponseRedirect(f"{request.prefix}/sign-in/")
    form = forms.CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cookie = actions.try_code(
                asked,
                form.cleaned_data["code"],
                browser=browser,
                device=device_words(request),
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error("code", broken.text)
        else:
            return entered(cookie, asked.next_path)
    return page(request, "accounts/sign_in_code.html", form=form, address=asked.address)


@public(cached=False)
def sign_in_link(request: PublicRequest, token: str) -> HttpResponse:
    """The mailed link. Opening it signs nobody in: mail scanners open links too."""
    asked = queries.sign_in_of(token)
    why = ""
    if request.method == "POST":
        try:
            cookie = actions.use_link(
                token,
                browser=request.COOKIES.get(BROWSER, ""),
                device=device_words(request),
                at=request.now,
            )
        except RuleBroken as broken:
            why = broken.text
        else:
            return entered(cookie, asked.next_path if asked else "")
    return page(request, "accounts/sign_in_link.html", status=409 if why else 200, why=why)


@public(cached=False)
def welcome(request: PublicRequest, token: str) -> HttpResponse:
    """An invitation: three fields, then in."""
    invitation = queries.invitation_of(token)
    first = {
        "name": invitation.name if invitation else "",
        "institution": invitation.institution if invitation else "",
        "language": invitation.language if invitation else "en",
    }
    form = forms.WelcomeForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            cookie = actions.accept(
                token,
                name=form.cleaned_data["name"],
                language=form.cleaned_data["language"],
                institution=form.cleaned_data["institution"],
                timezone=zones.likely(
                    request.headers.get("Accept-Language", ""),
                    invitation.country if invitation else None,
                ),
                device=device_words(request),
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            return entered(cookie, url("my_work", query={"new": "1"}))
    return page(request, "accounts/welcome.html", form=form, invitation=invitation)


@half_way
@require_POST
def sign_out(request: HalfRequest) -> HttpResponse:
    """End the session of this browser."""
    actions.sign_out(request.COOKIES[settings.SESSION_COOKIE_NAME], at=request.now)
    response = HttpResponseRedirect("/")
    response.delete_cookie(settings.SESSION_COOKIE_NAME)
    return response


def entered(cookie: str, next_path: str) -> HttpResponse:
    """On to where it was meant to go, with the new session's cookie."""
    there = inside(next_path) or "/"
    session = queries.session(actions.session_key_of(cookie))
    if session and session.is_half:
        there = url("sign_in_second", query={"next": there})
    response = HttpResponseRedirect(there)
    set_cookie(response, settings.SESSION_COOKIE_NAME, cookie, settings.SESSION_DAYS * 86_400)
    response.delete_cookie(BROWSER)
    return response


def set_cookie(response: HttpResponse, name: str, value: str, age: int) -> None:
    """A cookie that no script reads."""
    response.set_cookie(
        name, value, max_age=age, httponly=True, samesite="Lax", secure=settings.SECURE
    )


def inside(path: str) -> str:
    """A path of ours, or nothing: nobody is sent elsewhere (threats T17)."""
    is_ours = re.fullmatch(r"/(?![/\\])[\w\-./?=&%#~+:,@]{0,299}", path, re.ASCII)
    return path if is_ours else ""


def device_words(request: HttpRequest) -> str:
    """What a person recognises her device by: browser and system, nothing finer."""
    agent = request.headers.get("User-Agent", "")
    browsers = ("Edg", "OPR", "Firefox", "SamsungBrowser", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    browser = next((name for name in browsers if name in agent), "")
    system = next((name for name in systems if name in agent), "")
    names = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet"}
    return ", ".join(word for word in (names.get(browser, browser), system) if word)

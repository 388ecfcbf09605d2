"""Signing in and out, and the pages about oneself."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jln.accounts import actions, forms, queries
from jln.kit.verdict import RuleBroken
from jln.web.pages import page, public, signed_in

if TYPE_CHECKING:
    from jln.web.pages import MemberRequest, PublicRequest

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
                next_path=_inside(form.cleaned_data["next"]),
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            response = HttpResponseRedirect(f"{request.prefix}/sign-in/code/")
    if response is None:
        response = page(request, "accounts/sign_in.html", form=form)
    _set(response, BROWSER, browser, BROWSER_AGE)
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
            return _entered(cookie, asked.next_path)
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
            return _entered(cookie, asked.next_path if asked else "")
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
                device=device_words(request),
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            return _entered(cookie, "/me/")
    return page(request, "accounts/welcome.html", form=form, invitation=invitation)


@signed_in
@require_POST
def sign_out(request: MemberRequest) -> HttpResponse:
    """End the session of this browser."""
    actions.sign_out(request.COOKIES[settings.SESSION_COOKIE_NAME], at=request.now)
    response = HttpResponseRedirect("/")
    response.delete_cookie(settings.SESSION_COOKIE_NAME)
    return response


@signed_in
def me(request: MemberRequest) -> HttpResponse:
    """My profile, and the doors to everything else of mine."""
    person = request.person
    form = forms.ProfileForm(request.POST or None, initial=_profile(person))
    if request.method == "POST" and form.is_valid():
        actions.change_profile(person, form.cleaned_data, by=person, at=request.now)
        messages.info(request, _("Your profile is changed."))
        return HttpResponseRedirect("/me/")
    return page(request, "accounts/me.html", form=form, photo=forms.PhotoForm())


@signed_in
@require_POST
def my_photo(request: MemberRequest) -> HttpResponse:
    """Take a new photo, or remove it."""
    file = request.FILES.get("photo")
    if file is None and "remove" not in request.POST:
        messages.info(request, _("Choose a file first."))
        return HttpResponseRedirect("/me/#photo")
    try:
        actions.set_photo(request.person, file, by=request.person, at=request.now)
    except RuleBroken as broken:
        messages.info(request, broken.text)
    else:
        messages.info(request, _("Your photo is changed.") if file else _("Your photo is gone."))
    return HttpResponseRedirect("/me/#photo")


@signed_in
def my_languages(request: MemberRequest) -> HttpResponse:
    """Languages I work in, what I can help with, what I want to learn."""
    person = request.person
    form = forms.KnowledgeForm(request.POST or None, initial=queries.knowledge(person))
    themes = queries.themes(person.language)
    form.offer(queries.working_languages(person.language), themes)
    if request.method == "POST" and form.is_valid():
        actions.set_knowledge(person, form.cleaned_data, by=person, at=request.now)
        messages.info(request, _("Thank you. Colleagues find you by this now."))
        return HttpResponseRedirect("/me/languages/")
    return page(request, "accounts/my_languages.html", form=form)


@signed_in
def my_addresses(request: MemberRequest) -> HttpResponse:
    """My addresses: add, confirm, choose, remove, take back."""
    person = request.person
    form = forms.NewAddressForm(request.POST if "email" in request.POST else None)
    why = ""
    if request.method == "POST":
        try:
            if _address_deed(request, form):
                return HttpResponseRedirect("/me/addresses/")
        except RuleBroken as broken:
            why = broken.text
    rows = queries.addresses(person)
    return page(request, "accounts/my_addresses.html", form=form, rows=rows, why=why)


def _address_deed(request: MemberRequest, form: forms.NewAddressForm) -> bool:
    person, at = request.person, request.now
    if "email" in request.POST:
        if not form.is_valid():
            return False
        actions.add_address(person, form.cleaned_data["email"], by=person, at=at)
        messages.info(request, _("A code is on its way to the new address. Type it below."))
        return True
    pk = int(request.POST.get("address", "0")) if request.POST.get("address", "").isdigit() else 0
    match request.POST.get("deed"):
        case "confirm":
            code = "".join(str(int(c)) for c in request.POST.get("code", "") if c.isdecimal())
            actions.confirm_address(person, pk, code, by=person, at=at)
            messages.info(request, _("This address is yours now."))
        case "main":
            actions.choose_main(person, pk, by=person, at=at)
            messages.info(request, _("Mail goes to this address from now on."))
        case "remove":
            actions.remove_address(person, pk, by=person, at=at)
            messages.info(request, _("Removed. You can take it back for seven days."))
        case "keep":
            actions.keep_address(person, pk, by=person, at=at)
            messages.info(request, _("The address is back."))
    return True


@signed_in
def my_sessions(request: MemberRequest) -> HttpResponse:
    """Where I am signed in; end one or all the others."""
    mine = actions.session_key_of(request.COOKIES[settings.SESSION_COOKIE_NAME])
    if request.method == "POST":
        key = request.POST.get("session", "")
        actions.end_sessions(request.person, key=key, but="" if key else mine, at=request.now)
        messages.info(request, _("Signed out there."))
        return HttpResponseRedirect("/me/sessions/")
    rows = queries.sessions(request.person)
    return page(request, "accounts/my_sessions.html", rows=rows, mine=mine)


@signed_in
def my_data(request: MemberRequest) -> HttpResponse:
    """Take my data along; close; be erased."""
    form = forms.CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, at = request.person, request.now
        if form.cleaned_data["how"] == "erase":
            actions.erase(person, by=person, at=at)
        else:
            actions.close(person, by=person, at=at)
        response = HttpResponseRedirect("/")
        response.delete_cookie(settings.SESSION_COOKIE_NAME)
        return response
    return page(request, "accounts/my_data.html", form=form)


@signed_in
@require_POST
def my_data_file(request: MemberRequest) -> HttpResponse:
    """Everything kept of me, as one file."""
    packed = actions.export(request.person, by=request.person, at=request.now)
    response = HttpResponse(packed, content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    return response


def _profile(person: object) -> dict[str, object]:
    return {name: getattr(person, name) for name in forms.ProfileForm.names}


def _entered(cookie: str, next_path: str) -> HttpResponse:
    response = HttpResponseRedirect(_inside(next_path) or "/")
    _set(response, settings.SESSION_COOKIE_NAME, cookie, settings.SESSION_DAYS * 86_400)
    response.delete_cookie(BROWSER)
    return response


def _set(response: HttpResponse, name: str, value: str, age: int) -> None:
    response.set_cookie(
        name, value, max_age=age, httponly=True, samesite="Lax", secure=settings.SECURE
    )


def _inside(path: str) -> str:
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

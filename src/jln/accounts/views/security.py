"""One's own second steps: passkeys, an app, recovery codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from markupsafe import Markup

from jln.accounts import actions, forms, passkeys, provider, queries, rules, totp
from jln.accounts.views.entering import inside
from jln.accounts.views.second import session_of
from jln.kit.digits import number_in
from jln.kit.verdict import RuleBroken
from jln.web import network
from jln.web.addresses import url
from jln.web.pages import half_way, page

if TYPE_CHECKING:
    from jln.accounts.models import Authenticator
    from jln.accounts.queries import SecondSteps
    from jln.web.pages import HalfRequest


@half_way
def my_security(request: HalfRequest) -> HttpResponse:
    """My passkeys, my app, my recovery codes; the first of them where a seat asks for one."""
    steps = queries.second_steps(request.known, at=request.now)
    if _is_first_to_show(request, steps):
        return HttpResponseRedirect(url("sign_in_second", query={"next": url("my_security")}))
    first = {"next": _next(request)}
    new = forms.NewPasskeyForm(request.POST if "answer" in request.POST else None, initial=first)
    why = ""
    if request.method == "POST":
        try:
            if response := _deed(request, new):
                return response
        except RuleBroken as broken:
            why = broken.text
    return page(
        request,
        "accounts/my_security.html",
        steps=steps,
        links=queries.provider_links(request.known) if provider.is_set() else [],
        new=new if passkeys.is_possible() else None,
        next=first["next"],
        why=why,
    )


@half_way
def my_authenticator(request: HalfRequest) -> HttpResponse:
    """An app that shows codes: its secret as a picture and as text, until it shows one."""
    person = request.known
    found = queries.authenticator(person)
    steps = queries.second_steps(person, at=request.now)
    if found is None or found.confirmed_at or _is_first_to_show(request, steps):
        return HttpResponseRedirect(url("my_security"))
    shown = actions.demonstration_code(person, at=request.now)
    form = forms.SecondForm(request.POST or None, initial={"code": shown, "next": _next(request)})
    form.fields["code"].label = _("The code that your app shows now")
    if request.method == "POST" and form.is_valid():
        code, session = form.cleaned_data["code"], session_of(request)
        try:
            codes = actions.confirm_authenticator(
                person, code, session=session, by=person, at=request.now
            )
        except RuleBroken as broken:
            form.add_error("code", broken.text)
        else:
            return _codes(request, codes)
    secret = totp.secret_of(found)
    return page(
        request,
        "accounts/my_authenticator.html",
        form=form,
        secret=totp.words_of(secret),
        picture=_picture(request, found),
        shown=shown,
    )


def _picture(request: HalfRequest, found: Authenticator) -> Markup:
    """The secret as a picture for the phone's camera, made of presentation attributes alone."""
    import segno  # noqa: PLC0415 -- four MB that only this page needs

    name = network.current().name
    said = totp.address_of(totp.secret_of(found), network=name, person=request.known.name)
    drawn = segno.make(said, error="l", micro=False)
    return Markup(drawn.svg_inline(scale=4, omitsize=False))  # noqa: S704 -- squares drawn by us


def _is_first_to_show(request: HalfRequest, steps: SecondSteps) -> bool:
    """Whoever has a second step shows it before anything about it is changed, and lately."""
    if not steps.state().ways:
        return False
    is_change = request.method == "POST"
    is_fresh = rules.is_fresh(request.proved_at, at=request.now)
    return request.person is None or (is_change and not is_fresh)


def _deed(request: HalfRequest, new: forms.NewPasskeyForm) -> HttpResponse | None:
    """What was sent; nothing where a form has to be shown again."""
    person, at = request.known, request.now
    if new.is_bound:
        return _added(request, new)
    pk = number_in(request.POST.get("passkey", ""))
    match request.POST.get("deed"):
        case "app":
            actions.begin_authenticator(person, by=person, at=at)
            there = url("my_authenticator", query={"next": _next(request)})
            return HttpResponseRedirect(there)
        case "no_app":
            actions.remove_authenticator(person, by=person, at=at)
        case "codes":
            return _codes(request, actions.renew_codes(person, by=person, at=at))
        case "name":
            actions.name_passkey(person, pk, request.POST.get("name", ""), by=person)
        case "unlink":
            actions.remove_link(person, pk, by=person, at=at)
        case "remove":
            actions.remove_passkey(person, pk, by=person, at=at)
        case _:
            return None
    messages.success(request, _("Done."))
    return HttpResponseRedirect(url("my_security"))


def _added(request: HalfRequest, new: forms.NewPasskeyForm) -> HttpResponse | None:
    if not new.is_valid():
        return None
    session = session_of(request)
    codes = actions.add_passkey(
        request.known,
        new.cleaned_data["answer"],
        new.cleaned_data["name"],
        browser=session,
        session=session,
        by=request.known,
        at=request.now,
    )
    return _codes(request, codes)


def _codes(request: HalfRequest, codes: list[str]) -> HttpResponse:
    """New recovery codes, on this answer and nowhere else; without any, on."""
    there = _next(request)
    if not codes:
        messages.success(request, _("Done."))
        return HttpResponseRedirect(there or url("my_security"))
    return page(request, "accounts/recovery_codes.html", codes=codes, there=there or url("me"))


def _next(request: HalfRequest) -> str:
    return inside(request.POST.get("next", "") or request.GET.get("next", ""))

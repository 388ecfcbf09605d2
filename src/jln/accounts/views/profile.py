"""What a person says of herself, her addresses and devices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from jln.accounts import actions, forms, queries, zones
from jln.kit.digits import number_in
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from jln.web.pages import MemberRequest

BROWSER = "browser"
BROWSER_AGE = 86_400


@signed_in
def me(request: MemberRequest) -> HttpResponse:
    """My profile, and the doors to everything else of mine."""
    person = request.person
    form = _form(request, request.POST or None, _profile(person))
    photo = forms.PhotoForm()
    if "photo" in request.FILES:
        photo = _new_photo(request)
    if request.method == "POST" and form.is_valid() and not photo.errors:
        actions.change_profile(person, form.cleaned_data, by=person, at=request.now)
        messages.success(request, _("Your profile is changed."))
        return HttpResponseRedirect(url("me"))
    return _me(request, form, photo)


def _me(request: MemberRequest, form: forms.ProfileForm, photo: forms.PhotoForm) -> HttpResponse:
    positions = [one for one in queries.positions(request.person) if one.ends is None]
    return page(request, "accounts/me.html", form=form, photo=photo, positions=positions)


def _form(request: MemberRequest, data: Any, first: dict[str, object]) -> forms.ProfileForm:  # noqa: ANN401 -- what a browser sent
    person = request.person
    offered = zones.of_network(queries.countries(), person.country, person.timezone)
    return forms.ProfileForm(data, initial=first, zones=offered)


def _new_photo(request: MemberRequest) -> forms.PhotoForm:
    """Take the photo that was sent; what is wrong with it stands in its form."""
    form = forms.PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["photo"]
        try:
            actions.set_photo(request.person, file, by=request.person, at=request.now)
        except RuleBroken as broken:
            form.add_error("photo", broken.text)
        else:
            messages.success(request, _("Your photo is changed."))
    return form


@signed_in
def my_zone(request: MemberRequest) -> HttpResponse:
    """Every time zone there is, by its part of the world."""
    person = request.person
    continent = request.GET.get("in", "")
    if continent not in zones.CONTINENTS:
        place = person.timezone.partition("/")[0]
        continent = place if place in zones.CONTINENTS else "Africa"
    form = forms.ProfileForm(
        request.POST or None,
        initial={"timezone": person.timezone},
        zones=zones.of_continent(continent, person.timezone),
    ).only("timezone")
    if request.method == "POST" and form.is_valid():
        actions.change_profile(person, form.cleaned_data, by=person, at=request.now)
        messages.success(request, _("Your time zone is changed."))
        return HttpResponseRedirect(url("me"))
    return page(
        request,
        "accounts/my_zone.html",
        form=form,
        continent=continent,
        continents=zones.CONTINENTS,
    )


@signed_in
def my_photo(request: MemberRequest) -> HttpResponse:
    """Take a new photo, or remove it; what was typed beside it is there again, not yet kept."""
    if request.method != "POST":
        return HttpResponseRedirect(url("me"))
    photo = forms.PhotoForm()
    if "remove" in request.POST:
        actions.set_photo(request.person, None, by=request.person, at=request.now)
        messages.success(request, _("Your photo is gone."))
    else:
        photo = _new_photo(request)
    stored = _profile(request.person)
    typed = {name: request.POST[name] for name in stored if name in request.POST}
    is_kept = all(_plain(stored[name]) == _plain(said) for name, said in typed.items())
    if is_kept and not photo.errors:
        return HttpResponseRedirect(url("me"))
    return _me(request, _form(request, None, {**stored, **typed}), photo)


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
    pk = number_in(request.POST.get("address", ""))
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


def _profile(person: object) -> dict[str, object]:
    return {name: getattr(person, name) for name in forms.ProfileForm.names}


def _plain(value: object) -> str:
    """A value as a browser sends it, whatever it makes of the ends of lines."""
    return "\n".join(str(value or "").splitlines()).strip()

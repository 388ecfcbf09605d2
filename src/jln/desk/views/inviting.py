"""Inviting one person, or a list that is shown first."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jln.accounts import actions as accounts
from jln.desk import actions, forms, queries, rules, sheets
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from jln.countries.models import Country
    from jln.web.pages import MemberRequest


@signed_in
def invite(request: MemberRequest) -> HttpResponse:
    """Invite one person, or a list that is shown first."""
    countries = _countries(request)
    form = _form(request, countries)
    if form.is_bound and form.is_valid():
        found = {one.code: one for one in countries}
        values = form.cleaned_data
        try:
            accounts.invite(
                values["address"],
                name=values["name"],
                country=found[values["country"]],
                language=values["language"],
                institution=values["institution"],
                title=values["position"],
                by=request.person,
                at=request.now,
            )
        except RuleBroken as broken:
            form.add_error(None, broken.text)
        else:
            messages.success(request, _sent(values, found[values["country"]], request.language))
            return redirect(url("desk_invite"))
    return page(request, "desk/invite.html", form=form, sheet=forms.SheetForm())


@signed_in
def invite_list(request: MemberRequest) -> HttpResponse:
    """A list: the first press shows what would happen, the second does it."""
    countries = _countries(request)
    if request.method != "POST":
        return HttpResponseRedirect(url("desk_invite"))
    sheet = forms.SheetForm(request.POST, request.FILES)
    try:
        rows = _rows(request)
        guests = rules.guests(rows, queries.known_to_a_list(rows, countries, at=request.now))
    except RuleBroken as broken:
        sheet.errors.clear()
        sheet.add_error("sheet", broken.text)
        form = _form(request, countries)
        return page(request, "desk/invite.html", form=form, sheet=sheet)
    done = None
    if "sure" in request.POST:
        done = actions.invite_all(guests, by=request.person, at=request.now)
        sent = sum(not why for _guest, why in done)
        messages.success(
            request,
            ngettext(
                "%(num)s invitation is on its way.", "%(num)s invitations are on their way.", sent
            )
            % {"num": sent},
        )
    return page(
        request,
        "desk/invite_list.html",
        guests=guests,
        done=done,
        right=sum(bool(guest.verdict) for guest in guests),
        packed=json.dumps(rows),
    )


@signed_in
def invite_sample(request: MemberRequest) -> HttpResponse:
    """A list of one invented person, headed in the reader's language, as spreadsheets open it."""
    country = _countries(request)[0]
    language = request.language
    text = StringIO()
    write = csv.writer(text)
    write.writerow([said.get(language, said["en"]) for said in rules.HEADS.values()])
    write.writerow(
        [
            "ama@ministry.example",
            "Ama",
            country.name_in(language),
            language,
            _("Ministry of Health"),
            _("Director of purchasing"),
        ]
    )
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="invitations.csv"'
    return response


def _sent(values: dict[str, str], country: Country, language: str) -> str:
    """Whom it went to, so that a slip is seen while it can be withdrawn."""
    return _("The invitation is on its way: %(name)s, %(address)s, for %(country)s.") % {
        "name": values["name"],
        "address": values["address"],
        "country": country.name_in(language),
    }


def _countries(request: MemberRequest) -> list[Country]:
    """Countries one may invite for; nothing is here for whoever may for none."""
    countries = list(queries.invitable_countries(request.person))
    if not countries:
        raise Http404
    return countries


def _form(request: MemberRequest, countries: list[Country]) -> forms.InviteForm:
    form = forms.InviteForm(request.POST if "address" in request.POST else None)
    named = ((one.code, one.name_in(request.language)) for one in countries)
    form.offer(sorted(named, key=lambda pair: pair[1]))
    return form


def _rows(request: MemberRequest) -> list[list[str]]:
    """The list as sent, or as it was shown: the preview itself keeps nothing."""
    if "packed" in request.POST:
        try:
            rows = json.loads(request.POST["packed"])
        except ValueError:
            return []
        return [[str(cell) for cell in row] for row in rows if isinstance(row, list)]
    file = request.FILES.get("sheet")
    return sheets.rows_of(file.read(sheets.MOST_BYTES + 1)) if file else []

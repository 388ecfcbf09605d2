"""Countries to call, and what was said with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.desk import actions, forms, queries
from jln.desk.views.files import file
from jln.desk.views.paging import cut
from jln.kit.codes import code_of
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from jln.web.pages import MemberRequest


@signed_in
def countries(request: MemberRequest) -> HttpResponseBase:
    """Whom should somebody call, and why now?"""
    found = queries.to_call(request.person, at=request.now)
    if made := file(request, "countries", found):
        return made
    return page(
        request, "desk/countries.html", shown=cut(request, found), count=len(found),
        today=day(request.now),
    )  # fmt: skip


@signed_in
def all_contacts(request: MemberRequest) -> HttpResponseBase:
    """What was said with every country, the latest first."""
    rows = queries.contacts(request.person)
    if made := file(request, "contacts", rows):
        return made
    return page(
        request,
        "desk/all_contacts.html",
        country=None,
        shown=cut(request, rows),
        today=day(request.now),
    )


@signed_in
def contacts(request: MemberRequest, country: str) -> HttpResponseBase:
    """What was said with one country; put more on record."""
    of = get_object_or_404(queries.to_note(request.person), code=country.upper())
    rows = queries.contacts(request.person, of)
    if made := file(request, "contacts", rows):
        return made
    form = forms.ContactForm(request.POST or None, initial={"held_on": day(request.now)})
    if form.is_bound and form.is_valid():
        try:
            actions.note_contact(of, **form.cleaned_data, by=request.person, at=request.now)
        except RuleBroken as broken:
            form.refuse(broken, not_yet="held_on", half_a_step="next_on", step_before="next_on")
        else:
            messages.success(request, _("It is on record."))
            return redirect(url("desk_contacts", country=country))
    return page(
        request, "desk/contacts.html", country=of, subject=code_of(of.pk), form=form,
        shown=cut(request, rows), today=day(request.now),
    )  # fmt: skip

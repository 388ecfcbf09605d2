"""A Core Group's own page, what is on record of it, and what is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.governance import actions, queries
from jln.governance.forms import (
    ChangeGroupForm,
    FormGroupForm,
    PassOnForm,
    ShowForm,
    group_said,
)
from jln.governance.views.asked import Asked, answer
from jln.web.addresses import url
from jln.web.pages import MemberRequest, page, signed_in

if TYPE_CHECKING:
    from jln.countries.models import CountryCoreGroup


@signed_in
def core_group(request: MemberRequest, country: str) -> HttpResponse:
    """How the group is doing, its seats, meetings, notes and actions."""
    it = queries.group_page(request.person, country, at=request.now)
    if it is None:
        raise Http404
    return page(request, "governance/core_group.html", it=it)


@signed_in
def core_group_record(request: MemberRequest, country: str) -> HttpResponse:
    """Put a group on record, or change what is on record of it."""
    code = country.upper()
    group = queries.changing(request.person).filter(country__code=code).first()
    if group is not None:
        return _change(request, group)
    of = get_object_or_404(queries.forming(request.person), code=code, core_group=None)
    form = FormGroupForm(request.POST or None, institutions=queries.institutions_of(of))
    return answer(
        request,
        Asked(
            form,
            lambda: actions.form_group(
                of, actions.Terms(**form.said()), by=request.person, at=request.now
            ),
            _("The Country Core Group is on record."),
            url("core_group", country=country),
            of,
            _("Put it on record"),
            of.code,
            _("A group formed for the network counts as much as a body that was there before."),
        ),
    )


def _change(request: MemberRequest, group: CountryCoreGroup) -> HttpResponse:
    form = ChangeGroupForm(
        request.POST or None,
        initial=group_said(group),
        institutions=queries.institutions_of(group.country),
    )
    return answer(
        request,
        Asked(
            form,
            lambda: actions.change_group(
                group, actions.Terms(**form.said()), by=request.person, at=request.now
            ),
            _("It is on record."),
            url("core_group", country=group.country.code.lower()),
            group.country,
            _("Put it on record"),
            group.code,
        ),
    )


@signed_in
def core_group_public(request: MemberRequest, country: str) -> HttpResponse:
    """Choose what visitors see of the country."""
    group = get_object_or_404(queries.changing(request.person), country__code=country.upper())
    form = ShowForm(request.POST or None, initial={"shows": group.shows})
    return answer(
        request,
        Asked(
            form,
            lambda: actions.show(
                group, form.cleaned_data["shows"], by=request.person, at=request.now
            ),
            _("The page of the country shows what you chose."),
            url("core_group", country=country),
            group.country,
            _("Keep the choice"),
            group.code,
        ),
    )


@signed_in
def core_group_passed_on(request: MemberRequest, country: str) -> HttpResponse:
    """Put on record what people outside the group were told."""
    group = get_object_or_404(queries.keeping(request.person), country__code=country.upper())
    form = PassOnForm(request.POST or None, initial={"told_on": request.now.date()})
    return answer(
        request,
        Asked(
            form,
            lambda: actions.pass_on(group, **form.cleaned_data, by=request.person, at=request.now),
            _("It is on record."),
            url("core_group", country=country),
            group.country,
            _("Put it on record"),
            group.code,
        ),
    )

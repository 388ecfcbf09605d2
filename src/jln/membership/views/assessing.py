"""A country's own assessment, its endorsement and check, waivers, and other levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.access.check import can
from jln.access.permissions import Permission
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.membership import actions, evidence, forms, queries
from jln.membership.rules.assessing import CLAIMED
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from jln.countries.models import Country


def _country(code: str) -> Country:
    found = queries.country(code)
    if found is None:
        raise Http404
    return found


@signed_in
def assessment(request: MemberRequest, code: str) -> HttpResponse:
    """What the group says beside the record: written by its leaders, read by those concerned."""
    country, person = _country(code), request.person
    found = queries.assessment_of(country, person)
    may_write = queries.may_write(person, country)
    if found is None and not may_write:
        raise Http404
    is_open = found is None or found.endorsed_at is None or found.verified_at is not None
    form, barred = None, queries.barred(country, on=day(request.now)) if may_write else ""
    if may_write and is_open and not barred:
        form = forms.AssessmentForm(request.POST or None, initial=forms.assessment_said(found))
        if form.is_valid() and _written(request, form, country):
            return redirect(request.path)
    elif request.method == "POST" and not barred:
        raise Http404
    return page(
        request,
        "membership/assessment.html",
        country=country,
        it=found,
        form=form,
        barred=barred,
        known=evidence.recorded(country, day(request.now)) if form else {},
        gates=CLAIMED,
        may_endorse=found is not None
        and found.opened_by_id != person.pk
        and not found.endorsed_at
        and queries.to_endorse(person).filter(pk=found.pk).exists(),
        may_verify=found is not None and queries.to_verify(person).filter(pk=found.pk).exists(),
    )


def _written(request: MemberRequest, form: forms.AssessmentForm, country: Country) -> bool:
    shows = form.cleaned_data["show"] == "yes"
    try:
        actions.write(
            country,
            form.claims(),
            words=form.cleaned_data["own_words"],
            shows=shows,
            by=request.person,
            at=request.now,
        )
    except RuleBroken as broken:
        form.refuse(broken, no_words="own_words", **{name: name for name in form.fields})
        return False
    asked = _("The group is asked by mail to stand behind it.")
    messages.success(request, asked if shows else _("It is kept."))
    return True


@signed_in
def assessment_endorse(request: MemberRequest, code: str) -> HttpResponse:
    """Stand behind the group's assessment."""
    found = get_object_or_404(queries.to_endorse(request.person), pk=number_of(code))
    then = url("assessment", code=found.country.code.lower())
    return deed(
        request,
        "membership/assessment_endorse.html",
        forms.EndorseForm(request.POST or None),
        lambda: actions.endorse(found, by=request.person, at=request.now),
        told=_("You stand behind it."),
        then=then,
        it=found,
    )


@signed_in
def assessment_verify(request: MemberRequest, code: str) -> HttpResponse:
    """Staff judge the lines of an assessment."""
    found = get_object_or_404(queries.to_verify(request.person), pk=number_of(code))
    form = forms.VerifyForm(request.POST or None)
    if form.is_valid():
        try:
            actions.verify(found, form.returned(), by=request.person, at=request.now)
        except RuleBroken as broken:
            form.refuse(broken, **{name: name for name in form.fields})
        else:
            messages.success(request, _("They are told by mail."))
            return redirect(url("desk_pipeline"))
    lines = {line.gate: line for line in found.lines.all()}
    return page(
        request,
        "membership/assessment_verify.html",
        form=form,
        it=found,
        lines=[(gate, lines.get(gate)) for gate in CLAIMED],
    )


@signed_in
def membership_waiver(request: MemberRequest, code: str) -> HttpResponse:
    """Staff set a condition aside for a country."""
    country = _country(code)
    if not can(request.person, Permission.WAIVER_GRANT, country):
        raise Http404
    form = forms.WaiverForm(request.POST or None)
    return deed(
        request,
        "membership/membership_waiver.html",
        form,
        lambda: actions.waive(
            country,
            form.cleaned_data["gate"],
            form.cleaned_data["reason"],
            by=request.person,
            at=request.now,
        ),
        told=_("It is set aside, with its reason."),
        then=url("membership", code=country.code.lower()),
        country=country,
    )


@signed_in
def membership_level(request: MemberRequest, code: str) -> HttpResponse:
    """Put another level to the Steering Group, or leave the network."""
    country = _country(code)
    levels = queries.levels_to_propose(request.person, country)
    if not levels:
        raise Http404
    form = forms.LevelForm(request.POST or None, levels=levels)
    return deed(
        request,
        "membership/membership_level.html",
        form,
        lambda: actions.propose(
            country,
            form.cleaned_data["level"],
            form.cleaned_data["because"],
            by=request.person,
            at=request.now,
        ),
        told=_("It is on record."),
        then=url("membership", code=country.code.lower()),
        country=country,
    )

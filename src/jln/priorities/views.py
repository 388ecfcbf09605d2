"""The pages of rounds of priorities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.kit.codes import number_of
from jln.kit.digits import number_in
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.priorities import actions, forms, merging, queries, rules
from jln.priorities.terms import Way
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from jln.priorities.models import RoundCountry


MOST_WORDS = 80


@public
def priorities(request: PublicRequest) -> HttpResponse:
    """All rounds; those that are open lead on for members."""
    return page(
        request,
        "priorities/priorities.html",
        rounds=list(queries.rounds()[: queries.FEW]),
        may_open=queries.may_open(request.person) if request.person else False,
        today=day(request.now),
    )


@public(query=("page",))
def priority_round(request: PublicRequest, code: str) -> HttpResponse:
    """A round: where it stands; closed, its result and what became of each priority."""
    it = queries.page(request.person, code, at=request.now)
    if it is None:
        raise Http404
    number = max(1, number_in(request.GET.get("page", "")))
    first = (number - 1) * queries.MOST_SHOWN
    if first and first >= len(it.listed):
        raise Http404
    return page(request, "priorities/round.html", it=it, one=it.round, page=number, first=first)


@signed_in
def priority_new(request: MemberRequest) -> HttpResponse:
    """Open a round."""
    if not queries.may_open(request.person):
        raise PermissionDenied
    form = forms.OpenForm(request.POST or None)
    if form.is_valid():
        try:
            made = actions.open_round(form.said(), by=request.person, at=request.now)
        except RuleBroken as broken:
            form.refuse(broken, past="people_until", too_short="countries_until", twice="name")
        else:
            messages.success(request, _("The round is open. People are asked by mail."))
            return redirect(url("priority_round", code=made.code))
    return page(request, "priorities/new.html", form=form)


@signed_in
def priority_mine(request: MemberRequest, code: str) -> HttpResponse:
    """Name problems."""
    person = request.person
    found = get_object_or_404(queries.open_to(person), pk=number_of(code))
    form = forms.NameForm(
        request.POST or None,
        initial=forms.named_said(queries.named_by(person, found)),
        most=found.names_each,
    )
    return deed(
        request,
        "priorities/asked.html",
        form,
        lambda: actions.name(found, form.lines(), by=person, at=request.now),
        told=_("Your country counts what you named."),
        then=url("priority_round", code=code),
        one=found,
        subject=found.code,
        until=found.people_until,
        problems=queries.problems_of(person),
    )


@signed_in
def priority_list(request: MemberRequest, code: str) -> HttpResponse:
    """Confirm the country's list."""
    mine = _mine(request, code)
    form = forms.ConfirmForm(request.POST or None, initial={"way": mine.way})
    return deed(
        request,
        "priorities/asked.html",
        form,
        lambda: actions.confirm(mine, form.cleaned_data["way"], by=request.person, at=request.now),
        told=_("Your country's list is confirmed."),
        then=url("priority_round", code=code),
        one=mine.round,
        subject=mine.code,
        until=mine.round.lists_until,
        ways=[(way, queries.tallied(mine, way)) for way in Way],
    )


@signed_in
def priority_points(request: MemberRequest, code: str) -> HttpResponse:
    """Spread the country's points."""
    mine = _mine(request, code)
    form = forms.SpreadForm(request.POST or None, initial=forms.spread_said(mine))
    return deed(
        request,
        "priorities/asked.html",
        form,
        lambda: actions.spread(mine, form.given, by=request.person, at=request.now),
        told=_("Your country's points are in. You can change them until the last day."),
        then=url("priority_round", code=code),
        one=mine.round,
        subject=mine.code,
        until=mine.round.countries_until,
        listed=queries.listed(mine.round),
    )


@signed_in
def priority_similar(request: MemberRequest, code: str) -> HttpResponse:
    """Ask whether similar priorities are one; what was asked stands below."""
    person = request.person
    found = get_object_or_404(queries.merging(person), pk=number_of(code))
    rows = queries.to_merge(person, found)
    words = request.GET.get("q", "").strip()[:MOST_WORDS]
    chosen = request.GET.getlist("which")
    posted = request.POST.getlist("which")
    if queries.asked_already(found, [number_of(one) for one in posted]):
        messages.info(request, rules.ASKED)
        return redirect(url("priority_similar", code=code))
    shown = queries.narrowed(rows, words, {number_of(one) for one in (*posted, *chosen)})
    form = forms.SimilarForm(request.POST or None, initial={"which": chosen}, priorities=shown)
    return deed(
        request,
        "priorities/similar.html",
        form,
        lambda: merging.propose(found, form.numbers(), by=person, at=request.now),
        told=_("Everybody behind them is asked by mail."),
        then=url("priority_similar", code=code),
        one=found,
        words=words,
        more=len(rows) - len(shown),
        groups=queries.alike(rows),
        merges=queries.merges(found),
    )


@signed_in
def priority_consent(request: MemberRequest, code: str, consent: str) -> HttpResponse:
    """Say whether similar priorities may count as one."""
    asked = queries.consents(request.person).filter(merge__round=number_of(code))
    found = get_object_or_404(asked, pk=number_of(consent))
    form = forms.ConsentForm(request.POST or None, initial=forms.consent_said(found))
    return deed(
        request,
        "priorities/consent.html",
        form,
        lambda: merging.consent(found, **form.said(), by=request.person, at=request.now),
        told=_("It is on record."),
        then=url("priority_round", code=code),
        one=found.merge.round,
        it=found,
        priorities=queries.merged_of(found.merge),
    )


@signed_in
def priority_fate(request: MemberRequest, code: str, priority: str) -> HttpResponse:
    """Say what became of a priority."""
    if not queries.may_open(request.person):
        raise Http404
    closed = queries.fated().filter(round=number_of(code))
    found = get_object_or_404(closed, pk=number_of(priority))
    form = forms.FateForm(
        request.POST or None, initial=forms.fate_said(getattr(found, "fate", None))
    )
    return deed(
        request,
        "priorities/fate.html",
        form,
        lambda: actions.say_fate(
            found,
            is_taken_up=form.cleaned_data["fate"] == "yes",
            what=queries.thing_at(form.cleaned_data["what"]),
            reason=form.cleaned_data["reason"],
            by=request.person,
            at=request.now,
        ),
        told=_("It is on record, and the country is told."),
        then=url("priority_round", code=code),
        one=found.round,
        priority=found,
    )


def _mine(request: MemberRequest, code: str) -> RoundCountry:
    rows = queries.led_by(request.person).filter(round=number_of(code))
    return get_object_or_404(rows.order_by("pk")[:1])

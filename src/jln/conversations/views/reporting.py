"""Reporting a post, and deciding about what was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations.places import place
from jln.conversations.report_forms import DecideReportForm, LookForm, ReportForm
from jln.conversations.rules import reporting as rules
from jln.kit.codes import number_of
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
def post_report(request: MemberRequest, code: str, number: int) -> HttpResponse:
    """Say what is wrong with a post."""
    post = get_object_or_404(queries.post_in(request.person, number_of(code), number))
    form = ReportForm(request.POST or None)
    return deed(
        request,
        "conversations/deed.html",
        form,
        lambda: actions.report_post(
            post, words=form.cleaned_data["why"], by=request.person, at=request.now
        ),
        told=_("Reported. You are told what is decided, within seven days."),
        then=place(code, number),
        topic=post.topic,
    )


@signed_in
def reports(request: MemberRequest) -> HttpResponse:
    """What was reported and waits for a decision."""
    cases = list(queries.open_cases(request.person))
    late = {case.pk for case in cases if rules.is_late(case.opened_at, request.now)}
    return page(request, "conversations/reports.html", cases=cases, late=late)


@signed_in
def report(request: MemberRequest, code: str) -> HttpResponse:
    """One reported post: what was said of it, without names; its end."""
    found = queries.reports_to_decide(request.person).select_related(
        "post__topic", "post__space", "post__by", "decided_by"
    )
    case = get_object_or_404(found, pk=number_of(code))
    form = DecideReportForm(request.POST or None)
    return deed(
        request,
        "conversations/report.html",
        form,
        lambda: actions.decide_report(
            case,
            form.cleaned_data["decision"],
            because=form.cleaned_data["because"],
            by=request.person,
            at=request.now,
        ),
        told=_("Decided. The author and who reported it are told."),
        then=url("reports"),
        case=case,
        said=queries.words_of(case),
        may_look=queries.may_look(request.person, case),
    )


@signed_in
def report_look(request: MemberRequest, code: str) -> HttpResponse:
    """Who reported a post, to staff who say why they have to know."""
    found = queries.reports_to_decide(request.person).select_related("post__topic")
    case = get_object_or_404(found, pk=number_of(code))
    if not queries.may_look(request.person, case):
        raise Http404
    form = LookForm(request.POST or None)
    shown = []
    if form.is_valid():
        actions.look_who_reported(
            case, because=form.cleaned_data["because"], by=request.person, at=request.now
        )
        shown = queries.reporters(case)
    return page(request, "conversations/report_look.html", form=form, case=case, shown=shown)

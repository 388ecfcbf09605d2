"""Lists of a Core Group, its requests to partners with their answers, a meeting cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.governance import actions, queries
from jln.governance.forms import AnswerSupportForm, AskSupportForm, CancelForm
from jln.governance.queries import listed
from jln.governance.views.asked import Asked, answer, told_of
from jln.kit.codes import number_of
from jln.kit.digits import number_in
from jln.kit.time import day
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from django.db.models import QuerySet

    from jln.countries.models import CountryCoreGroup

PAGE = 20


def _group(request: MemberRequest, country: str) -> CountryCoreGroup:
    return get_object_or_404(queries.keeping(request.person), country__code=country.upper())


def _cut(request: MemberRequest, rows: QuerySet[Any]) -> dict[str, Any]:
    """The rows of one page, and the numbers of its neighbours; 0 for none."""
    number = max(number_in(request.GET.get("page", "")), 1)
    shown = list(rows[(number - 1) * PAGE : number * PAGE + 1])
    more = number + 1 if len(shown) > PAGE else 0
    return {"rows": shown[:PAGE], "previous_page": number - 1, "next_page": more}


@signed_in
def core_meetings(request: MemberRequest, country: str) -> HttpResponse:
    """Every meeting of the group."""
    group = _group(request, country)
    shown = _cut(request, listed.meetings_of(group))
    return page(
        request, "governance/core_meetings.html", country=group.country, now=request.now, **shown
    )


@signed_in
def core_actions(request: MemberRequest, country: str) -> HttpResponse:
    """Every action of the group, open ones first."""
    group = _group(request, country)
    shown = _cut(request, listed.actions_of(group))
    today = day(request.now)
    return page(
        request, "governance/core_actions.html", country=group.country, today=today, **shown
    )


@signed_in
def core_meeting_cancel(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """Say that a meeting does not take place."""
    number = number_of(code)
    off = _group(request, country).meetings.filter(cancelled_at__isnull=False)
    if off.filter(pk=number).exists():
        messages.info(request, queries.CANCELLED)
        return redirect(url("core_group", country=country))
    rows = queries.meetings_to_keep(request.person).filter(noted_at=None)
    meeting = get_object_or_404(rows, group__country__code=country.upper(), pk=number)
    form = CancelForm(request.POST or None)
    return answer(
        request,
        Asked(
            form,
            lambda: actions.cancel_meeting(
                meeting, form.cleaned_data["because"], by=request.person, at=request.now
            ),
            lambda: told_of(
                meeting.starts_at,
                request,
                _("The meeting is cancelled, and the group is told."),
            ),
            url("core_group", country=country),
            meeting.group.country,
            _("Cancel the meeting"),
            meeting.code,
            str(meeting),
        ),
    )


@signed_in
def core_support(request: MemberRequest, country: str) -> HttpResponse:
    """What the group asked of partners; ask another."""
    group = _group(request, country)
    form = AskSupportForm(request.POST or None, partners=listed.partners())
    return deed(
        request,
        "governance/core_support.html",
        form,
        lambda: actions.ask_support(group, **form.said(), by=request.person, at=request.now),
        told=_told(form, day(request.now)),
        then=url("core_support", country=country),
        country=group.country,
        group=group,
        here=request.path,
        requests=list(listed.requests_of(group)[:PAGE]),
    )


def _told(form: AskSupportForm, on: date) -> str:
    """Whether somebody of the partner reads it, or staff have to carry it there."""
    institution = form.said()["institution"].pk if form.is_valid() else None
    if institution and not listed.people_of_partner(institution, on=on).exists():
        return _("Nobody of this partner is here: staff carry your request to it.")
    return _("The partner is asked.")


@signed_in
def core_support_one(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """One request: for the partner's people and for staff, to answer."""
    rows = listed.requests_seen(request.person).filter(group__country__code=country.upper())
    asked = get_object_or_404(rows, pk=number_of(code))
    may_answer = listed.requests_to_answer(request.person).filter(pk=asked.pk).exists()
    form = AnswerSupportForm(request.POST or None)
    if request.method == "POST" and not may_answer:
        form = AnswerSupportForm()
    return deed(
        request,
        "governance/core_support_one.html",
        form,
        lambda: actions.answer_support(asked, **form.said(), by=request.person, at=request.now),
        told=_("The answer is on record, and the group is told."),
        then=request.path,
        country=asked.group.country,
        asked=asked,
        here=request.path,
        may_answer=may_answer,
    )

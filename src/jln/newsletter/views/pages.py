"""What went out, for anybody: newsletters and opportunities."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from jln.kit.codes import number_of
from jln.kit.time import day
from jln.newsletter import queries
from jln.newsletter.terms import IssueKind
from jln.web.pages import PublicRequest, page, public

if TYPE_CHECKING:
    from django.http import HttpResponse

AT_A_TIME = 50


@public
def newsletter(request: PublicRequest) -> HttpResponse:
    """Every issue that went out, newest first."""
    rows = queries.sent(request.person, IssueKind.NEWSLETTER)[:AT_A_TIME]
    return page(request, "newsletter/list.html", issues=list(rows))


@public
def issue(request: PublicRequest, number: int) -> HttpResponse:
    """One issue in the language of its address; draft ones for their editors."""
    rows = queries.issues(request.person, IssueKind.NEWSLETTER)
    found = get_object_or_404(rows, number=number)
    it = queries.shown(request.person, found, request.language)
    return page(request, "newsletter/issue.html", it=it, issue=found)


@public
def opportunities(request: PublicRequest) -> HttpResponse:
    """Those that are open, by deadline; below them the last that are closed."""
    today = day(request.now)
    request.good_until = today + timedelta(days=1)
    still, closed = queries.opportunities(today)
    return page(request, "newsletter/opportunities.html", still=still, closed=closed)


@public
def opportunity(request: PublicRequest, code: str) -> HttpResponse:
    """What is offered, to whom, until when, and where one answers."""
    rows = queries.issues(request.person, IssueKind.OPPORTUNITY)
    found = get_object_or_404(rows, pk=number_of(code))
    today = day(request.now)
    request.good_until = today + timedelta(days=1)
    it = queries.shown(request.person, found, request.language)
    is_open = found.deadline_on is not None and found.deadline_on >= today
    return page(request, "newsletter/opportunity.html", it=it, issue=found, is_open=is_open)

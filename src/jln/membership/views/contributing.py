"""What a country gave in kind: its own list, and a form for one more."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.kit.codes import number_of
from jln.kit.digits import number_in
from jln.membership import actions, forms, queries
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, signed_in

SHOWN = 20


@signed_in
def contributions(request: MemberRequest, code: str) -> HttpResponse:
    """The list for its Core Group and the staff; the form for the group."""
    country, person = queries.country(code), request.person
    if country is None or not queries.sees_contributions(person, country):
        raise Http404
    may_record = queries.contributing(person).filter(pk=country.pk).exists()
    if request.method == "POST" and not may_record:
        raise Http404
    number = max(1, number_in(request.GET.get("page", "")))
    first = (number - 1) * SHOWN
    rows = list(queries.contributions(country)[first : first + SHOWN + 1])
    if first and not rows:
        raise Http404
    form = forms.ContributionForm(request.POST or None)
    here = url("contributions", code=country.code.lower())
    return deed(
        request,
        "membership/contributions.html",
        form,
        lambda: actions.contribute(country, form.given(), by=person, at=request.now),
        told=_("It is on record."),
        then=here,
        country=country,
        rows=rows[:SHOWN],
        may_record=may_record,
        page=number,
        is_last=len(rows) <= SHOWN,
    )


@signed_in
def contribution(request: MemberRequest, code: str) -> HttpResponse:
    """Take one back."""
    found = get_object_or_404(queries.of_group(request.person), pk=number_of(code))
    form = forms.TakeBackForm(request.POST or None)
    return deed(
        request,
        "membership/contribution.html",
        form,
        lambda: actions.take_back_contribution(found, by=request.person, at=request.now),
        told=_("Taken back. Nobody gets it by mail."),
        then=url("contributions", code=found.country.code.lower()),
        it=found,
    )

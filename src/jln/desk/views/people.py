"""The people there, and what staff do about one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from jln.accounts import actions as accounts
from jln.desk import actions, forms, queries
from jln.desk.terms import Showing
from jln.desk.views.files import file
from jln.desk.views.paging import cut
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from jln.web.pages import MemberRequest


@signed_in
def people(request: MemberRequest) -> HttpResponseBase:
    """Everybody in the network: where from, seen when, reached by mail or not."""
    words = "".join(c for c in request.GET.get("q", "") if c.isprintable())
    looked = queries.Looked(
        words=" ".join(words.split())[:100],
        country=request.GET.get("country", "")[:2].upper(),
        showing=request.GET.get("show", "")[:20],
    )
    found = queries.people(request.person, looked, at=request.now)
    if made := file(request, "people", found):
        return made
    language = request.language
    countries = sorted(queries.countries_of_people(), key=lambda one: one.name_in(language))
    return page(
        request,
        "desk/people.html",
        shown=cut(request, found),
        count=found.count(),
        looked=looked,
        countries=countries,
        showings=Showing.choices,
        today=day(request.now),
    )


@signed_in
def person(request: MemberRequest, code: str) -> HttpResponse:
    """One person: how she is reached; suspend with a reason, or lift."""
    it = queries.person(request.person, number_of(code))
    if it is None:
        raise Http404
    form = forms.SuspendForm(request.POST if "because" in request.POST else None)
    try:
        if "lift" in request.POST:
            accounts.lift(it.person, by=request.person, at=request.now)
            return HttpResponseRedirect(request.path)
        if form.is_bound and form.is_valid():
            because = form.cleaned_data["because"]
            accounts.suspend(it.person, because=because, by=request.person, at=request.now)
            return HttpResponseRedirect(request.path)
    except RuleBroken as broken:
        form.refuse(broken, no_reason="because")
    return page(
        request, "desk/person.html", it=it, found=it.person, form=form, today=day(request.now)
    )


@signed_in
def country_request(request: MemberRequest, code: str) -> HttpResponse:
    """A person asks to belong to another country."""
    asked = queries.request_to_decide(request.person, number_of(code))
    if asked is None:
        raise Http404
    form = forms.DecideCountryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_country(
                asked,
                is_granted=form.cleaned_data["granted"] == "yes",
                words=form.cleaned_data["reply"],
                by=request.person,
                at=request.now,
            )
        except RuleBroken as broken:
            form.refuse(broken, no_words="reply")
        else:
            messages.success(request, _("Decided. The person is told by mail."))
            return redirect(url("desk"))
    return page(request, "desk/country_request.html", asked=asked, form=form)

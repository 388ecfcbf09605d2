"""One's work: positions with their dates, and the country one belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.accounts import actions, forms, queries
from jln.facts.kinds import Kind
from jln.kit.codes import number_of
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.web.addresses import has_route, url
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from jln.web.pages import MemberRequest


@signed_in
def my_work(request: MemberRequest) -> HttpResponse:
    """What I do and did; state a new position."""
    person = request.person
    form = forms.PositionForm(
        request.POST or None, institutions=queries.institutions_to_choose(person)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.begin_position(person, form.job(), by=person, at=request.now)
        except RuleBroken as broken:
            form.refuse(broken, no_title="position", no_place="institution", not_yet="starts")
        else:
            messages.success(request, _("Your position is stated. Colleagues see it now."))
            return redirect(url("my_work"))
    return page(
        request,
        "accounts/my_work.html",
        form=form,
        positions=queries.positions(person),
        fresh=queries.fresh_positions(person, at=request.now),
        begun=Kind.POSITION_BEGUN,
        ended=Kind.POSITION_ENDED,
        asked=queries.open_country_request(person),
        has_joined="new" in request.GET,
    )


@signed_in
def my_position(request: MemberRequest, code: str) -> HttpResponse:
    """End a position, or take back what was said of it lately."""
    person = request.person
    mine = queries.all_positions(person)
    position = get_object_or_404(mine, pk=number_of(code))
    first = {"ends": PartialDate.of(day(request.now))}
    form = forms.PositionEndForm(request.POST if "ends" in request.POST else None, initial=first)
    try:
        if "resume" in request.POST:
            actions.resume_position(position, by=person, at=request.now)
            return redirect(url("my_work"))
        if "slip" in request.POST:
            actions.take_back_position(position, by=person, at=request.now)
            messages.success(request, _("Taken back, as if it had not been stated."))
            return redirect(url("my_work"))
        if form.is_bound and form.is_valid():
            actions.end_position(position, form.cleaned_data["ends"], by=person, at=request.now)
            messages.success(request, _("It stands in your history now. State the new one below."))
            if has_route("my_seats") and queries.holds_seats(person, at=request.now):
                messages.info(request, _("Do your seats end with it? Nothing ends by itself."))
                return redirect(url("my_seats"))
            return redirect(url("my_work"))
    except RuleBroken as broken:
        if form.is_bound:
            form.refuse(broken, ends_first="ends", not_yet="ends")
        else:
            messages.error(request, broken.text)
    return page(request, "accounts/my_position.html", form=form, position=position)


@signed_in
def my_country(request: MemberRequest) -> HttpResponse:
    """Ask the desk for another country: rights hang on it."""
    person = request.person
    form = forms.CountryForm(
        request.POST if "country" in request.POST else None,
        countries=queries.other_countries(person),
    )
    if "withdraw" in request.POST:
        actions.withdraw_country_request(person, by=person, at=request.now)
        messages.success(request, _("You no longer ask for another country."))
        return redirect(url("my_work"))
    if form.is_bound and form.is_valid():
        try:
            actions.ask_for_country(
                person,
                form.chosen(),
                because=form.cleaned_data["because"],
                by=person,
                at=request.now,
            )
        except RuleBroken as broken:
            form.refuse(broken, same="country", no_reason="because")
        else:
            messages.success(request, _("Asked. The desk answers by mail."))
            return redirect(url("my_work"))
    return page(
        request, "accounts/my_country.html", form=form, asked=queries.open_country_request(person)
    )

"""The pages of seats that end, and of those who follow in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.kit.codes import number_of
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.seats import actions, briefing, forms, queries
from jln.seats.columns import COLUMNS
from jln.seats.terms import Way
from jln.ui import formats
from jln.web import sheets
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from jln.seats.models import Handover


@signed_in
def my_seats(request: MemberRequest) -> HttpResponse:
    """The seats I hold, and hand-overs that wait for my word."""
    return page(request, "seats/my_seats.html", it=queries.mine(request.person, at=request.now))


@signed_in
def seat_end(request: MemberRequest, code: str) -> HttpResponse:
    """Say on which day a seat ends, or that it goes on."""
    person = request.person
    seat = get_object_or_404(queries.seats_to_end(person), pk=number_of(code))
    form = forms.EndForm(
        request.POST if "last_day" in request.POST else None,
        initial={"last_day": seat.ends_on or day(request.now)},
        is_mine=seat.person_id == person.pk,
    )
    try:
        if "goes_on" in request.POST:
            actions.go_on(seat, by=person, at=request.now)
            messages.success(request, _("The seat goes on."))
            return redirect(url("my_seats"))
        if form.is_bound and form.is_valid():
            said = form.cleaned_data
            handover = actions.end(
                seat, said["last_day"], words=said.get("lines", ""), by=person, at=request.now
            )
            messages.success(request, _("The last day is on record. Say now who follows."))
            return redirect(url("handover", code=handover.code))
    except RuleBroken as broken:
        if form.is_bound:
            form.refuse(broken, past="last_day", ends_first="last_day")
        else:
            messages.error(request, broken.text)
    return page(
        request, "seats/seat_end.html", form=form, seat=seat, handover=queries.open_of(seat)
    )


@signed_in
def handover(request: MemberRequest, code: str) -> HttpResponse:
    """What moves, what is missing, and the briefing as its reader may read it."""
    person = request.person
    found = get_object_or_404(queries.handovers(person), pk=number_of(code))
    return page(
        request,
        "seats/handover.html",
        it=found,
        seat=found.seat,
        state=found.state,
        brief=briefing.of(found, person, at=request.now),
        is_successor=found.successor_id == person.pk,
        may_end=queries.may_end(person, found.seat),
        first_day=found.first_day,
    )


@signed_in
def handover_name(request: MemberRequest, code: str) -> HttpResponse:
    """Name who follows, or leave it open."""
    person = request.person
    found = get_object_or_404(queries.to_settle(person), pk=number_of(code))
    form = forms.NameForm(request.POST or None, seat=found.seat, reader=person)
    if form.is_valid():
        try:
            _name(form, found, request)
        except RuleBroken as broken:
            form.refuse(broken, holder="successor", has_it="successor", too_early="first_day")
        else:
            return redirect(url("handover", code=found.code))
    return page(
        request,
        "seats/handover_name.html",
        form=form,
        it=found,
        seat=found.seat,
        colleagues=queries.colleagues(found.seat, person),
    )


def _name(form: forms.NameForm, found: Handover, request: MemberRequest) -> None:
    """What the form says, done; one line of what happened."""
    if form.found is None:
        actions.leave_open(found, by=request.person, at=request.now)
        messages.success(request, _("Nobody follows yet. The desk sees it."))
        return
    actions.name(
        found,
        form.found,
        starts_on=form.cleaned_data["first_day"],
        by=request.person,
        at=request.now,
    )
    messages.success(request, _("They are asked by mail. A second person has to agree here."))


@signed_in
def handover_take(request: MemberRequest, code: str) -> HttpResponse:
    """The successor says yes or no."""
    person = request.person
    found = get_object_or_404(queries.to_answer(person), pk=number_of(code))
    takes = request.POST.get("answer") == "yes"

    def act() -> None:
        if takes:
            actions.confirm(found, by=person, at=request.now, way=Way.PAGE)
        else:
            actions.decline(found, by=person, at=request.now)

    def told() -> str:
        if not takes:
            return _("You said no. Somebody else will be named.")
        if begun := queries.begun_of(found):
            return _("You said yes. It begins on %(date)s.") % {"date": formats.day(begun)}
        return _("You said yes. It begins once a second person has agreed.")

    return deed(
        request,
        "seats/handover_take.html",
        forms.TakeForm(request.POST or None),
        act,
        told=told,
        then=url("handover", code=found.code),
        it=found,
        seat=found.seat,
    )


@signed_in
def handover_second(request: MemberRequest, code: str) -> HttpResponse:
    """Agree to a successor, as the second person."""
    found = get_object_or_404(queries.to_settle(request.person), pk=number_of(code))

    def told() -> str:
        if begun := queries.begun_of(found):
            return _("You agreed. They begin on %(date)s.") % {"date": formats.day(begun)}
        return _("You agreed. They begin once they have said yes.")

    return deed(
        request,
        "seats/handover_second.html",
        forms.SecondForm(request.POST or None),
        lambda: actions.second(found, by=request.person, at=request.now),
        told=told,
        then=url("handover", code=found.code),
        it=found,
        seat=found.seat,
    )


@signed_in
def desk_seats(request: MemberRequest) -> HttpResponseBase:
    """The desk's list: seats that nobody holds, hand-overs that are open, the next step of each."""
    it = queries.vacancies(request.person, at=request.now)
    if kind := sheets.wanted(request):
        lines = [*it.open, *it.vacant]
        return sheets.answer(kind, "seats", COLUMNS, lines, zone=request.person.timezone)
    return page(request, "seats/desk_seats.html", it=it, today=day(request.now))

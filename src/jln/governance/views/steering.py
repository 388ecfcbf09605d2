"""The Steering Group: who sits on it, its terms, its register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.countries.terms import SeatKind
from jln.governance.actions import terms
from jln.governance.forms.terms import EndTermForm, SeatForm, TermForm
from jln.governance.queries import agendas, steering_pages, voters
from jln.governance.views.held import Held, ask
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.spaces import queries as spaces
from jln.web.addresses import url
from jln.web.pages import page, public, signed_in

if TYPE_CHECKING:
    from jln.governance.models import SteeringTerm
    from jln.web.pages import MemberRequest, PublicRequest


@public
def steering_group(request: PublicRequest) -> HttpResponse:
    """Who sits on it, its next meetings, the register of decisions."""
    it = steering_pages.group_page(request.person, at=request.now)
    request.good_until = it.good_until
    board = spaces.steering_board(request.person)
    return page(request, "governance/steering_group.html", it=it, board=board)


@signed_in
def steering_term_new(request: MemberRequest) -> HttpResponse:
    """Give a country or a partner a place."""
    _for_staff(request)
    places = voters.who_may_sit(day(request.now))
    form = TermForm(
        request.POST or None,
        initial={"starts_on": day(request.now)},
        places=[(code, name) for code, (name, _of) in places.items()],
    )
    return ask(
        request,
        Held(
            form,
            lambda: terms.begin_term(
                places[form.cleaned_data["of"]][1],
                form.cleaned_data["starts_on"],
                form.cleaned_data["ends_on"],
                by=request.person,
                at=request.now,
            ),
            _("The term is on record. Seat somebody who speaks for it."),
            url("steering_group"),
            _("Begin the term"),
        ),
    )


@signed_in
def steering_term_end(request: MemberRequest, code: str) -> HttpResponse:
    """Say the last day of a term."""
    term = _term(request, code)
    form = EndTermForm(request.POST or None, initial={"ends_on": term.ends_on})
    return ask(
        request,
        Held(
            form,
            lambda: terms.end_term(
                term, form.cleaned_data["ends_on"], by=request.person, at=request.now
            ),
            _("The last day of the term is on record; its seats end with it."),
            url("steering_group"),
            _("End the term"),
            text=term.called,
        ),
    )


@signed_in
def steering_seat(request: MemberRequest, code: str) -> HttpResponse:
    """Seat somebody for a term, or as convener."""
    term = _term(request, code)
    form = SeatForm(request.POST or None, people=list(voters.people_of(term)))
    return ask(
        request,
        Held(
            form,
            lambda: terms.seat(
                term,
                form.people[form.cleaned_data["who"]],
                SeatKind(form.cleaned_data["kind"]),
                by=request.person,
                at=request.now,
            ),
            _("The seat is taken."),
            url("steering_group"),
            _("Seat them"),
            text=term.called,
        ),
    )


def _term(request: MemberRequest, code: str) -> SteeringTerm:
    _for_staff(request)
    return get_object_or_404(voters.not_over(day(request.now)), pk=number_of(code))


def _for_staff(request: MemberRequest) -> None:
    """A page of the staff is not there for others."""
    try:
        agendas.require_seating(request.person)
    except PermissionDenied:
        raise Http404 from None

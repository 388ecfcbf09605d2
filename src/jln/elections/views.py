"""The pages of elections to the Steering Group."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.elections import actions, forms, letters, queries, rules
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, deed, page, public, signed_in

if TYPE_CHECKING:
    from jln.elections.models import ElectionVoter


@public
def elections(request: PublicRequest) -> HttpResponse:
    """Those held here, and those that a source tells of."""
    it = queries.elections(request.person)
    request.good_until = day(request.now) + timedelta(days=1)  # a phase ends with a day
    return page(request, "elections/elections.html", it=it, today=day(request.now))


@public
def election(request: PublicRequest, code: str) -> HttpResponse:
    """Who votes, who stands, by which numbers, and what came of it."""
    it = queries.page(request.person, code, at=request.now)
    if it is None:
        raise Http404
    request.good_until = day(request.now) + timedelta(days=1)
    silent = queries.without_a_voter(it.election, on=day(request.now)) if it.may_call else []
    return page(request, "elections/election.html", it=it, one=it.election, silent=silent)


@signed_in
def election_call(request: MemberRequest) -> HttpResponse:
    """Call an election."""
    if not queries.may_call(request.person):
        raise PermissionDenied
    known = queries.numbers(day(request.now), day(request.now))
    form = forms.CallForm(request.POST or None, initial={"seats": known.seats or 1})
    if form.is_valid():
        try:
            made = actions.call(
                form.dates(),
                form.terms(),
                seats=form.cleaned_data["seats"],
                by=request.person,
                at=request.now,
            )
        except RuleBroken as broken:
            form.refuse(
                broken,
                too_early="candidates_until",
                order="votes_from",
                term="starts_on",
                called="starts_on",
                seats="seats",
            )
        else:
            messages.success(request, _("The election is called. Every Full Member is asked."))
            return redirect(url("election", code=made.code))
    return page(request, "elections/call.html", form=form, known=known)


@signed_in
def election_stand(request: MemberRequest, code: str) -> HttpResponse:
    """Say whether the country stands."""
    voter = _mine(request, code)
    form = forms.StandForm(request.POST or None, initial=forms.stood(queries.candidacy(voter)))
    stands = request.POST.get("answer") == "yes"

    def act() -> None:
        if stands:
            actions.stand(voter, form.cleaned_data["lines"], by=request.person, at=request.now)
        else:
            actions.step_back(voter, by=request.person, at=request.now)

    return deed(
        request,
        "elections/stand.html",
        form,
        act,
        told=_("Your country stands.") if stands else _("Your country does not stand."),
        then=url("election", code=code),
        voter=voter,
        may=rules.may_stand(voter.election.phase_on(day(request.now)), is_on_roll=True),
    )


@signed_in
def election_link(request: MemberRequest, code: str) -> HttpResponse:
    """Have the link to the ballot sent to the country's point of contact."""
    voter = _mine(request, code)
    is_sent = request.method == "POST"  # a form without a question may be sent empty
    return deed(
        request,
        "elections/link.html",
        forms.LinkForm(request.POST if is_sent else None),
        lambda: actions.send_link(voter, by=request.person, at=request.now),
        told=_("A new link is on its way to your country's point of contact."),
        then=url("election", code=code),
        voter=voter,
    )


@signed_in
def election_off(request: MemberRequest, code: str) -> HttpResponse:
    """Call an election off."""
    found = get_object_or_404(queries.to_call_off(request.person), pk=number_of(code))
    form = forms.CallOffForm(request.POST or None)
    return deed(
        request,
        "elections/off.html",
        form,
        lambda: actions.call_off(
            found, form.cleaned_data["reason"], by=request.person, at=request.now
        ),
        told=_("The election is called off."),
        then=url("election", code=code),
        one=found,
    )


@signed_in
def election_ballot(request: MemberRequest, seal: str) -> HttpResponse:
    """The ballot, by the link in the letter. Opening it uses nothing: mail scanners do so too."""
    number, issue = letters.voter_of(seal, request.person)
    voter = queries.to_vote(request.person).filter(pk=number).first()
    if voter is None:
        return page(request, "elections/ballot.html", voter=None)
    form = forms.BallotForm(
        request.POST or None,
        candidates=list(queries.candidates(voter.election)),
        most=voter.election.votes_each,
        initial={"ballot": queries.ballot_of(voter)},
    )
    return deed(
        request,
        "elections/ballot.html",
        form,
        lambda: actions.cast(
            voter, form.cleaned_data["ballot"], issue=issue, by=request.person, at=request.now
        ),
        told=_("Your ballot is in. To change it, have a new link sent."),
        then=url("election", code=voter.election.code),
        voter=voter,
        seal=seal,
    )


def _mine(request: MemberRequest, code: str) -> ElectionVoter:
    voters = queries.to_stand(request.person).filter(election=number_of(code))
    return get_object_or_404(voters.order_by("pk")[:1])

"""Motions of the Steering Group: put, voted, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.governance.actions import closing, motions, votes
from jln.governance.effects import follows
from jln.governance.forms.motions import (
    ItemForm,
    MotionForm,
    NumberForm,
    SettleMotionForm,
    VoteForm,
)
from jln.governance.queries import decided, strategy
from jln.governance.queries import motions as queries
from jln.governance.queries.voters import voters
from jln.governance.words import why_not_decided
from jln.kit.codes import number_of
from jln.kit.matter import Outcome
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.parameters import queries as parameters
from jln.parameters.terms import DEFINITIONS
from jln.parameters.words import shown
from jln.web.addresses import url
from jln.web.pages import MemberRequest, deed, page, signed_in

if TYPE_CHECKING:
    from jln.governance.models import Motion


class Put(NamedTuple):
    """A page that asks one form and leads on."""

    trail: list[tuple[str, str]]
    lede: str
    button: str
    to: str


@signed_in
def motion(request: MemberRequest, code: str) -> HttpResponse:
    """One motion; who speaks for a seat says what it says."""
    person = request.person
    found = get_object_or_404(queries.motions(person), pk=number_of(code))
    it = queries.motion_page(found, person, at=request.now)
    said = {"word": it.my_vote.word, "reason": it.my_vote.reason} if it.my_vote else None
    form = VoteForm(request.POST or None, initial=said, taking=found.taking)
    if form.is_valid():
        try:
            votes.vote(found, **form.cleaned_data, by=person, at=request.now)
        except RuleBroken as broken:
            form.refuse(broken, no_reason="reason", silence="word")
        else:
            messages.success(request, _("Your seat’s word is on record. You can change it."))
            return redirect(url("motion", code=code))
    return page(
        request,
        "governance/motion.html",
        it=it,
        form=form,
        why_not=why_not_decided(found, it.tally),
        follows=follows(found.kind),
    )


@signed_in
def motion_settle(request: MemberRequest, code: str) -> HttpResponse:
    """Count a motion, record a consensus, or take it back."""
    found = get_object_or_404(queries.motions(request.person), pk=number_of(code))
    if not queries.may_settle(request.person, found):
        raise Http404
    form = SettleMotionForm(request.POST or None, voters=voters(day(request.now)))
    to = url("motion", code=code)
    asked = Put([(found.title, to)], found.text, _("Put it on record"), to)
    return deed(
        request,
        "governance/put.html",
        form,
        lambda: _settle(form, found, request),
        told=_("It is on record."),
        then=to,
        asked=asked,
        here=request.path,
    )


def _settle(form: SettleMotionForm, found: Motion, request: MemberRequest) -> None:
    said: dict[str, Any] = {"by": request.person, "at": request.now}
    wanted = form.cleaned_data["deed"]
    if wanted == "withdrawn":
        motions.withdraw(found, **said)
    elif wanted == "count":
        closing.close(found, **said)
    else:
        closing.agree(
            found,
            Outcome(wanted),
            present=form.seats("present"),
            aside=form.seats("aside"),
            reason=form.cleaned_data["reason"],
            **said,
        )


@signed_in
def motion_new(request: MemberRequest) -> HttpResponse:
    """Put something to the Steering Group, in words."""
    if not queries.may_put(request.person):
        raise PermissionDenied
    form = MotionForm(
        request.POST or None,
        initial={"language": request.person.language},
        goals=strategy.current_goals(),
    )
    to = url("decisions")
    return deed(
        request,
        "governance/put.html",
        form,
        lambda: motions.put(form.proposal(), by=request.person, at=request.now),
        told=_("It is put to the Steering Group."),
        then=to,
        asked=Put([(_("Register of decisions"), to)], "", _("Put it to them"), to),
        here=request.path,
    )


@signed_in
def item_motion(request: MemberRequest, code: str) -> HttpResponse:
    """Put an item of an agenda to decision."""
    item = get_object_or_404(queries.items_to_put(request.person), pk=number_of(code))
    form = ItemForm(request.POST or None, goals=strategy.current_goals())
    to = url("steering_item", code=code)
    return deed(
        request,
        "governance/put.html",
        form,
        lambda: motions.put_item(item, **form.how(), by=request.person, at=request.now),
        told=_("It is put to the Steering Group."),
        then=to,
        asked=Put([(item.title, to)], item.text, _("Put it to them"), to),
        here=request.path,
    )


@signed_in
def rule_change(request: MemberRequest, code: str) -> HttpResponse:
    """Propose another number for a rule; the Steering Group decides."""
    of = DEFINITIONS.get(code)
    if of is None:
        raise Http404
    if not queries.may_put(request.person):
        raise PermissionDenied
    now = parameters.all_on(day(request.now))[code]
    form = NumberForm(
        request.POST or None, of=of, initial={"value": now.value, "valid_from": day(request.now)}
    )
    to = url("rules")

    def put() -> None:
        words = f"{of.words}: {shown(of, form.cleaned_data['value'])}"
        replaces = decided.number_of_change(code)
        what = form.proposal(words, request.language, replaces)
        motions.put(what, by=request.person, at=request.now)

    return deed(
        request,
        "governance/put.html",
        form,
        put,
        told=_("It is put to the Steering Group."),
        then=to,
        asked=Put(
            [(_("The rules’ numbers"), to)],
            f"{of.words}: {shown(of, now.value)}",
            _("Put it to them"),
            to,
        ),
        here=request.path,
    )

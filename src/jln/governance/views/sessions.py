"""Meetings of the Steering Group: planned, opened, attended, minuted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from jln.governance import queries
from jln.governance.actions import agenda, room, steering
from jln.governance.forms.steering import (
    AnswerForm,
    ApproveForm,
    CallForm,
    ChangeCallForm,
    CommentForm,
    ItemForm,
    LetterForm,
    RoomForm,
    SummaryForm,
    call_said,
)
from jln.governance.forms.support import CancelSteeringForm
from jln.governance.queries import agendas, steering_pages
from jln.governance.queries.voters import held_on
from jln.governance.rules.meetings import CANCELLED
from jln.governance.views.held import Held, ask
from jln.kit.time import day
from jln.kit.verdict import RuleBroken
from jln.web.addresses import url
from jln.web.pages import page, public, signed_in

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.governance.models import Meeting
    from jln.web.pages import MemberRequest, PublicRequest


@public
def meeting(request: PublicRequest, slug: str) -> HttpResponse:
    """One meeting: what was decided for everybody, its agenda for members, all of it inside."""
    found = get_object_or_404(queries.meetings(), slug=slug)
    it = steering_pages.steering_meeting(request.person, found, at=request.now)
    return page(request, "governance/meeting.html", it=it, meeting=found)


@signed_in
def steering_meeting_new(request: MemberRequest) -> HttpResponse:
    """Plan a meeting."""
    if not agendas.may_keep(request.person):
        raise Http404
    form = CallForm(
        request.POST or None,
        initial={"mode": "virtual", "zone": "UTC"},
        zones=agendas.zones(day(request.now)),
    )
    said = _("The meeting is planned. Invite the Steering Group once its agenda stands.")
    return ask(
        request,
        Held(
            form,
            lambda: steering.call(
                steering.Called(**form.said()), by=request.person, at=request.now
            ),
            said,
            url("steering_group"),
            _("Plan the meeting"),
            is_new=True,
        ),
    )


@signed_in
def steering_meeting_plan(request: MemberRequest, slug: str) -> HttpResponse:
    """Move a meeting, or say where else it is."""
    found = _found(agendas.keeping(request.person), slug)
    form = ChangeCallForm(
        request.POST or None, initial=call_said(found), zones=agendas.zones(day(request.now))
    )
    return ask(
        request,
        Held(
            form,
            lambda: steering.change(
                found, steering.Called(**form.said()), by=request.person, at=request.now
            ),
            _("The meeting is changed, and who was invited is told."),
            *_of(found, _("Change the meeting")),
        ),
    )


@signed_in
def steering_meeting_letter(request: MemberRequest, slug: str) -> HttpResponse:
    """Invite, send the papers, send the minutes."""
    found = _found(agendas.keeping(request.person), slug)
    form = LetterForm(
        request.POST or None, initial={"letter": agendas.next_letter(found, request.now)}
    )
    return ask(
        request,
        Held(
            form,
            lambda: steering.SEND[form.cleaned_data["letter"]](
                found, by=request.person, at=request.now
            ),
            _("The letters are on their way."),
            *_of(found, _("Send them")),
        ),
    )


@signed_in
def steering_presence(request: MemberRequest, slug: str) -> HttpResponse:
    """Say whether one comes."""
    found = _found(agendas.sitting_in(request.person), slug)
    mine = agendas.answer_of(found, request.person)
    form = AnswerForm(request.POST or None, initial={"answer": mine})
    return ask(
        request,
        Held(
            form,
            lambda: steering.answer(
                found, form.cleaned_data["answer"], by=request.person, at=request.now
            ),
            _("Your answer is on record. You can change it until the meeting begins."),
            *_of(found, _("Answer")),
        ),
    )


@signed_in
def steering_meeting_cancel(request: MemberRequest, slug: str) -> HttpResponse:
    """Say that a meeting does not take place."""
    found = _found(agendas.keeping(request.person), slug)
    if found.cancelled_at:
        messages.info(request, CANCELLED)
        return redirect(url("meeting", slug=found.slug))
    form = CancelSteeringForm(request.POST or None)
    return ask(
        request,
        Held(
            form,
            lambda: steering.cancel(
                found, form.cleaned_data["because"], by=request.person, at=request.now
            ),
            _("The meeting is cancelled, and the group is told."),
            *_of(found, _("Cancel the meeting")),
        ),
    )


@signed_in
def steering_input(request: MemberRequest, slug: str) -> HttpResponse:
    """Say something to an item."""
    found = _found(agendas.open_for_input(request.person), slug)
    form = CommentForm(
        request.POST or None,
        initial={"item": request.GET.get("item", "")},
        items=agendas.recalled(agendas.agenda_of(found)),
    )

    def say() -> object:
        item, words = form.said()
        return agenda.comment(item, words, by=request.person, at=request.now)

    said = _("The Steering Group reads it with the item. You can say it anew until input closes.")
    return ask(request, Held(form, say, said, *_of(found, _("Give it"))))


@signed_in
def steering_item_new(request: MemberRequest, slug: str) -> HttpResponse:
    """Put an item on the agenda."""
    found = _found(agendas.keeping(request.person), slug)
    form = ItemForm(request.POST or None, terms=list(held_on(day(request.now))))
    return ask(
        request,
        Held(
            form,
            lambda: agenda.add(
                found, agenda.Item(**form.said()), by=request.person, at=request.now
            ),
            _("The item is on the agenda."),
            *_of(found, _("Put it there")),
            is_new=True,
        ),
    )


@signed_in
def steering_approve(request: MemberRequest, slug: str) -> HttpResponse:
    """Approve the minutes."""
    found = _found(agendas.sitting_in(request.person), slug)
    form = ApproveForm(request.POST or None, initial={"sure": "yes"})
    return ask(
        request,
        Held(
            form,
            lambda: steering.approve(found, by=request.person, at=request.now),
            _("Your approval is on record."),
            *_of(found, _("Approve")),
        ),
    )


@signed_in
def steering_summary(request: MemberRequest, slug: str) -> HttpResponse:
    """Publish what everybody may read."""
    found = _found(agendas.keeping(request.person), slug)
    form = SummaryForm(request.POST or None, initial={"summary": found.summary})
    return ask(
        request,
        Held(
            form,
            lambda: steering.publish(
                found, form.cleaned_data["summary"], by=request.person, at=request.now
            ),
            _("Everybody can read the summary, and the countries are told."),
            *_of(found, _("Publish it")),
        ),
    )


@signed_in
def steering_room(request: MemberRequest, slug: str) -> HttpResponse:
    """The meeting while it goes on: who is there, the item in hand. Light enough to reload."""
    it = steering_pages.room(request.person, slug, at=request.now)
    if it is None:
        raise Http404
    form = RoomForm(request.POST or None)
    if form.is_valid():
        try:
            room.do(it.meeting, form.cleaned_data, by=request.person, at=request.now)
        except RuleBroken as broken:
            messages.error(request, broken.text)
        return redirect(url("steering_room", slug=slug))
    return page(request, "governance/steering_room.html", of=it.mark, it=it)


def _found(rows: QuerySet[Meeting], slug: str) -> Meeting:
    return get_object_or_404(rows, slug=slug)


def _of(found: Meeting, button: str) -> tuple[str, str, str, Meeting]:
    """Where it leads, its button, and what it is about."""
    return url("meeting", slug=found.slug), button, agendas.code_of(found), found

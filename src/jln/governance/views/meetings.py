"""Meetings of a Core Group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.governance import actions, queries
from jln.governance.forms import (
    ChangeMeetingForm,
    NoteForm,
    PlanForm,
    SendNotesForm,
    meeting_said,
    notes_said,
)
from jln.governance.views.asked import Asked, answer, told_of
from jln.kit.codes import number_of
from jln.web.addresses import url
from jln.web.pages import MemberRequest, PublicRequest, page, public, signed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.governance.models import CoreGroupMeeting
    from jln.web.forms import TwinForm


@public
def core_meeting(request: PublicRequest, country: str, code: str) -> HttpResponse:
    """A meeting: all of it for the group, its notes for everyone if the group chose so."""
    it = queries.meeting_page(request.person, country, code, at=request.now)
    if it is None:
        raise Http404
    return page(request, "governance/core_meeting.html", it=it)


@signed_in
def core_meeting_new(request: MemberRequest, country: str) -> HttpResponse:
    """Call a meeting."""
    group = get_object_or_404(queries.keeping(request.person), country__code=country.upper())
    form = PlanForm(request.POST or None, zone=group.country.timezone)
    return answer(
        request,
        Asked(
            form,
            lambda: actions.plan(
                group, actions.Plan(**form.said()), by=request.person, at=request.now
            ),
            lambda: told_of(
                form.said()["starts_at"],
                request,
                _("The meeting is on record, and the group is told."),
            ),
            url("core_group", country=country),
            group.country,
            _("Plan the meeting"),
            group.code,
            is_new=True,
        ),
    )


@signed_in
def core_meeting_plan(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """Move a meeting, or change its agenda."""
    meeting = _own(request, country, code)
    form = ChangeMeetingForm(
        request.POST or None, initial=meeting_said(meeting), zone=meeting.group.country.timezone
    )
    return answer(
        request,
        _asked(
            meeting,
            form,
            lambda: actions.change_meeting(
                meeting, actions.Plan(**form.said()), by=request.person, at=request.now
            ),
            lambda: told_of(
                form.said()["starts_at"],
                request,
                _("The meeting is changed, and the group is told."),
            ),
            _("Change the meeting"),
        ),
    )


@signed_in
def core_meeting_notes(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """Take notes."""
    meeting = _own(request, country, code)
    form = NoteForm(
        request.POST or None,
        initial=notes_said(meeting),
        institutions=list(meeting.group.institutions.order_by("name", "pk")),
    )
    return answer(
        request,
        _asked(
            meeting,
            form,
            lambda: actions.note(meeting, **form.said(), by=request.person, at=request.now),
            _("The notes are kept. Give the actions, then send them to the group."),
            _("Keep the notes"),
        ),
    )


@signed_in
def core_meeting_letter(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """Send the group its notes."""
    meeting = _own(request, country, code)
    form = SendNotesForm(request.POST or None, initial={"sure": "yes"})
    return answer(
        request,
        _asked(
            meeting,
            form,
            lambda: actions.send_notes(meeting, by=request.person, at=request.now),
            _("The notes are on their way to the group."),
            _("Send them"),
        ),
    )


def _own(request: MemberRequest, country: str, code: str) -> CoreGroupMeeting:
    rows = queries.meetings_to_keep(request.person).filter(group__country__code=country.upper())
    return get_object_or_404(rows, pk=number_of(code))


def _asked(
    meeting: CoreGroupMeeting,
    form: TwinForm,
    do: Callable[[], object],
    done: str | Callable[[], str],
    button: str,
) -> Asked:
    country = meeting.group.country
    to = url("core_meeting", country=country.code.lower(), code=meeting.code)
    return Asked(form, do, done, to, country, button, meeting.code, str(meeting))

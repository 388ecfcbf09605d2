"""Actions of a Core Group: given, changed, answered for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.governance import actions, queries
from jln.governance.forms import ChangeActionForm, GiveForm, SettleForm, action_said
from jln.governance.views.asked import Asked, answer
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.web.addresses import url
from jln.web.pages import MemberRequest, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from jln.countries.models import Country
    from jln.people.models import Person


@signed_in
def core_action_new(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """Give somebody what was agreed in a meeting."""
    rows = queries.meetings_to_keep(request.person).filter(group__country__code=country.upper())
    meeting = get_object_or_404(rows, pk=number_of(code))
    form = GiveForm(request.POST or None, people=_people(request, meeting.group.country))
    return answer(
        request,
        Asked(
            form,
            lambda: actions.give(
                meeting,
                form.cleaned_data["text"],
                **form.said(),
                by=request.person,
                at=request.now,
            ),
            _("The action is given, and its owner is told."),
            url("core_meeting", country=country, code=code),
            meeting.group.country,
            _("Give the action"),
            meeting.code,
            str(meeting),
        ),
    )


@signed_in
def core_action_change(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """Put an action right, or give it to somebody else."""
    rows = queries.actions_to_change(request.person).filter(group__country__code=country.upper())
    action = get_object_or_404(rows, pk=number_of(code))
    of = action.group.country
    form = ChangeActionForm(
        request.POST or None, initial=action_said(action), people=_people(request, of)
    )
    return answer(
        request,
        Asked(
            form,
            lambda: actions.change_action(
                action,
                form.cleaned_data["text"],
                **form.said(),
                by=request.person,
                at=request.now,
            ),
            _("The action is changed."),
            url("core_group", country=country),
            of,
            _("Change the action"),
            action.code,
        ),
    )


@signed_in
def core_action(request: MemberRequest, country: str, code: str) -> HttpResponse:
    """Answer for an action: done, later, or not me."""
    rows = queries.actions_to_settle(request.person).filter(group__country__code=country.upper())
    action = get_object_or_404(rows, pk=number_of(code))
    form = SettleForm(request.POST or None)
    return answer(
        request,
        Asked(
            form,
            lambda: actions.settle(action, **form.said(), by=request.person, at=request.now),
            _("It is on record."),
            url("core_group", country=country),
            action.group.country,
            _("Put it on record"),
            action.code,
            text=action.text,
            language=action.language,
        ),
    )


def _people(request: MemberRequest, country: Country) -> list[Person]:
    return list(queries.people_of(country, on=day(request.now)))

"""One item of an agenda: what it is about, its papers, what was said of it, its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jln.governance.actions import agenda
from jln.governance.forms.steering import ChangeItemForm, MinutesForm, PaperForm, item_said
from jln.governance.queries import agendas, steering_pages
from jln.governance.queries.voters import held_on
from jln.governance.views.held import Held, ask
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.uploads import actions as uploads
from jln.web.addresses import url
from jln.web.pages import page, signed_in

if TYPE_CHECKING:
    from jln.governance.models import AgendaItem, Meeting
    from jln.web.pages import MemberRequest


@signed_in
def steering_item(request: MemberRequest, code: str) -> HttpResponse:
    """The item, as the reader may see it."""
    it = steering_pages.item_page(request.person, code, at=request.now)
    if it is None:
        raise Http404
    return page(request, "governance/steering_item.html", it=it)


@signed_in
def steering_item_change(request: MemberRequest, code: str) -> HttpResponse:
    """Put it right, or take it off the agenda."""
    item = _item(request, code)
    form = ChangeItemForm(
        request.POST or None, initial=item_said(item), terms=list(held_on(day(request.now)))
    )

    def change() -> AgendaItem:
        if form.cleaned_data["stays"] == "no":
            return agenda.withdraw_item(item, by=request.person, at=request.now)
        said = agenda.Item(**form.said())
        return agenda.change_item(item, said, by=request.person, at=request.now)

    to = url("meeting", slug=item.meeting.slug)
    return ask(
        request,
        Held(
            form, change, _("The agenda is changed."), to, _("Change it"), item.code, item.meeting
        ),
    )


@signed_in
def steering_item_paper(request: MemberRequest, code: str) -> HttpResponse:
    """Put a paper with it."""
    item = get_object_or_404(agendas.items_to_paper(request.person), pk=number_of(code))
    form = PaperForm(request.POST or None, request.FILES or None)

    def add() -> object:
        said = form.cleaned_data
        made = uploads.document(said["file"]) if said["file"] else None
        return agenda.add_paper(
            item, said["heading"], said["link"], made=made, by=request.person, at=request.now
        )

    done = _("The paper is with the item.")
    return ask(request, Held(form, add, done, *_of(item, _("Put it there"))))


@signed_in
def steering_item_minutes(request: MemberRequest, code: str) -> HttpResponse:
    """Write its minutes."""
    item = _item(request, code)
    form = MinutesForm(
        request.POST or None,
        initial=agendas.minutes_said(item),
        people=agendas.who_may_act(item.meeting),
    )
    return ask(
        request,
        Held(
            form,
            lambda: agenda.minute(item, **form.said(), by=request.person, at=request.now),
            _("The minutes of the item are kept."),
            *_of(item, _("Keep them")),
        ),
    )


def _item(request: MemberRequest, code: str) -> AgendaItem:
    return get_object_or_404(agendas.items_to_keep(request.person), pk=number_of(code))


def _of(item: AgendaItem, button: str) -> tuple[str, str, str, Meeting, str, str]:
    to = url("steering_item", code=item.code)
    return to, button, item.code, item.meeting, item.title, item.meeting.language

"""The Steering Group by mail: meetings, its agenda, input to it, who comes, minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from jln.governance.actions import agenda, steering
from jln.governance.forms.steering import NO_PAPER, call_said, item_said
from jln.governance.queries import agendas as queries
from jln.governance.queries.voters import held_on
from jln.kit import clock
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.mailroom.deeds import Deed, Entry, with_said
from jln.ui import formats
from jln.web import network

if TYPE_CHECKING:
    from jln.governance.models import AgendaInput, AgendaItem, Meeting
    from jln.people.models import Person


def _path(meeting: Meeting) -> str:
    return network.link(queries.path_of(meeting))


def _item_path(item: AgendaItem) -> str:
    return network.link(f"/steering-group/items/{item.code}/")


def _about(meeting: Meeting) -> str:
    moment = formats.moment(meeting.starts_at, meeting.timezone) if meeting.starts_at else ""
    return formats.list_parts(*filter(None, (str(meeting), moment)))


def _zones(_person: Person, _thing: object) -> dict[str, Any]:
    return {"zones": queries.zones(day(clock.now()))}


def _terms(_person: Person, _thing: object) -> dict[str, Any]:
    return {"terms": list(held_on(day(clock.now())))}


def _items(_person: Person, meeting: Meeting) -> dict[str, Any]:
    return {"items": queries.recalled(queries.agenda_of(meeting))}


def _people(_person: Person, item: AgendaItem) -> dict[str, Any]:
    return {"people": queries.who_may_act(item.meeting)}


def _call(deed: Deed) -> Meeting:
    form: Any = deed.form
    return steering.call(steering.Called(**form.said()), by=deed.person, at=deed.at)


def _answer(deed: Deed) -> Meeting:
    steering.answer(deed.subject, deed.said["answer"], by=deed.person, at=deed.at)
    meeting: Meeting = deed.subject
    return meeting


def _answered(person: Person, meeting: Meeting) -> dict[str, Any]:
    row = meeting.presences.filter(person=person).first()
    return {"answer": row.answer if row else ""}


def _comment(deed: Deed) -> AgendaInput:
    form: Any = deed.form
    item, words = form.said()
    return agenda.comment(item, words, by=deed.person, at=deed.at)


def _change_item(deed: Deed) -> AgendaItem:
    form: Any = deed.form
    if deed.said["stays"] == "no":
        return agenda.withdraw_item(deed.subject, by=deed.person, at=deed.at)
    said = agenda.Item(**form.said())
    return agenda.change_item(deed.subject, said, by=deed.person, at=deed.at)


def _paper(deed: Deed) -> AgendaItem:
    """Files that came with the message, else where it stands; without a title by their names."""
    item: AgendaItem = deed.subject
    heading, link = deed.said["heading"], deed.said["link"]
    unless(bool(deed.documents or link), "no_paper", NO_PAPER).or_raise()
    titled = heading if len(deed.documents) == 1 else ""
    for made in deed.documents:
        title = titled or made.name.rpartition(".")[0] or made.name
        agenda.add_paper(item, title, made=made, by=deed.person, at=deed.at)
    if link:
        agenda.add_paper(item, heading or link[:160], link, by=deed.person, at=deed.at)
    return item


def _takes_files(form: Any, _person: Person) -> None:  # noqa: ANN401 -- the form of papers
    """A file needs no title: it has a name."""
    form.fields["heading"].required = False


def _minute(deed: Deed) -> AgendaItem:
    form: Any = deed.form
    agenda.minute(deed.subject, **form.said(), by=deed.person, at=deed.at)
    item: AgendaItem = deed.subject
    return item


ENTRIES = (
    Entry(
        "steering_meeting.call",
        _call,
        offers=_zones,
        link=_path,
        page=lambda _person: network.link("/steering-group/meetings/new/"),
    ),
    Entry(
        "steering_meeting.change",
        with_said(steering.change, steering.Called),
        subject="jln.Meeting",
        among=queries.keeping,
        offers=_zones,
        now=lambda _person, meeting: call_said(meeting),
        about=_about,
        link=_path,
        page=lambda meeting: f"{_path(meeting)}plan/",
        adds_up=False,
    ),
    Entry(
        "steering_meeting.cancel",
        lambda deed: steering.cancel(
            deed.subject, deed.said["because"], by=deed.person, at=deed.at
        ),
        subject="jln.Meeting",
        among=lambda person: queries.keeping(person).filter(began_at=None, cancelled_at=None),
        about=_about,
        link=_path,
        page=lambda meeting: f"{_path(meeting)}cancel/",
        adds_up=False,
    ),
    Entry(
        "steering_meeting.send",
        lambda deed: steering.SEND[deed.said["letter"]](deed.subject, by=deed.person, at=deed.at),
        subject="jln.Meeting",
        among=queries.keeping,
        about=_about,
        link=_path,
        page=lambda meeting: f"{_path(meeting)}letter/",
        adds_up=False,
    ),
    Entry(
        "steering_meeting.answer",
        _answer,
        subject="jln.Meeting",
        among=queries.sitting_in,
        about=_about,
        before=_answered,
        undo=lambda row, meeting, person, at: steering.answer(
            meeting, row.values["before"]["answer"], by=person, at=at
        ),
        undo_for=queries.A_DAY * 30,
        link=_path,
        page=lambda meeting: f"{_path(meeting)}presence/",
        adds_up=False,
    ),
    Entry(
        "steering_meeting.comment",
        _comment,
        subject="jln.Meeting",
        among=queries.open_for_input,
        offers=_items,
        about=_about,
        is_of_country=True,
        link=lambda row: _item_path(row.item),
        page=lambda meeting: f"{_path(meeting)}input/",
    ),
    Entry(
        "steering_item.add",
        with_said(agenda.add, agenda.Item),
        subject="jln.Meeting",
        among=queries.keeping,
        offers=_terms,
        about=_about,
        link=_item_path,
        page=lambda meeting: f"{_path(meeting)}items/",
    ),
    Entry(
        "steering_item.change",
        _change_item,
        subject="jln.AgendaItem",
        among=queries.items_to_keep,
        offers=_terms,
        now=lambda _person, item: item_said(item),
        link=_item_path,
        page=lambda item: f"{_item_path(item)}change/",
        adds_up=False,
    ),
    Entry(
        "steering_item.paper",
        _paper,
        subject="jln.AgendaItem",
        among=queries.items_to_paper,
        prepare=_takes_files,
        file=_("Attach the paper: PDF, up to 5 MB."),
        is_document=True,
        adds_up=False,
        link=_item_path,
        page=lambda item: f"{_item_path(item)}papers/",
        skips=frozenset({"file"}),
    ),
    Entry(
        "steering_item.minute",
        _minute,
        subject="jln.AgendaItem",
        among=queries.items_to_keep,
        offers=_people,
        now=lambda _person, item: queries.minutes_said(item),
        link=_item_path,
        page=lambda item: f"{_item_path(item)}minutes/",
        adds_up=False,
    ),
    Entry(
        "steering_minutes.approve",
        lambda deed: steering.approve(deed.subject, by=deed.person, at=deed.at),
        subject="jln.Meeting",
        among=queries.sitting_in,
        about=_about,
        link=_path,
        page=lambda meeting: f"{_path(meeting)}minutes/",
        adds_up=False,
    ),
    Entry(
        "steering_minutes.publish",
        lambda deed: steering.publish(
            deed.subject, deed.said["summary"], by=deed.person, at=deed.at
        ),
        subject="jln.Meeting",
        among=queries.keeping,
        now=lambda _person, meeting: {"summary": meeting.summary},
        about=_about,
        link=_path,
        page=lambda meeting: f"{_path(meeting)}summary/",
        adds_up=False,
    ),
)
"""Rights are asked of the policy in each action."""

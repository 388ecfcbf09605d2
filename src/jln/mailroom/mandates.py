"""Seats by mail: their last day, who follows, her yes or no. Never the second person's word."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from jln.mailroom.deeds import Deed, Entry
from jln.seats import actions, queries
from jln.seats.terms import Way
from jln.web import network

if TYPE_CHECKING:
    from jln.countries.models import Seat
    from jln.people.models import Person
    from jln.seats.models import Handover

WEEK = timedelta(days=7)


def _end(deed: Deed) -> Seat:
    said = deed.said
    actions.end(
        deed.subject,
        said["last_day"],
        words=said.get("lines", ""),
        by=deed.person,
        at=deed.at,
    )
    seat: Seat = deed.subject
    return seat


def _name(deed: Deed) -> Handover:
    form: Any = deed.form
    if form.found is None:
        return actions.leave_open(deed.subject, by=deed.person, at=deed.at)
    return actions.name(
        deed.subject,
        form.found,
        starts_on=deed.said["first_day"],
        by=deed.person,
        at=deed.at,
    )


def _take(deed: Deed) -> Handover:
    if deed.said["answer"] == "yes":
        return actions.confirm(deed.subject, by=deed.person, at=deed.at, way=Way.MAIL)
    return actions.decline(deed.subject, by=deed.person, at=deed.at)


def _ends(_person: Person, seat: Seat) -> dict[str, Any]:
    return {"last_day": seat.ends_on}


def _handover(it: Handover) -> str:
    return network.link(f"/handover/{it.code}/")


ENTRIES = (
    Entry(
        "seat.end",
        _end,
        subject="jln.Seat",
        among=queries.seats_to_end,
        offers=lambda person, seat: {"is_mine": seat.person_id == person.pk},
        now=_ends,
        undo=lambda _row, seat, person, at: actions.go_on(seat, by=person, at=at),
        undo_for=WEEK,
        about=lambda seat: str(seat.called),
        page=lambda seat: network.link(f"/seats/{seat.code}/end/"),
        adds_up=False,
    ),
    Entry(
        "handover.name",
        _name,
        subject="jln.Handover",
        among=queries.to_settle,
        offers=lambda person, it: {"seat": it.seat, "reader": person},
        about=lambda it: str(it.seat.called),
        link=_handover,
        page=_handover,
        adds_up=False,
    ),
    Entry(
        "handover.take",
        _take,
        subject="jln.Handover",
        among=queries.to_answer,
        about=lambda it: str(it.seat.called),
        link=_handover,
        page=_handover,
        adds_up=False,
    ),
)

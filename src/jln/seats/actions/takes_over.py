"""Another organisation takes over: its people follow in the seats of those who go.

A seat is held until somebody of the new organisation is there, also past the day that was
decided: there is no hour without an entitled person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.countries.models import Seat
from jln.countries.terms import STAFF_SEATS
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.seats import carried, letters, moving
from jln.seats.actions.ending import open_handover
from jln.seats.actions.recording import locked, locked_seat, tell
from jln.seats.models import Handover
from jln.seats.rules import DAY
from jln.seats.terms import Trigger

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from jln.people.models import Institution


def leading(seats: Iterable[Seat]) -> list[Seat]:
    """One seat a person and kind: who follows in it takes the others of that kind along."""
    found: dict[tuple[int | None, str], Seat] = {}
    for seat in sorted(seats, key=lambda one: (one.country_id is not None, one.pk)):
        found.setdefault((seat.person_id, seat.kind), seat)
    return list(found.values())


@transaction.atomic
def open_for(seat: Seat, institution: Institution, last_day: date, *, at: datetime) -> Handover:
    """Let somebody of this organisation follow in a seat, after this day. Safe to repeat.

    Whoever was named for it before is not of the new organisation, and is asked no more.
    """
    handover = open_handover(locked_seat(seat), by=None, at=at, trigger=Trigger.MANAGER)
    if handover.begun_id is not None or handover.institution_id == institution.pk:
        return handover
    handover.trigger, handover.institution, handover.due_on = (
        Trigger.MANAGER,
        institution,
        last_day,
    )
    handover.successor = handover.invitation = handover.starts_on = None
    handover.named_by = handover.named_at = handover.declined_at = None
    handover.confirmed_at, handover.confirmed_by = None, ""
    handover.seconded_by = handover.seconded_at = handover.briefed_at = None
    handover.save()
    return handover


def end_seat(seat: Seat, *, at: datetime) -> None:
    """It was held until now: yesterday was its last day. Call it with the seat locked."""
    yesterday = max(seat.starts_on, day(at) - DAY)
    if seat.ends_on is not None and seat.ends_on <= yesterday:
        return
    seat.ends_on = yesterday
    seat.save(update_fields=["ends_on"])
    record(Kind.SEAT_ENDED, seat, by=None, at=at, about=seat.person, country=seat.country)


def take_along(seat: Seat, new: Seat, *, at: datetime) -> int:
    """The other seats of who held it go to the same person, each with what waits in it."""
    if seat.kind not in STAFF_SEATS:
        return 0
    others = list(carried.beside(seat, day(at)).select_for_update(of=("self",)))
    for other in others:
        end_seat(other, at=at)
        begun = Seat.objects.create(
            kind=other.kind,
            person=new.person,
            country=other.country,
            institution=new.institution,
            starts_on=day(at),
        )
        record(Kind.SEAT_BEGUN, begun, by=None, at=at, about=begun.person, country=begun.country)
        moving.move(other, begun, at=at)
    return len(others)


@transaction.atomic
def fold_into(handover: Handover, new: Seat, *, at: datetime) -> bool:
    """Nobody was named for a seat: who of the organisation is there takes what waits in it.

    Safe to repeat.
    """
    handover = locked(handover)
    if handover.closed_at is not None or handover.begun_id is not None:
        return False
    seat = handover.seat
    end_seat(seat, at=at)
    if seat.country_id is not None:  # an officer's country is never left alone
        begun = Seat.objects.create(
            kind=seat.kind,
            person=new.person,
            country=seat.country,
            institution=new.institution,
            starts_on=day(at),
        )
        record(Kind.SEAT_BEGUN, begun, by=None, at=at, about=begun.person, country=begun.country)
    take_along(seat, new, at=at)
    moved = moving.move(seat, new, at=at)
    handover.successor = new.person
    handover.moved_at = handover.closed_at = at
    handover.save(update_fields=["successor", "moved_at", "closed_at"])
    data: dict[str, object] = {"moved": moved, "to": new.pk}
    fact = tell(Kind.HANDOVER_MOVED, handover, by=None, at=at, about=new.person, data=data)
    letters.moved(handover, fact, at=at)
    return True

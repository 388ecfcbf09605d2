"""The successor's seat begins on its day, and everything that waits moves, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from jln.countries.models import Seat
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.seats import carried, letters, moving, queries, rules
from jln.seats.actions import takes_over
from jln.seats.actions.recording import locked, tell
from jln.seats.models import Handover
from jln.spaces import actions as spaces

if TYPE_CHECKING:
    from datetime import datetime


def begin_if_ready(handover: Handover, *, at: datetime) -> None:
    """Once both have spoken: the new seat stands, dated. Call it with the hand-over locked."""
    seat, person = handover.seat, handover.successor
    last = handover.last_day
    if not rules.is_ready(handover.said()) or person is None or last is None:
        return
    starts_on = rules.begins_on(handover.starts_on, last, on=day(at))
    rules.may_begin(
        is_taken=queries.taken(seat, starts_on),
        has_it=queries.holds_such(person, seat, starts_on),
        is_here=person.status in (PersonStatus.ACTIVE, PersonStatus.INVITED),
    ).or_raise()

    handover.begun = Seat.objects.create(
        kind=seat.kind,
        person=person,
        country=seat.country,
        group=seat.group,
        institution=handover.institution or seat.institution,
        working_group=seat.working_group,
        starts_on=starts_on,
    )
    handover.save(update_fields=["begun"])

    record(Kind.SEAT_BEGUN, handover.begun, by=None, at=at, about=person, country=seat.country)
    move_if_due(handover, at=at)


def move_if_due(handover: Handover, *, at: datetime) -> bool:
    """On the new seat's first day, all that waits moves. Call it with the hand-over locked."""
    new, on = handover.begun, day(at)
    if new is None or handover.moved_at is not None or new.starts_on > on:
        return False
    if handover.due_on is not None:
        if new.person is None or new.person.status != PersonStatus.ACTIVE:
            return False  # it is held until somebody can take it
        takes_over.end_seat(handover.seat, at=at)
        takes_over.take_along(handover.seat, new, at=at)
    moved = moving.move(handover.seat, new, at=at)
    handover.moved_at = handover.closed_at = at
    handover.save(update_fields=["moved_at", "closed_at"])

    data: dict[str, object] = {"moved": moved, "to": new.pk}
    fact = tell(Kind.HANDOVER_MOVED, handover, by=None, at=at, about=handover.successor, data=data)
    letters.moved(handover, fact, at=at)
    return True


def on_their_day(*, at: datetime) -> int:
    """The hourly duty: who joined is asked, what is due moves, who left leaves the rooms."""
    open_ones = Handover.objects.filter(closed_at=None).order_by("pk")
    due = Q(begun__isnull=False) | Q(seat__ends_on__lt=day(at)) | _joined()
    done = 0
    for pk in list(open_ones.filter(due).values_list("pk", flat=True)):
        done += _one(pk, at)
    return done


def _joined() -> Q:
    return Q(successor=None, invitation__accepted_by__isnull=False)


@transaction.atomic
def _one(pk: int, at: datetime) -> int:
    handover = locked(Handover.objects.select_related("seat").get(pk=pk))
    if handover.closed_at is not None:
        return 0
    joined = handover.invitation.accepted_by if handover.invitation else None
    if handover.successor is None and joined is not None:
        return _ask_who_joined(handover, joined, at)
    if handover.begun is not None:
        return int(move_if_due(handover, at=at))
    return _leave_rooms(handover.seat, at)


def _ask_who_joined(handover: Handover, person: Person, at: datetime) -> int:
    """She was named by her address and has joined: she is asked now."""
    handover.successor, handover.briefed_at = person, at
    handover.save(update_fields=["successor", "briefed_at"])
    fact = tell(Kind.HANDOVER_NAMED, handover, by=handover.named_by, at=at, about=person)
    letters.brief(handover, fact, at=at)
    return 1


def _leave_rooms(seat: Seat, at: datetime) -> int:
    """Nobody follows yet: who held the seat reads its rooms no longer; what waits there waits."""
    if seat.person is None:
        return 0
    left = 0
    for space in carried.rooms_of(seat):
        if not carried.still_needs(seat.person_id, space, day(at)):
            left += spaces.take_off_roll(space, seat.person, at=at)
    return left

"""What was given to somebody with a seat goes to who follows in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.access.permissions import Permission
from jln.countries.models import Seat
from jln.countries.terms import COUNTRY_SEATS, STAFF_SEATS, STEERING_SEATS
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance.models import CoreGroupAction, SteeringAction
from jln.kit.time import day
from jln.seats.moving import Mover, Pending

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def _open(seat: Seat) -> QuerySet[CoreGroupAction]:
    """Actions of the seat's group that its holder took on and has not settled."""
    mine = CoreGroupAction.objects.select_related("group__country").filter(
        owner=seat.person_id, owner__isnull=False, group__country=seat.country_id, done_at=None
    )
    return mine.order_by("pk") if seat.kind in COUNTRY_SEATS else mine.none()


def _pending(seat: Seat) -> list[Pending]:
    return [
        Pending(
            title=one.text,
            path=f"/countries/{one.group.country.code.lower()}/group/actions/{one.code}/",
            pk=one.pk,
            seen_by=Permission.CORE_ACTION_VIEW,
            due=one.due_on,
        )
        for one in _open(seat)
    ]


def _move(seat: Seat, to: Seat, at: datetime) -> int:
    """Unless she stays in the group by another seat: then what she took on stays hers."""
    others = Seat.objects.held_on(day(at)).filter(
        person=seat.person_id, country=seat.country_id, kind__in=COUNTRY_SEATS
    )
    if to.person is None or others.exists():
        return 0
    moved = list(_open(seat).select_for_update(of=("self",)))
    for action in moved:
        action.owner = to.person
        action.save(update_fields=["owner"])
        record(
            Kind.CORE_ACTION_GIVEN,
            action,
            by=None,
            at=at,
            country=action.group.country,
            about=to.person,
        )
    return len(moved)


def _of_staff(seat: Seat) -> QuerySet[SteeringAction]:
    """Actions of the Steering Group that staff took on and have not settled."""
    mine = SteeringAction.objects.select_related("item__meeting").filter(
        owner=seat.person_id, owner__isnull=False, done_at=None
    )
    return mine.order_by("due_on", "pk") if seat.kind in STAFF_SEATS else mine.none()


def _pending_of_staff(seat: Seat) -> list[Pending]:
    return [
        Pending(one.text, f"/steering-group/items/{one.item.code}/", one.pk, due=one.due_on)
        for one in _of_staff(seat)
    ]


def _move_of_staff(seat: Seat, to: Seat, at: datetime) -> int:
    """Unless they go on sitting among the staff or on the Steering Group."""
    others = Seat.objects.held_on(day(at)).filter(
        person=seat.person_id, kind__in=STAFF_SEATS | STEERING_SEATS
    )
    if to.person is None or others.exists():
        return 0
    moved = list(_of_staff(seat).select_for_update(of=("self",)))
    for action in moved:
        action.owner = to.person
        action.save(update_fields=["owner"])
    return len(moved)


ACTIONS = Mover(_pending, _move)
STEERING_ACTIONS = Mover(_pending_of_staff, _move_of_staff)

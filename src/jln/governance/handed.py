"""What was given to somebody of a Core Group goes to who follows in her seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.access.permissions import Permission
from jln.countries.models import Seat
from jln.countries.terms import COUNTRY_SEATS
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance.models import CoreGroupAction
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


ACTIONS = Mover(_pending, _move)

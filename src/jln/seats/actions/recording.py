"""How a hand-over is locked, and how what happens to it is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.countries.models import Seat
from jln.facts.record import record
from jln.seats.models import Handover

if TYPE_CHECKING:
    from datetime import datetime

    from jln.facts.kinds import Kind
    from jln.facts.models import Fact
    from jln.people.models import Person


def locked_seat(seat: Seat) -> Seat:
    """The seat, nobody else changing it or another of its place: they wait in line."""
    there = Seat.objects.filter(
        kind=seat.kind,
        country=seat.country_id,
        group=seat.group_id,
        working_group=seat.working_group_id,
    )
    list(there.select_for_update(of=("self",)).order_by("pk"))
    named = Seat.objects.select_related("person", "country", "group", "working_group")
    return named.get(pk=seat.pk)


def locked(handover: Handover) -> Handover:
    """The hand-over as it is now, its seat and itself held until the end of the transaction."""
    seat = locked_seat(handover.seat)
    rows = Handover.objects.select_for_update(of=("self",)).select_related(
        "successor", "invitation", "named_by", "begun"
    )
    found = rows.get(pk=handover.pk)
    found.seat = seat
    return found


def tell(
    kind: Kind,
    handover: Handover,
    *,
    by: Person | None,
    at: datetime,
    about: Person | None = None,
    data: dict[str, object] | None = None,
) -> Fact:
    """Record what happened to a hand-over. `by` is None for the network itself."""
    return record(
        kind,
        handover,
        by=by,
        at=at,
        country=handover.seat.country,
        about=about,
        data={"seat": handover.seat_id} | (data or {}),
    )

"""Dates that lie before a country, for who takes over one of its seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from jln.activities.models import Activity
from jln.kit.partial import PartialDate
from jln.seats.briefing import MOST, Line
from jln.ui import formats

if TYPE_CHECKING:
    from datetime import date

    from jln.countries.models import Seat
    from jln.people.models import Person


def dates(seat: Seat, _reader: Person, on: date) -> list[Line]:
    """Events to come of the country or of the seat's group."""
    theirs = Activity.countries.through.objects.filter(
        activity=OuterRef("pk"), country=seat.country_id
    )
    mine = Q(Exists(theirs)) | Q(group=seat.group_id or 0)
    coming = Activity.objects.filter(mine, starts__gte=PartialDate.of(on)).order_by("starts", "pk")
    return [
        Line(one.title, f"/events/{one.slug}/", formats.partial(one.starts))
        for one in coming[:MOST]
    ]

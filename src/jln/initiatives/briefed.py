"""What a country works on in groups, for who takes over one of its seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from jln.initiatives.models import GroupCountry, LearningGroup
from jln.seats.briefing import MOST, Line

if TYPE_CHECKING:
    from datetime import date

    from jln.countries.models import Seat
    from jln.people.models import Person


def work(seat: Seat, _reader: Person, _on: date) -> list[Line]:
    """The open groups that the country takes part in, or that the seat belongs to."""
    mine = Q(pk=seat.group_id or 0)
    if seat.country_id:
        parts = GroupCountry.objects.filter(country=seat.country_id)
        mine |= Q(pk__in=parts.values("group"))
    groups = LearningGroup.objects.filter(mine, ends=None).order_by("-starts", "pk")
    return [
        Line(one.name, f"/work/{one.slug}/", str(one.get_type_display())) for one in groups[:MOST]
    ]

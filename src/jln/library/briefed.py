"""What a country is changing for itself, for who takes over one of its seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.library.queries import adaptations
from jln.library.terms import AdaptationState
from jln.seats.briefing import MOST, Line

if TYPE_CHECKING:
    from datetime import date

    from jln.countries.models import Seat
    from jln.people.models import Person


def work(seat: Seat, reader: Person, _on: date) -> list[Line]:
    """Adaptations of the country that are intended or under way, as far as the reader sees them."""
    if not seat.country_id:
        return []
    states = (AdaptationState.INTENDED, AdaptationState.UNDER_WAY)
    found = adaptations(reader).filter(country=seat.country_id, state__in=states)
    rows = found.select_related("product").order_by("-created_at", "pk")[:MOST]
    return [
        Line(str(one.product.title), f"/adaptations/{one.code}/", str(one.get_state_display()))
        for one in rows
    ]

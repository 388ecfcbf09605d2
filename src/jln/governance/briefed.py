"""Meetings that lie before a seat, and drafts its working group writes, for who takes it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.countries.terms import STAFF_SEATS, STEERING_SEATS
from jln.governance.models import Meeting
from jln.governance.queries import strategy
from jln.governance.terms import StrategyState
from jln.kit.partial import PartialDate
from jln.seats.briefing import MOST, Line
from jln.ui import formats

if TYPE_CHECKING:
    from datetime import date

    from jln.countries.models import Seat
    from jln.people.models import Person


def dates(seat: Seat, _reader: Person, on: date) -> list[Line]:
    """The next meetings, for who sits in them."""
    if seat.kind not in STEERING_SEATS | STAFF_SEATS:
        return []
    coming = Meeting.objects.filter(starts__gte=PartialDate.of(on)).order_by("starts", "pk")
    return [
        Line(
            _("Steering Group"),
            f"/steering-group/meetings/{one.slug}/",
            formats.partial(one.starts),
        )
        for one in coming[:MOST]
    ]


def work(seat: Seat, reader: Person, _on: date) -> list[Line]:
    """Drafts of the strategy that the seat's own working group writes."""
    if seat.working_group_id is None:
        return []
    mine = strategy.strategies(reader).filter(
        working_group=seat.working_group_id, state__in=(StrategyState.DRAFT, StrategyState.PUT)
    )
    return [
        Line(one.title, f"/strategy/{one.number}/", str(one.get_state_display()))
        for one in mine[:MOST]
    ]

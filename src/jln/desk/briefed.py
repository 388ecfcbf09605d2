"""What waits at the desk, for who takes over a seat of the staff: how much of each kind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jln.countries.terms import STAFF_SEATS
from jln.desk.queries import todo
from jln.kit import clock
from jln.seats.briefing import MOST, Line
from jln.ui import formats

if TYPE_CHECKING:
    from datetime import date

    from jln.countries.models import Seat
    from jln.people.models import Person


def work(seat: Seat, _reader: Person, _on: date) -> list[Line]:
    """Figures only: who is to follow does not read the desk before the day."""
    if seat.kind not in STAFF_SEATS:
        return []
    kinds = Counter(str(one.kind) for one in todo.lines(at=clock.now()))
    return [Line(kind, "/desk/", formats.number(count)) for kind, count in kinds.most_common(MOST)]

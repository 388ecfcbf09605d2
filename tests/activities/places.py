"""A country whose group is asked who goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from jln.activities import actions
from jln.activities.models import Activity, PlaceOffer
from jln.countries.terms import SeatKind
from jln.kit import clock
from jln.kit.time import day
from tests import factories as f
from tests.governance import groups as g


def activity() -> Activity:
    made, _is_new = Activity.objects.get_or_create(
        slug="quality", defaults={"title": "Who governs quality"}
    )
    return made


class Ghana:
    """Yaw coordinates, Abena chairs, Kojo is of the group; Esi, Ato and Adjoa may go."""

    def __init__(self) -> None:
        f.network()
        self.country = g.member()
        self.yaw = g.in_group("Yaw")
        self.abena = g.in_group("Abena", SeatKind.CCG_CHAIR)
        self.kojo = g.in_group("Kojo", SeatKind.CCG_MEMBER)
        self.people = [f.person(name, country=self.country) for name in ("Esi", "Ato", "Adjoa")]
        self.chen = f.staff()
        self.activity = activity()

    def offer(self, places: int = 2, days: int = 14) -> PlaceOffer:
        due_on = day(clock.now()) + timedelta(days=days)
        (made,) = actions.offer(
            self.activity, [self.country], places=places, due_on=due_on, by=self.chen,
            at=clock.now(),
        )  # fmt: skip
        return made

    def named(self, at: datetime | None = None, **values) -> PlaceOffer:
        said = {"why": "Both see clinics every week.", "by": self.yaw, "at": at or clock.now()}
        return actions.nominate(self.offer(), self.people, **(said | values))

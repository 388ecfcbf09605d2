"""A country with its people, for the tests of hand-overs."""

from __future__ import annotations

from datetime import date, timedelta

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.kit import clock
from jln.seats import actions
from jln.seats.models import Handover
from jln.spaces.terms import SpaceKind, Visibility
from tests import factories as f

NOON = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)  # rights follow the clock
TODAY = NOON.date()
DAY = timedelta(days=1)


class Ghana:
    """Yaw coordinates, Abena is in the chair, Efua is to follow, Chen is the Network Manager's."""

    def __init__(self) -> None:
        f.network()
        self.country = f.country()
        self.yaw = f.person("Yaw", address="yaw@gh.example")
        self.abena = f.person("Abena", address="abena@gh.example")
        self.efua = f.person("Efua", address="efua@gh.example")
        self.esi = f.person("Esi", address="esi@gh.example")
        self.chen = f.staff("Chen")
        self.seat = f.seat(SeatKind.CCG_COORDINATOR, self.yaw, country=self.country)
        self.chair = f.seat(SeatKind.CCG_CHAIR, self.abena, country=self.country)
        self.room = f.space(
            "ghana", kind=SpaceKind.COUNTRY, visibility=Visibility.ROLL, country=self.country
        )
        f.on_roll(self.room, self.yaw)
        f.on_roll(self.room, self.abena)

    def ending(self, on: date = TODAY, *, by=None, at=NOON) -> Handover:
        return actions.end(fresh(self.seat), on, by=by or self.yaw, at=at)

    def named(self, who=None, *, by=None, at=NOON, **values) -> Handover:
        handover = Handover.objects.filter(seat=self.seat, closed_at=None).first()
        successor = actions.Successor(person=who or self.efua)
        return actions.name(
            handover or self.ending(at=at), successor, by=by or self.abena, at=at, **values
        )


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def holders(kind: SeatKind, country, on: date) -> list[str]:
    held = Seat.objects.held_on(on).filter(kind=kind, country=country)
    return list(held.order_by("pk").values_list("person__name", flat=True))

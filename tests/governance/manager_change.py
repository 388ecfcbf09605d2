"""A Network Manager with its people, and the organisation that is to follow."""

from __future__ import annotations

from datetime import timedelta

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.governance.actions import closing, manager, motions
from jln.governance.models import ManagerAppointment, SteeringTerm
from jln.kit import clock
from jln.kit.matter import Outcome
from jln.kit.partial import PartialDate
from jln.seats import actions as seats
from jln.seats.models import Handover
from jln.seats.terms import Way
from tests import factories as f
from tests.governance import sitting as s

NOON = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
TODAY = NOON.date()
DAY = timedelta(days=1)
FIRST = TODAY + 30 * DAY


class Change:
    """Chen and Odette serve today, Odette with two countries; Nia, Omar and Pia come."""

    def __init__(self) -> None:
        f.network()
        self.group = s.sits()
        self.old = f.institution("old", "Old Secretariat", country=None, kind="partner")
        self.new = f.institution("new", "New Secretariat", country=None, kind="partner")
        self.now = ManagerAppointment.objects.create(
            institution=self.old, starts=PartialDate(2022), sources="A report"
        )
        self.chen, self.odette = (
            f.person(name, address=f"{name.lower()}@old.example") for name in ("Chen", "Odette")
        )
        self.chens = f.seat(SeatKind.NETWORK_OFFICER, self.chen)
        self.odettes = f.seat(SeatKind.NETWORK_OFFICER, self.odette)
        for code in ("KE", "VN"):
            f.seat(SeatKind.NETWORK_OFFICER, self.odette, country=f.country(code))
        self.admin = f.person("Ade", address="ade@old.example")
        f.seat(SeatKind.ADMINISTRATOR, self.admin)
        self.nia = f.person("Nia", language="fr", address="nia@new.example")
        self.omar = f.person("Omar", address="omar@new.example")
        self.pia = f.person("Pia", address="pia@new.example")

    @property
    def convener(self):
        return self.group["GH"]

    def put(self, first_day=FIRST, institution=None, **values):
        slug = (institution or self.new).slug
        what = motions.Proposal(
            **{
                "title": "Network Manager: New Secretariat",
                "text": "New Secretariat is the Network Manager.",
                "taking": "consensus",
                "kind": manager.DECIDES,
                "data": {"institution": slug, "starts_on": first_day.isoformat()},
            }
            | values
        )
        return motions.put(what, by=self.convener, at=NOON)

    def agreed(self, motion, outcome=Outcome.ADOPTED, at=NOON):
        terms = list(SteeringTerm.objects.values_list("pk", flat=True))
        return closing.agree(motion, outcome, present=terms, by=self.convener, at=at)

    def decided(self, first_day=FIRST) -> ManagerAppointment:
        motion = self.agreed(self.put(first_day))
        assert motion.state == "decided", motion.reason
        return ManagerAppointment.objects.get(decision__isnull=False)

    def headed(self, first_day=FIRST) -> ManagerAppointment:
        return manager.set_head(self.decided(first_day), self.nia, by=self.convener, at=NOON)

    def handover(self, holder) -> Handover:
        return Handover.objects.get(seat__person=holder, closed_at=None)

    def settled(self, holder, successor, at=NOON) -> Handover:
        handover = self.handover(holder)
        seats.name(handover, seats.Successor(person=successor), by=self.nia, at=at)
        seats.confirm(handover, by=successor, at=at, way=Way.MAIL)
        return seats.second(handover, by=self.convener, at=at)


def staff_on(on) -> set[str]:
    held = Seat.objects.held_on(on).filter(
        kind__in=(SeatKind.NETWORK_OFFICER, SeatKind.ADMINISTRATOR)
    )
    return set(held.values_list("person__name", flat=True))

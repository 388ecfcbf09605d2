"""Who may do what when the Network Manager changes, declared by hand. `Other` heads the next."""

from datetime import timedelta

from jln.countries.terms import SeatKind
from jln.governance.actions import manager
from jln.governance.models import ManagerAppointment
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.people.models import Person
from jln.seats.models import Handover
from tests import factories as f
from tests.doors import Row, does, everyone, leads_on
from tests.governance import recorded as r

INSIDE = {
    "other": 200, "staff": 200, "administrator": 200, "convener": 200,
    "representative": 200, "alternate": 200, "partner": 200,
}  # fmt: skip
KEEPERS = {"staff": 200, "administrator": 200, "convener": 200}
SETTLES = everyone(404, other=200, convener=200, administrator=200)


def coming():
    """The next Network Manager, and a seat of today's staff that its people are to take."""
    new = f.institution("new", "New Secretariat", country=None, kind="partner")
    first_day = clock.now().date() + timedelta(days=30)
    of = ManagerAppointment.objects.create(
        institution=new,
        starts=PartialDate.of(first_day),
        decision=r.decision(),
        head=Person.objects.filter(name="Other").first(),
        appointed_at=f.NOON,
    )
    seat = f.seat(SeatKind.NETWORK_OFFICER, f.person())
    handover = Handover.objects.create(
        seat=seat, opened_at=clock.now(), due_on=first_day, institution=new, trigger="manager",
        successor=f.person("Follows"), named_at=clock.now(),
    )  # fmt: skip
    return of, handover


def page():
    coming()
    return "/network-manager/"


def of_handover(end=""):
    return lambda: f"/handover/{coming()[1].code}/{end}"


def at_head():
    coming()
    return "/network-manager/head/"


def head(by):
    manager.set_head(coming()[0], f.person("Nia"), by=by, at=clock.now())


def named():
    f.person("Nia", address="nia@new.example")
    return {"who": "nia@new.example"}


def appointing():
    f.institution("new", "New Secretariat", country=None, kind="partner")
    first_day = clock.now().date() + timedelta(days=90)
    return {"organisation": "new", "first_day": first_day, "taking": "consensus"}


PUT = everyone(403, visitor=302, suspended=302, **KEEPERS)
HEAD = everyone(404, **KEEPERS)
ROWS = [
    Row("/network-manager/", "get", everyone(200)),
    Row(page, "get", everyone(404, visitor=404, suspended=404) | INSIDE, shows='id="moves"'),
    Row("/network-manager/new/", "get", PUT),
    Row("/network-manager/new/", "post", PUT),
    Row("/network-manager/new/", "post", leads_on(PUT), appointing),
    Row(at_head, "get", HEAD),
    Row(at_head, "post", HEAD),
    Row(at_head, "post", leads_on(HEAD), named),
    Row(of_handover(), "get", SETTLES | {"staff": 200}),
    Row(of_handover("agreement/"), "get", SETTLES),
    Row(of_handover("agreement/"), "post", leads_on(SETTLES), {"agreed": "yes"}),
    Row(head, "deed", does("staff", "administrator", "convener")),
]

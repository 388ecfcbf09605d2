"""Who may do what with working groups, declared by hand."""

from jln.countries.terms import SeatKind
from jln.governance.actions import bodies
from jln.governance.models import WorkingGroup
from jln.kit import clock
from jln.kit.time import day
from jln.people.models import Person
from jln.seats import actions as seats
from tests import factories as f
from tests.doors import Row, does, everyone, leads_on
from tests.governance import recorded as r
from tests.governance.doors_decisions import EVERYBODY, KEEPERS, PUT, seen_by
from tests.governance.doors_steering import ALL_BUT, on_page

MEMBERS = everyone(404, visitor=404, suspended=404, **dict.fromkeys(ALL_BUT, 200))
ONE = {"representative"}  # who sits in it


def body(**values) -> WorkingGroup:
    """A working group at work, in which Ghana's representative sits, if there is one."""
    it = r.body(**values)
    for who in Person.objects.filter(name="Representative"):
        f.seat(SeatKind.BODY_MEMBER, who, working_group=it)
    return it


def of(end="", **values):
    return lambda: f"/working-groups/{body(**values).slug}/{end}"


def seat(by):
    who = Person.objects.get(name="Alternate")
    bodies.seat(body(), who, SeatKind.BODY_MEMBER, by=by, at=clock.now())


def report(by):
    bodies.report(body(), "It goes well.", by=by, at=clock.now())


def end(by):
    """A seat in it ends: its holder, a convener and the staff may say so."""
    it = body().seats.get()
    seats.end(it, day(clock.now()), by=by, at=clock.now())


NEW = {
    "name": "Medicines",
    "kind": "group",
    "purpose": "Look at prices.",
    "language": "en",
    "taking": "consensus",
}
KEEP = seen_by(KEEPERS)
REPORT = seen_by(ONE)
PUT_ONE = {"state": "put", "formed_by": None, "starts": None}
SEAT = {"kind": "body_member", "who": "Alternate"}

ROWS = [
    Row("/working-groups/", "get", EVERYBODY),
    Row(of(), "get", EVERYBODY),
    Row(of(), "get", on_page(*ALL_BUT), shows="<bdi>Representative</bdi>"),
    Row(of(), "get", on_page(*KEEPERS), shows="/seat/"),
    Row(of(), "get", on_page(*ONE), shows="/report/"),
    Row(of(**PUT_ONE), "get", MEMBERS),
    Row("/working-groups/new/", "get", PUT),
    Row("/working-groups/new/", "post", PUT),
    Row("/working-groups/new/", "post", leads_on(PUT), NEW),
    Row(of("close/"), "get", KEEP),
    Row(of("close/"), "post", KEEP),
    Row(of("close/"), "post", leads_on(KEEP), {"why": "It is done.", "taking": "consensus"}),
    Row(of("seat/"), "get", KEEP),
    Row(of("seat/"), "post", KEEP),
    Row(of("seat/"), "post", leads_on(KEEP), SEAT),
    Row(of("report/"), "get", REPORT),
    Row(of("report/"), "post", REPORT),
    Row(of("report/"), "post", leads_on(REPORT), {"text": "It goes well."}),
    Row(seat, "deed", does(*KEEPERS)),
    Row(report, "deed", does(*ONE)),
    Row(end, "deed", does(*KEEPERS, *ONE)),
]

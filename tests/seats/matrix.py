"""Who may open what of seats that end, declared by hand. `Member` is the successor."""

from datetime import timedelta

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.kit import clock
from jln.people.models import Person
from jln.seats import actions
from jln.seats.models import Handover
from jln.seats.terms import Way
from tests import factories as f
from tests.doors import LED, MEMBERS, NOBODY, STAFF, Row, does, everyone, leads_on

TODAY = clock.now().date()
DESK = everyone(403, **LED, staff=200, administrator=200)
HERS = NOBODY | {"member": 200}
ANSWERS = STAFF | {"coordinator": 200, "chair": 200}
FOLLOWED = ANSWERS | {"member": 200}


def principal(name: str) -> Person:
    return Person.objects.filter(name=name).first() or f.person(name)


def contact() -> Seat:
    """A seat of Ghana that somebody else holds."""
    ends = TODAY + timedelta(days=3)
    return f.seat(SeatKind.POINT_OF_CONTACT, f.person(), country=f.country(), ends_on=ends)


def handover(**values) -> Handover:
    return Handover.objects.create(
        **{
            "seat": contact(),
            "opened_at": f.NOON,
            "successor": principal("Member"),
            "named_at": f.NOON,
        }
        | values
    )


def of_seat():
    return f"/seats/{contact().code}/end/"


def of_administrators_seat():
    return f"/seats/{f.seat(SeatKind.ADMINISTRATOR, f.person()).code}/end/"


def of_representative():
    """A seat that only who stands in for the country may end, besides staff."""
    seat = f.seat(SeatKind.STEERING_REPRESENTATIVE, f.person(), country=f.country("KE", "Kenya"))
    f.seat(SeatKind.STEERING_ALTERNATE, principal("Other"), country=seat.country)
    Handover.objects.create(seat=seat, opened_at=f.NOON, trigger="bounces")
    return f"/seats/{seat.code}/end/"


def of_handover(end=""):
    return lambda: f"/handover/{handover().code}/{end}"


def end(by):
    actions.end(contact(), TODAY, by=by, at=clock.now())


def second(by):
    actions.second(handover(), by=by, at=clock.now())


def confirm(by):
    actions.confirm(handover(), by=by, at=clock.now(), way=Way.PAGE)


LAST_DAY = {"last_day": TODAY.isoformat()}
SETTLES = does("coordinator", "chair", "staff", "administrator")

MATRIX = [
    Row("/me/seats/", "get", MEMBERS),
    Row("/desk/seats/", "get", DESK),
    Row(of_seat, "get", ANSWERS),
    Row(of_seat, "post", ANSWERS),
    Row(of_seat, "post", leads_on(ANSWERS), LAST_DAY),
    Row(of_administrators_seat, "get", NOBODY | {"administrator": 200}),
    Row(of_representative, "get", STAFF | {"other": 200}),
    Row(of_handover(), "get", FOLLOWED),
    Row(of_handover("successor/"), "get", ANSWERS),
    Row(of_handover("successor/"), "post", ANSWERS),
    Row(of_handover("successor/"), "post", leads_on(ANSWERS), {"nobody": "yes"}),
    Row(of_handover("answer/"), "get", HERS),
    Row(of_handover("answer/"), "post", HERS),
    Row(of_handover("answer/"), "post", leads_on(HERS), {"answer": "yes"}),
    Row(of_handover("agreement/"), "get", ANSWERS),
    Row(of_handover("agreement/"), "post", ANSWERS),
    Row(of_handover("agreement/"), "post", leads_on(ANSWERS), {"agreed": "yes"}),
    Row(end, "deed", SETTLES),
    Row(second, "deed", SETTLES),
    Row(confirm, "deed", does("member")),
]

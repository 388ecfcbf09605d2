"""Who may open what of elections, declared by hand. Kenya's people are `other` and `convener`."""

from jln.countries.terms import SeatKind
from jln.elections import actions
from jln.elections.models import Election
from jln.kit import clock
from jln.people.models import Person
from tests import factories as f
from tests.doors import Row, does, everyone, leads_on
from tests.elections.world import DAY, called, full_member, link, on_record, voter

LEADERS = everyone(404, coordinator=200, point=200, chair=200)
CALLERS = everyone(403, visitor=302, suspended=302, staff=200, administrator=200, convener=200)
CALL_OFF = everyone(404, staff=200, administrator=200, convener=200)
OPEN = everyone(200)
SIGNED_IN = everyone(200, visitor=302, suspended=302)


def election() -> Election:
    """Ghana is on the roll; its point of contact is the one of the principals."""
    found = Election.objects.first()
    return found or on_record(full_member("GH", "Ghana"))


def voting() -> Election:
    found = election()
    on = clock.now().date()
    Election.objects.filter(pk=found.pk).update(
        candidates_until=on - 2 * DAY, votes_from=on - DAY, opened_at=clock.now()
    )
    found.candidacies.get_or_create(
        country=full_member("GH", "Ghana"), defaults={"put_at": clock.now()}
    )
    return Election.objects.get(pk=found.pk)


def at(end="", made=election):
    return lambda: f"/steering-group/elections/{made().code}/{end}"


def ballot():
    point = Person.objects.filter(name="Point").first()
    if point is None:
        point = f.person("Point")
        f.seat(SeatKind.POINT_OF_CONTACT, point, country=point.country)
    return link(voting(), "GH", point)


def days():
    full_member("GH", "Ghana")
    on = clock.now().date()
    return {
        "seats": 1,
        "candidates_until": on + DAY,
        "votes_from": on + 2 * DAY,
        "votes_until": on + 3 * DAY,
        "starts_on": on + 20 * DAY,
        "ends_on": on + 400 * DAY,
    }


def call(by):
    full_member("GH", "Ghana")
    called(by)


def stand(by):
    actions.stand(voter(election()), by=by, at=clock.now())


def cast(by):
    actions.cast(voter(voting()), ["GH"], issue=0, by=by, at=clock.now())


MATRIX = [
    Row("/steering-group/elections/", "get", OPEN),
    Row(at(), "get", OPEN),
    Row("/steering-group/elections/new/", "get", CALLERS),
    Row("/steering-group/elections/new/", "post", leads_on(CALLERS), days),
    Row(at("stand/"), "get", LEADERS),
    Row(at("stand/"), "post", LEADERS),
    Row(at("stand/"), "post", leads_on(LEADERS), {"answer": "yes"}),
    Row(at("link/", voting), "get", LEADERS),
    Row(at("link/", voting), "post", leads_on(LEADERS)),
    Row(at("off/"), "get", CALL_OFF),
    Row(at("off/"), "post", CALL_OFF),
    Row(at("off/"), "post", leads_on(CALL_OFF), {"reason": "The days were wrong."}),
    Row(ballot, "get", SIGNED_IN),
    Row(ballot, "get", everyone(404, point=200), shows='name="ballot"'),
    Row(ballot, "post", SIGNED_IN | {"point": 302}, {"ballot": "GH"}),
    Row(call, "deed", does("staff", "administrator", "convener")),
    Row(stand, "deed", does("coordinator", "point", "chair")),
    Row(cast, "deed", does("point")),
]

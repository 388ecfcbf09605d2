"""Who may open what of events and nominations, declared by hand."""

from datetime import timedelta

from jln.activities import actions, queries
from jln.activities.models import PlaceOffer
from jln.kit import clock
from jln.kit.time import day
from tests import factories as f
from tests.activities.places import activity
from tests.doors import Row, does, everyone, leads_on
from tests.governance import groups as g

LEADERS = everyone(404, coordinator=200, point=200, chair=200)
GROUP = LEADERS | {"in_group": 200}
READERS = GROUP | {"staff": 200, "administrator": 200}
STAFF = everyone(404, staff=200, administrator=200)


def offered(*, is_shown=False):
    esi = f.person("Esi", country=g.member())
    soon = day(clock.now()) + timedelta(days=9)
    one = PlaceOffer.objects.create(
        activity=activity(), country=esi.country, places=1, due_on=soon,
        offered_at=clock.now(), shown_at=clock.now() if is_shown else None,
    )  # fmt: skip
    if is_shown:
        one.nominees.create(person=esi, rank=1)
    return one


def at(end="", *, is_shown=False):
    return lambda: f"{queries.path_of(offered(is_shown=is_shown))}{end}"


def lapsed():
    one = offered(is_shown=True)
    PlaceOffer.objects.filter(pk=one.pk).update(shown_at=clock.now() - timedelta(days=3))
    return f"{queries.path_of(one)}send/"


def places():
    g.member()
    return f"/events/{activity().slug}/places/"


def wanted():
    soon = day(clock.now()) + timedelta(days=9)
    return {"places": 2, "due_on": soon.isoformat(), "countries": ["GH"]}


def every_offer():
    g.member()
    return "/countries/gh/group/nominations/"


def order(by):
    one = offered()
    esi = f.person("Esi", country=one.country)
    actions.nominate(one, [esi], why="", by=by, at=clock.now())


def object_to(by):
    actions.object_to(offered(is_shown=True), "Late.", by=by, at=clock.now())


MATRIX = [
    Row(places, "get", STAFF),
    Row(places, "post", leads_on(STAFF), wanted),
    Row(every_offer, "get", READERS),
    Row(at(), "get", READERS),
    Row(at(), "get", LEADERS, shows="/order/"),
    Row(at("order/"), "get", LEADERS),
    Row(at("order/"), "post", leads_on(LEADERS), lambda: {"people": "Esi"}),
    Row(at("objection/", is_shown=True), "get", GROUP),
    Row(at("objection/", is_shown=True), "post", leads_on(GROUP), {"reason": "Too late."}),
    Row(at("send/", is_shown=True), "get", LEADERS),
    Row(lapsed, "post", leads_on(LEADERS), {"sure": "yes"}),
    Row(order, "deed", does("coordinator", "point", "chair")),
    Row(object_to, "deed", does("coordinator", "point", "chair", "in_group")),
]

"""Who may open what of spaces as lists, declared by hand."""

from jln.spaces import actions
from jln.spaces.models import JoinRequest
from tests import factories as f
from tests.doors import MEMBERS, NOBODY, STAFF, Row, does, leads_on
from tests.pages import closed


def named(deed, space=f.space):
    return lambda: {"deed": deed, "space": space().slug, "sure": "yes"}


def settings(slug="network"):
    def path():
        f.space()
        closed()
        return f"/spaces/{slug}/settings/"

    return path


def join_in_confidence(by):
    actions.join(closed(), by, by=by, at=f.NOON)


def change_in_confidence(by):
    actions.change(closed(), actions.Setting("open", "Audit", ()), by=by, at=f.NOON)


def moderate_in_confidence(by):
    actions.moderate(f.space(), f.person("Kojo"), by=by, at=f.NOON)


def unmoderate_in_confidence(by):
    actions.unmoderate(closed(), f.person("Kojo"), by=by, at=f.NOON)


def wish():
    return JoinRequest.objects.create(space=closed(), person=f.person("Kojo"), asked_at=f.NOON)


def answer_in_confidence(by):
    actions.answer_request(wish(), "yes", by=by, at=f.NOON)


OFFICE = ("staff", "administrator")
KEEP = {"deed": "keep", "rule": "all_held", "description": "Audit"}

MATRIX = [
    Row("/spaces/", "get", MEMBERS),
    Row("/spaces/", "post", NOBODY),
    Row("/spaces/", "post", leads_on(MEMBERS), named("join")),
    Row("/spaces/", "post", leads_on(MEMBERS), named("leave")),
    Row("/spaces/", "post", leads_on(MEMBERS), named("ask", closed)),
    Row("/spaces/", "post", NOBODY, named("join", closed)),
    Row(settings(), "get", STAFF),
    Row(settings(), "post", leads_on(STAFF), KEEP),
    Row(settings(), "post", STAFF, {"deed": "name", "name": "Nobody At All"}),
    Row(settings(), "post", NOBODY, {"deed": "end", "of": "000000", "sure": "yes"}),
    Row(settings("exchange"), "get", STAFF),
    Row(join_in_confidence, "deed", does()),
    Row(change_in_confidence, "deed", does(*OFFICE)),
    Row(moderate_in_confidence, "deed", does(*OFFICE)),
    Row(unmoderate_in_confidence, "deed", does(*OFFICE)),
    Row(answer_in_confidence, "deed", does(*OFFICE)),
]

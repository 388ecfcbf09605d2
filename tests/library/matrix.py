"""Who may open what in the library, declared by hand."""

from jln.library import actions
from jln.library.rules import Answers
from tests import factories as f
from tests.doors import ALL, COUNTRY, GROUP, MEMBERS, OF_GHANA, SHUT_OUT, STAFF, Row, does, leads_on
from tests.pages import closed, public, record


def product(end=""):
    def path():
        record()
        return f"/library/{f.product().slug}/{end}"

    return path


def adaptation(end="", **values):
    def path():
        lives = {
            "in_public": public,
            "of_members": lambda: {"space": record()},
            "in_confidence": lambda: {"space": closed(), "visibility": "roll"},
        }
        return f"/adaptations/{f.adaptation(country=f.country(), **lives[values['lives']]()).code}/{end}"

    return path


def report_for_ghana(by):
    record()
    actions.report(f.product(), f.country(), Answers(changed="Three signs"), by=by, at=f.NOON)


CHANGED = {"changed": "Three signs only"}
SHOWN = {"depth": "tried", "dated": "2025", "text": "A circular"}

MATRIX = [
    Row("/library/", "get", ALL),
    Row("/fr/library/", "get", ALL),
    Row(product(), "get", ALL),
    Row(product("cite/"), "get", ALL),
    Row(product("cite.bib"), "get", ALL),
    Row(product("adapt/"), "get", MEMBERS),
    Row(product("adapt/"), "post", MEMBERS),
    Row(product("adapt/"), "post", leads_on(MEMBERS), CHANGED),
    Row(report_for_ghana, "deed", does(*OF_GHANA)),
    Row(product("origins/"), "get", STAFF),
    Row(product("origins/"), "post", STAFF),
    Row(
        product("origins/"),
        "post",
        leads_on(STAFF),
        lambda: {"came_from": f"/problems/{f.problem(**public()).code}/"},
    ),
    Row(adaptation(lives="in_public"), "get", ALL),
    Row(adaptation(lives="of_members"), "get", ALL | SHUT_OUT),
    Row(adaptation(lives="in_confidence"), "get", GROUP),
    Row(adaptation("evidence/", lives="in_public"), "get", COUNTRY),
    Row(adaptation("evidence/", lives="in_public"), "post", COUNTRY),
    Row(adaptation("evidence/", lives="in_public"), "post", leads_on(COUNTRY), SHOWN),
    Row(adaptation("correction/", lives="in_public"), "get", STAFF),
    Row(adaptation("correction/", lives="in_public"), "post", STAFF),
    Row(adaptation("correction/", lives="in_public"), "post", leads_on(STAFF), CHANGED),
    Row(adaptation("stop/", lives="of_members"), "get", COUNTRY),
    Row(adaptation("stop/", lives="of_members"), "post", COUNTRY),
    Row(adaptation("stop/", lives="of_members"), "post", leads_on(COUNTRY), {"reason": "No fund"}),
    Row(adaptation("withdrawal/", lives="in_public"), "get", STAFF),
    Row(adaptation("withdrawal/", lives="in_public"), "post", STAFF),
    Row(adaptation("withdrawal/", lives="in_public"), "post", leads_on(STAFF), {"sure": "yes"}),
    Row(adaptation("public/", lives="of_members"), "get", COUNTRY),
    Row(adaptation("public/", lives="of_members"), "post", COUNTRY),
    Row(adaptation("public/", lives="of_members"), "post", leads_on(COUNTRY), {"sure": "yes"}),
]

"""Who may open what of problems, declared by hand."""

from datetime import timedelta

from jln.problems import actions
from tests import factories as f
from tests.doors import ALL, COUNTRY, GROUP, MEMBERS, OF_GHANA, SHUT_OUT, STAFF, Row, does, leads_on
from tests.pages import closed, public, record


def problem(end="", lives="of_members", of=("GH", "Ghana")):
    def path():
        where = {
            "in_public": public,
            "of_members": lambda: {"space": record()},
            "in_confidence": lambda: {"space": closed(), "visibility": "roll"},
        }
        return f"/problems/{f.problem(country=f.country(*of), **where[lives]()).code}/{end}"

    return path


def gone(lives="of_members"):
    def path():
        where = {
            "of_members": lambda: {"space": record()},
            "in_confidence": lambda: {"space": closed(), "visibility": "roll"},
        }
        made = f.problem(**where[lives](), withdrawn_at=f.NOON + timedelta(days=1))
        return f"/problems/{made.code}/"

    return path


def stone(statuses):
    """The same people find the stone instead of the page."""
    return {who: 410 if status == 200 else status for who, status in statuses.items()}


def new():
    record()
    f.country("VN", "Vietnam")
    return "/problems/new/"


def state_for_ghana(by):
    record()
    actions.state(f.country(), actions.Words("Clinics are paid late."), by=by, at=f.NOON)


def share_for_ghana(by):
    problem = f.problem(country=f.country("VN", "Vietnam"), **public())
    actions.share(problem, f.country(), by=by, at=f.NOON)


STATED = {"statement": "Clinics are paid three months late.", "language": "en"}
GHANA = does(*OF_GHANA)

MATRIX = [
    Row(new, "get", MEMBERS),
    Row(new, "get", STAFF, shows='name="shared_with"'),
    Row(new, "get", COUNTRY, shows='name="visibility"'),
    Row(new, "post", MEMBERS),
    Row(new, "post", leads_on(MEMBERS), STATED),
    Row(state_for_ghana, "deed", GHANA),
    Row(share_for_ghana, "deed", GHANA),
    Row(problem(lives="in_public"), "get", ALL),
    Row(problem(), "get", ALL | SHUT_OUT),
    Row(problem(lives="in_confidence"), "get", GROUP),
    Row(gone(), "get", stone(ALL | SHUT_OUT)),
    Row(gone("in_confidence"), "get", stone(GROUP)),
    Row(problem("countries/"), "get", MEMBERS),
    Row(problem("countries/"), "post", MEMBERS),
    Row(problem("countries/", of=("VN", "Vietnam")), "post", leads_on(MEMBERS), {"shares": "yes"}),
    Row(problem("countries/", lives="in_confidence"), "post", COUNTRY),
    Row(problem("correction/"), "get", STAFF),
    Row(problem("correction/"), "post", STAFF),
    Row(problem("correction/"), "post", leads_on(STAFF), STATED),
    Row(problem("withdrawal/"), "get", STAFF),
    Row(problem("withdrawal/"), "post", STAFF),
    Row(problem("withdrawal/"), "post", leads_on(STAFF), {"sure": "yes"}),
    Row(problem("public/"), "get", COUNTRY),
    Row(problem("public/"), "post", COUNTRY),
    Row(problem("public/"), "post", leads_on(COUNTRY), {"sure": "yes"}),
]

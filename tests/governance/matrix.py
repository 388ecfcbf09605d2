"""Who may open what of Core Groups, declared by hand."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied

from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import actions
from jln.governance.models import SupportRequest
from jln.governance.terms import Settling, SupportAnswer
from jln.kit import clock
from jln.mail.models import OutgoingMail
from jln.notify.rights import why_not_now
from tests import factories as f
from tests.doors import ALL, CORE, COUNTRY, SHUT_OUT, Row, does, everyone, leads_on
from tests.governance import (
    doors_bodies,
    doors_decisions,
    doors_manager,
    doors_steering,
    doors_strategy,
)
from tests.governance import groups as g

INSIDE = everyone(404) | CORE
KEPT_BY = everyone(404, coordinator=200, point=200, chair=200)
LEADERS = everyone(404, coordinator=200, point=200, chair=200, staff=200, administrator=200)
PARTNERS = {"partner": 200, "staff": 200, "administrator": 200}


def on_record():
    return g.group(g.member())


def at(end="", before=on_record):
    def path():
        before()
        return f"/countries/gh/group/{end}"

    return path


def of_meeting(end="", **values):
    def path():
        held = g.noted(on_record(), **values)
        return f"/countries/gh/group/meetings/{held.code}/{end}"

    return path


def of_action(end="", owner=None):
    def path():
        one = g.action(g.noted(on_record()), owner() if owner else g.in_group("Esi"))
        return f"/countries/gh/group/actions/{one.code}/{end}"

    return path


def given():
    return {
        "text": "Ask the regulator.",
        "owner": g.in_group("Ama").code,
        "due_on": g.today() + timedelta(days=3),
    }


def called():
    return {"held_on": g.today() + timedelta(days=3), "begins": "10:00", "decide": "Who goes"}


def told():
    return {"what": "A tool", "to_whom": "Regions", "people": 3, "told_on": g.today()}


def form(by):
    actions.form_group(g.member(), g.terms(), by=by, at=clock.now())


def plan(by):
    said = actions.Plan(starts_at=clock.now() + timedelta(days=1))
    actions.plan(on_record(), said, by=by, at=clock.now())


def requested():
    asked, _is_new = SupportRequest.objects.get_or_create(
        group=on_record(),
        institution=f.institution("bank", "A development bank", country=None, kind="partner"),
        text="An actuary for two weeks.",
        defaults={"asked_at": clock.now()},
    )
    return asked


def at_request():
    return f"/countries/gh/group/support/{requested().code}/"


def wanted():
    f.institution("bank", "A development bank", country=None, kind="partner")
    return {"institution": "bank", "text": "An actuary for two weeks."}


def answer_support(by):
    actions.answer_support(requested(), SupportAnswer.YES, words="", by=by, at=clock.now())


def of_planned(end=""):
    return lambda: f"/countries/gh/group/meetings/{g.meeting(on_record(), 9).code}/{end}"


def cancel(by):
    actions.cancel_meeting(g.meeting(on_record(), 9), "Floods.", by=by, at=clock.now())


def settle(by):
    owner = g.in_group("Esi")
    one = g.action(g.noted(g.group(institutions=0)), owner)
    actions.settle(one, Settling.DONE, by=by, at=clock.now())


def told_of_an_action(by):
    """A letter about it, that waits to be sent."""
    one = g.action(g.noted(g.group(institutions=0)), None)
    fact = record(Kind.CORE_ACTION_DECLINED, one, by=None, at=clock.now(), quietly=True)
    letter = OutgoingMail(kind="core_action.declined", person=by, fact=fact, because="gave")
    if why_not_now([letter]):
        raise PermissionDenied


MATRIX = [
    Row(at(), "get", COUNTRY),
    Row(at(before=g.member), "get", COUNTRY),
    Row(at(), "get", INSIDE, shows="/meetings/new/"),
    Row(at("record/"), "get", LEADERS),
    Row(at("record/"), "post", leads_on(LEADERS), {"kind": "new"}),
    Row(at("record/", g.member), "get", LEADERS),
    Row(at("record/", g.member), "post", leads_on(LEADERS), {"kind": "new"}),
    Row(at("public/"), "get", LEADERS),
    Row(at("public/"), "post", leads_on(LEADERS), {"shows": ["coordinator"]}),
    Row(at("passed-on/"), "get", INSIDE),
    Row(at("passed-on/"), "post", leads_on(INSIDE), told),
    Row(at("meetings/new/"), "get", INSIDE),
    Row(at("meetings/new/"), "post", leads_on(INSIDE), called),
    Row(of_meeting(), "get", INSIDE | SHUT_OUT),
    Row(of_meeting(is_public=True), "get", ALL),
    Row(of_meeting(is_public=True), "get", INSIDE | SHUT_OUT, shows="/actions/"),
    Row(of_meeting("plan/"), "get", INSIDE),
    Row(of_meeting("plan/"), "post", leads_on(INSIDE), called),
    Row(of_meeting("notes/"), "get", INSIDE),
    Row(of_meeting("notes/"), "post", leads_on(INSIDE), {"text": "Three.", "is_public": "no"}),
    Row(of_meeting("letter/"), "get", INSIDE),
    Row(of_meeting("letter/"), "post", leads_on(INSIDE), {"sure": "yes"}),
    Row(of_meeting("actions/"), "get", INSIDE),
    Row(of_meeting("actions/"), "post", leads_on(INSIDE), given),
    Row(of_action(), "get", KEPT_BY),
    Row(of_action(), "post", leads_on(KEPT_BY), {"answer": "done"}),
    Row(of_action("change/"), "get", INSIDE),
    Row(of_action("change/"), "post", leads_on(INSIDE), given),
    Row(at("meetings/"), "get", INSIDE),
    Row(at("actions/"), "get", INSIDE),
    Row(of_planned("cancel/"), "get", INSIDE),
    Row(of_planned("cancel/"), "post", leads_on(INSIDE), {"because": "Floods."}),
    Row(cancel, "deed", does(*CORE)),
    Row(at("support/"), "get", INSIDE),
    Row(at("support/"), "post", leads_on(INSIDE), wanted),
    Row(at_request, "get", INSIDE | PARTNERS),
    Row(at_request, "post", INSIDE | leads_on(PARTNERS), {"answer": "yes"}),
    Row(answer_support, "deed", does("partner", "staff", "administrator")),
    Row(form, "deed", does("coordinator", "point", "chair", "staff", "administrator")),
    Row(plan, "deed", does(*CORE)),
    Row(told_of_an_action, "deed", does(*CORE)),
    Row(settle, "deed", does("coordinator", "point", "chair")),
    *doors_steering.ROWS,
    *doors_decisions.ROWS,
    *doors_strategy.ROWS,
    *doors_bodies.ROWS,
    *doors_manager.ROWS,
]

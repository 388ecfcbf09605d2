"""Working groups: formed by decision, with people, a space and reports; handed over and closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.governance.actions import agenda, bodies, closing, motions, strategy
from jln.governance.models import AgendaItem, BodyReport, WorkingGroup
from jln.governance.rules import bodies as rules
from jln.kit.matter import Outcome
from jln.kit.verdict import RuleBroken
from jln.mailroom import form_letters, table
from jln.seats import actions as seats
from jln.seats import briefing
from jln.seats.models import Handover
from jln.spaces.models import SpaceMember
from jln.web import versions
from tests import factories as f
from tests.governance import recorded as r
from tests.governance import sitting as s
from tests.governance.sg import DAY, NOON, TODAY
from tests.mailroom.letters import answered, newest

pytestmark = pytest.mark.django_db
HOW = {"taking": "consensus", "closes_on": None}
SAID = bodies.Body("group", "Strategy group", "Draft the next strategy.", "en", TODAY + 90 * DAY)
MEMBER, LEAD = SeatKind.BODY_MEMBER, SeatKind.BODY_LEAD


@pytest.fixture
def group():
    f.network()
    return s.sits()


def decided(motion, by, outcome=Outcome.ADOPTED):
    terms = [one.pk for one in s.SteeringTerm.objects.all()]
    return closing.agree(motion, outcome, present=terms, by=by, at=NOON)


def formed(by, said=SAID):
    decided(bodies.propose(said, how=HOW, by=by, at=NOON), by)
    return WorkingGroup.objects.get(name=said.name)


def on_roll(of):
    rows = SpaceMember.objects.filter(space=of.space, until_on=None)
    return set(rows.values_list("person__name", flat=True))


def test_formed_by_decision_once_with_a_space_and_an_address(group):
    motion = bodies.propose(SAID, how=HOW, by=group["GH"], at=NOON)
    assert bodies.propose(SAID, how=HOW, by=group["GH"], at=NOON) == motion
    it = WorkingGroup.objects.get()
    assert (it.state, it.starts, hasattr(it, "space")) == ("put", None, False)
    with pytest.raises(RuleBroken, match="not_at_work"):
        bodies.seat(it, group["KE"], MEMBER, by=group["GH"], at=NOON)
    decision = decided(motion, group["GH"]).decision
    it.refresh_from_db()
    assert (it.state, it.formed_by, str(it.starts)) == ("formed", decision, TODAY.isoformat())
    assert (it.space.slug, it.space.kind, it.space.visibility) == (
        "strategy-group",
        "working",
        "roll",
    )
    for name in ("Strategy  group", "Steering Group"):  # of a body; of a space, and so an address
        other = SAID._replace(name=name, purpose="Another one.")
        with pytest.raises(RuleBroken, match="taken"):
            bodies.propose(other, how=HOW, by=group["GH"], at=NOON)
    with pytest.raises(PermissionDenied):
        bodies.propose(SAID._replace(name="Mine"), how=HOW, by=group["KE"], at=NOON)


@pytest.mark.parametrize(("outcome", "state"), [("rejected", "rejected"), ("deferred", "put")])
def test_not_formed(group, outcome, state):
    motion = bodies.propose(SAID, how=HOW, by=group["GH"], at=NOON)
    decided(motion, group["GH"], Outcome(outcome))
    assert WorkingGroup.objects.get().state == state


def test_taken_back_it_is_dropped(group):
    motion = bodies.propose(SAID, how=HOW, by=group["GH"], at=NOON)
    motions.withdraw(motion, by=group["GH"], at=NOON)
    assert WorkingGroup.objects.get().state == "rejected"


def test_the_name_of_a_refused_one_is_free_again(client, group):
    motion = bodies.propose(SAID, how=HOW, by=group["GH"], at=NOON)
    decided(motion, group["GH"], Outcome.REJECTED)
    again = bodies.propose(SAID, how=HOW, by=group["GH"], at=NOON)
    assert bodies.propose(SAID, how=HOW, by=group["GH"], at=NOON) == again != motion
    with pytest.raises(RuleBroken, match="taken"):
        bodies.propose(SAID._replace(purpose="Other."), how=HOW, by=group["GH"], at=NOON)
    decided(again, group["GH"])
    refused, it = WorkingGroup.objects.order_by("pk")
    assert [(one.slug, one.state) for one in (refused, it)] == [
        ("strategy-group", "rejected"),
        ("strategy-group-2", "formed"),
    ]
    assert it.space.slug == it.slug
    with pytest.raises(RuleBroken, match="taken"):
        bodies.propose(SAID, how=HOW, by=group["GH"], at=NOON)
    f.sign_in(client, group["KE"])
    for one in (refused, it):  # on record, both of them
        assert SAID.purpose in client.get(one.path).content.decode()


@pytest.mark.parametrize(
    ("kind", "leads", "on_it", "is_led", "codes"),
    [
        ("group", False, True, True, []),
        ("group", False, False, False, ["not_on_it"]),
        ("team", False, False, True, []),
        ("team", True, False, False, ["not_on_it"]),
        ("team", True, True, True, ["led"]),
        ("team", True, True, False, []),
    ],
)
def test_who_may_sit(kind, leads, on_it, is_led, codes):
    said = rules.may_sit("formed", kind, leads=leads, on_steering_group=on_it, is_led=is_led)
    assert [one.code for one in said.reasons] == codes


def test_its_people_read_its_space_and_one_leads(group):
    it = formed(group["GH"])
    lead = bodies.seat(it, group["KE"], LEAD, by=group["GH"], at=NOON)
    assert bodies.seat(it, group["KE"], LEAD, by=group["GH"], at=NOON) == lead
    bodies.seat(it, group["VN"], MEMBER, by=f.staff(), at=NOON)
    assert on_roll(it) == {"Rep KE", "Rep VN"}
    with pytest.raises(RuleBroken, match="led"):
        bodies.seat(it, group["PH"], LEAD, by=group["GH"], at=NOON)
    with pytest.raises(RuleBroken, match="not_on_it"):
        bodies.seat(it, f.person("Somebody"), MEMBER, by=group["GH"], at=NOON)
    with pytest.raises(PermissionDenied):
        bodies.seat(it, group["PH"], MEMBER, by=group["KE"], at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():  # as the rule says
        f.seat(LEAD, group["PH"], working_group=it)
    with pytest.raises(IntegrityError), transaction.atomic():
        f.seat(MEMBER, group["PH"])


def test_a_seat_in_it_is_handed_over_like_any_other(group):
    it, chen = formed(group["GH"]), f.staff()
    lead = bodies.seat(it, group["KE"], LEAD, by=group["GH"], at=NOON)
    draft = strategy.begin(
        "Next", (2027, 2031), language="en", working_group=it, by=group["GH"], at=NOON
    )
    handover = seats.end(lead, TODAY, by=group["KE"], at=NOON)
    seats.name(handover, seats.Successor(person=group["VN"]), by=group["KE"], at=NOON)
    handover.refresh_from_db()
    written = briefing.of(handover, group["VN"], at=NOON).work
    assert [(one.title, one.path) for one in written] == [("Next", f"/strategy/{draft.number}/")]
    handover.seat = Seat.objects.get(person=group["KE"], working_group=None)  # their other seat
    assert not briefing.of(handover, group["VN"], at=NOON).work
    handover.refresh_from_db()
    seats.confirm(handover, by=group["VN"], way="page", at=NOON)
    seats.second(handover, by=group["GH"], at=NOON)  # who convenes is entitled
    seats.on_their_day(at=NOON + DAY)
    begun = Handover.objects.get().begun
    assert (begun.person, begun.kind, begun.working_group) == (group["VN"], LEAD, it)
    assert on_roll(it) == {"Rep VN"}
    assert Seat.objects.get(pk=lead.pk).ends_on == TODAY
    assert chen.seats.get().working_group is None


def test_who_leaves_the_steering_group_leaves_it_too(group):
    it = formed(group["GH"])
    team = formed(group["GH"], SAID._replace(kind="team", name="Task team"))
    for where, code, kind in ((it, "KE", LEAD), (it, "VN", MEMBER), (team, "KE", MEMBER)):
        bodies.seat(where, group[code], kind, by=group["GH"], at=NOON)
    assert bodies.close_seats(at=NOON) == 0
    Seat.objects.filter(person=group["KE"], working_group=None).update(ends_on=TODAY)
    assert bodies.close_seats(at=NOON) == 0  # their last day
    assert bodies.close_seats(at=NOON + DAY) == 1
    assert bodies.close_seats(at=NOON + DAY) == 0
    assert on_roll(it) == {"Rep VN"}
    assert on_roll(team) == {"Rep KE"}  # of a task team anybody may be


def test_what_it_reports_is_on_the_next_agenda_by_page_and_mail(group):
    it = formed(group["GH"])
    bodies.seat(it, group["KE"], MEMBER, by=group["GH"], at=NOON)
    first = bodies.report(it, "Half is drafted.", by=group["KE"], at=NOON)
    assert bodies.report(it, "Half is drafted.", by=group["KE"], at=NOON) == first
    assert first.item is None  # no meeting is planned
    with pytest.raises(PermissionDenied):
        bodies.report(it, "Mine.", by=group["PH"], at=NOON)

    meeting = s.called(30, by=group["GH"])
    agenda.gather_next(at=NOON)
    agenda.gather_next(at=NOON)
    item = AgendaItem.objects.get(title="Strategy group")
    assert (item.meeting, item.kind, item.text) == (meeting, "know", "Half is drafted.")
    assert BodyReport.objects.get().item == item

    form_letters.put(table.entry("body.report"), it, group["KE"], at=NOON)
    answered(newest("form", group["KE"]), "All of it is drafted; members are asked now.", at=NOON)
    second = BodyReport.objects.order_by("-pk")[0]
    assert (second.by_mail, second.item.meeting) == (True, meeting)


def test_closed_by_decision_its_seats_end_and_its_space_is_closed(group):
    it = formed(group["GH"])
    held = bodies.seat(it, group["KE"], LEAD, by=group["GH"], at=NOON)
    handover = seats.end(held, TODAY + 9 * DAY, by=group["KE"], at=NOON)
    motion = bodies.propose_end(it, "It is done.", how=HOW, by=group["GH"], at=NOON)
    decision = decided(motion, group["GH"]).decision
    it.refresh_from_db()
    held.refresh_from_db()
    handover.refresh_from_db()
    assert (it.state, it.closed_by, str(it.ends)) == ("closed", decision, TODAY.isoformat())
    assert (held.ends_on, handover.closed_at, on_roll(it)) == (TODAY, NOON, set())
    assert it.space.closed_at == NOON
    with pytest.raises(RuleBroken, match="not_at_work"):
        bodies.propose_end(it, "Again.", how=HOW, by=group["GH"], at=NOON)
    with pytest.raises(RuleBroken, match="not_at_work"):
        bodies.report(it, "Late.", by=group["KE"], at=NOON + DAY)


def asked(client, path):
    client.get(path)  # what is kept is kept
    with CaptureQueriesContext(connection) as found:
        client.get(path)
    return len(found)


def test_pages(client, group):
    assert "No working group is on record." in client.get("/working-groups/").content.decode()
    it = formed(group["GH"])
    versions.bump("public")
    bodies.seat(it, group["KE"], LEAD, by=group["GH"], at=NOON)
    page = client.get(it.path).content.decode()
    assert "Draft the next strategy." in page
    assert "Rep KE" not in page  # names are for members
    assert "strategy-group@" not in page
    assert it.name in client.get("/steering-group/").content.decode()

    f.sign_in(client, group["KE"])
    few = asked(client, it.path)
    years = (2027, 2031)
    draft = strategy.begin("Next", years, language="en", working_group=it, by=group["GH"], at=NOON)
    strategy.write(draft, "We learn.", [], by=group["KE"], at=NOON)  # who sits in it writes
    said = {"text": "Half is drafted."}
    assert client.post(f"{it.path}report/", said).status_code == 302
    for code in ("VN", "PH"):
        bodies.seat(it, group[code], MEMBER, by=group["GH"], at=NOON)
        bodies.report(it, f"More of {code}.", by=group[code], at=NOON)
    assert asked(client, it.path) == few <= 14
    page = client.get(it.path).content.decode()
    assert "strategy-group@" in page
    for words in (
        "Rep KE",
        "lead of the working group",
        "Half is drafted.",
        "Next",
        "for the next meeting",
    ):
        assert words in page
    assert "Seat somebody" not in page


def test_staff_seat_by_name_and_keep_what_was_typed(client, group):
    it = formed(group["GH"], SAID._replace(kind="team"))
    f.sign_in(client, f.staff())
    to = f"{it.path}seat/"
    page = client.post(to, {"kind": "body_member", "who": "Nobody Known"}).content.decode()
    assert "Nobody Known" in page
    assert "called that" in page
    f.person("Somebody")
    assert client.post(to, {"kind": "body_member", "who": "somebody"}).status_code == 302
    page = client.post(to, {"kind": "body_lead", "who": "Somebody"}).content.decode()
    assert "sits on the Steering Group" in page
    assert Seat.objects.get(working_group=it).person.name == "Somebody"
    new = {"name": "Medicines", "kind": "team", "purpose": "Prices.", "language": "en"}
    new |= {"taking": "consensus", "due_on": TODAY - timedelta(days=1)}
    page = client.post("/working-groups/new/", new).content.decode()
    assert "Its last day is after today." in page
    assert client.post("/working-groups/new/", new | {"due_on": ""}).status_code == 302
    assert r.Motion.objects.get(kind="body.form", state="agenda").title == "Medicines"

"""A charter from its draft to the members' yes; items of an agenda put to decision."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance import effects
from jln.governance.actions import agenda, charter, closing, motions
from jln.governance.models import CharterVersion, Motion, Ratification
from jln.kit.matter import Effect, Matter, Outcome
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from tests import factories as f
from tests.governance import sitting as s
from tests.governance.sg import DAY, NOON, TODAY
from tests.mailroom.letters import answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    f.network()
    return s.sits()


def drafted(group, text="The network is of its countries."):
    how = {"taking": "consensus", "closes_on": None}
    return charter.draft(text, "Two conveners.", language="en", how=how, by=group["GH"], at=NOON)


def adopted(group, outcome=Outcome.ADOPTED):
    terms = [one.pk for one in s.SteeringTerm.objects.all()]
    return closing.agree(drafted(group), outcome, present=terms, by=group["GH"], at=NOON)


def point_of(code):
    country = f.country(code, s.FOUR[code])
    who = f.person(f"Point {code}", country=country, address=f"point@{code.lower()}.example")
    f.seat("point_of_contact", who, country=country)
    return who


def test_adopted_ratified_by_mail_and_page_and_counted_on_its_day(group):
    points = {code: point_of(code) for code in s.FOUR}
    motion = adopted(group)
    it = CharterVersion.objects.get()
    assert (it.state, it.decision) == ("open", motion.decision)
    assert it.closes_on == TODAY + timedelta(days=35)

    letters = {one.person.name: one for one in OutgoingMail.objects.filter(kind="charter.opened")}
    assert set(letters) == {f"Point {code}" for code in s.FOUR}
    answered(letters["Point KE"], "No", at=NOON)
    answered(letters["Point KE"], "YES", at=NOON + DAY)
    answered(letters["Point VN"], "Yes", at=NOON + DAY)
    first = charter.ratify(it, points["GH"].country, "yes", by=points["GH"], at=NOON)
    assert charter.ratify(it, points["GH"].country, "yes", by=points["GH"], at=NOON) == first
    with pytest.raises(PermissionDenied):
        charter.ratify(it, points["GH"].country, "no", by=points["PH"], at=NOON)
    assert Ratification.objects.count() == 4

    last = NOON.replace(hour=23) + 35 * DAY
    assert charter.settle_due(at=last) == 0
    assert charter.settle_due(at=last + DAY) == 1
    assert charter.settle_due(at=last + DAY) == 0
    it.refresh_from_db()
    assert it.state == "ratified"
    assert it.result == {"members": 4, "yes": 3, "no": 0, "ratification_thirds": 2}
    with pytest.raises(RuleBroken):
        charter.ratify(it, points["PH"].country, "yes", by=points["PH"], at=last + DAY)
    assert Fact.objects.filter(kind=Kind.CHARTER_SETTLED).count() == 1


def test_a_charter_without_enough_members_lapses(group):
    adopted(group)
    charter.settle_due(at=NOON + 40 * DAY)
    assert CharterVersion.objects.get().state == "lapsed"


def test_one_version_at_a_time(group):
    motion = drafted(group)
    assert drafted(group) == motion
    with pytest.raises(RuleBroken):
        drafted(group, "Other words.")
    motions.withdraw(motion, by=group["GH"], at=NOON)
    assert CharterVersion.objects.get().state == "rejected"
    assert adopted(group, Outcome.REJECTED).decision.outcome == "rejected"
    assert [one.state for one in CharterVersion.objects.order_by("number")] == ["rejected"] * 2


def test_what_waits_is_put_from_the_agenda_and_decided_with_its_data(group, monkeypatch):
    done, waiting = [], [Matter("test", 7, "Admit Uganda", "Uganda is admitted.", "/x/", {"a": 1})]
    monkeypatch.setitem(effects.EFFECTS, "test", Effect("test", "T", lambda: waiting, done.append))
    meeting = s.called()
    agenda.gather(meeting, at=NOON)
    item = meeting.items.get(matter_kind="test")
    motion = motions.put_item(item, "consensus", by=group["GH"], at=NOON)
    assert motions.put_item(item, "consensus", by=group["GH"], at=NOON) == motion
    assert (motion.state, motion.title, motion.data, motion.meeting) == ("open", "Admit Uganda", {"a": 1}, meeting)  # fmt: skip
    terms = [one.pk for one in s.SteeringTerm.objects.all()]
    decision = closing.agree(
        motion, Outcome.ADOPTED, present=terms, by=group["GH"], at=NOON
    ).decision
    assert (decision.meeting, [one.subject_id for one in done]) == (meeting, [7])


def test_what_was_left_to_the_next_meeting_is_put_there_again(group):
    what = motions.Proposal("Papers", "Papers are public.", "silence")
    motion = motions.put(what, by=f.staff(), at=NOON)
    closing.close(motion, by=None, at=motion.closes_at)
    assert Motion.objects.get().state == "decided"

    other = motions.put(motions.Proposal("More", "More.", "written", closes_on=TODAY + 9 * DAY), by=f.staff(), at=NOON)  # fmt: skip
    closing.close(other, by=None, at=other.closes_at)
    meeting = s.called(60)
    agenda.gather(meeting, at=NOON)
    item = meeting.items.get(matter_kind=motions.AGAIN)
    again = motions.put_item(item, "vote", by=group["GH"], at=NOON + 10 * DAY)
    assert (again.pk, again.state, again.taking) == (other.pk, "open", "vote")

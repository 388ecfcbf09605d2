"""Fifty people at the same moment, each with a connection of their own: one effect."""

from __future__ import annotations

import pytest

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance import effects
from jln.governance.actions import closing, reminding
from jln.governance.models import Decision, Motion
from jln.governance.queries import decided
from jln.kit.matter import Effect
from jln.mail.models import OutgoingMail
from tests.governance.sg import DAY, NOON, Group
from tests.seats.test_at_once import at_once, on_a_disk  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


def test_fifty_vote_for_one_seat_and_count_at_once(monkeypatch):
    group, done = Group(), []
    monkeypatch.setitem(effects.EFFECTS, "test", Effect("test", "Test", list, done.append))
    motion = group.put("vote", kind="test", subject_id=1)
    for code in ("GH", "SN", "MN"):
        group.says(motion, code, "for")

    ends = at_once(
        *[lambda n=n: group.says(motion, "MX", ("for", "against")[n % 2]) for n in range(25)],
        *[lambda: closing.close(motion, by=group.chen, at=NOON)] * 25,
    )

    assert set(ends) <= {"done", "RuleBroken"}  # too late is said in words
    motion = Motion.objects.get()
    numbers = list(motion.votes.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert Decision.objects.count() == len(done) == 1
    assert Fact.objects.filter(kind=Kind.DECISION_TAKEN).count() == 1
    assert [one["seat"] for one in motion.decision.tally["seats"]] == ["GH", "MX", "MN", "SN"]
    assert decided.fault() is None


def test_reminders_that_start_at_once_are_one():
    motion = Group().put("written")
    at = motion.closes_at - 3 * DAY
    ends = at_once(*[lambda: reminding.remind_due(at=at)] * 8)
    assert set(ends) == {"done"}
    assert OutgoingMail.objects.filter(kind="motion.reminded").count() == 4
    assert Fact.objects.filter(kind=Kind.MOTION_REMINDED).count() == 1


def test_the_same_vote_fifty_times_is_one_and_so_is_the_same_decision(monkeypatch):
    group, done = Group(), []
    monkeypatch.setitem(effects.EFFECTS, "test", Effect("test", "Test", list, done.append))
    motion = group.put("vote", kind="test", subject_id=1)
    for code in ("GH", "SN", "MN"):
        group.says(motion, code, "for")

    assert at_once(*[lambda: group.says(motion, "MX", "for")] * MANY) == ["done"] * MANY
    assert motion.votes.count() == 4

    counts = [lambda: closing.close(motion, by=group.chen, at=NOON)] * MANY
    assert set(at_once(*counts)) <= {"done", "RuleBroken"}
    assert Decision.objects.count() == len(done) == 1
    assert Fact.objects.filter(kind=Kind.DECISION_TAKEN).count() == 1
    tally = Motion.objects.get().decision.tally
    assert {one["seat"]: one["word"] for one in tally["seats"]} == dict.fromkeys(
        ("GH", "MX", "MN", "SN"), "for"
    )


def test_two_motions_counted_at_once_follow_each_other_in_the_register():
    group = Group()
    rows = [group.put("silence", title=f"Motion {number}") for number in range(4)]
    assert at_once(*[lambda one=one: group.close(one) for one in rows]) == ["done"] * 4
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert decided.fault() is None

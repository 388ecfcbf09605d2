"""Another Network Manager, at the same moment from several sides: one change."""

from __future__ import annotations

import pytest

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance import keys
from jln.governance.actions import manager
from jln.governance.models import KeyChange, ManagerAppointment, Motion
from jln.governance.queries import decided
from jln.kit import clock
from jln.mail.models import OutgoingMail
from jln.seats.models import Handover
from tests import factories as f
from tests.governance import recorded as r
from tests.governance.manager_change import DAY, FIRST, NOON, Change, staff_on
from tests.seats.test_at_once import at_once, on_a_disk  # noqa: F401 -- a fixture of every test here

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def it(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    return Change()


def test_two_organisations_decided_at_the_same_moment_are_one(it):
    third = f.institution("third", "Third", country=None, kind="partner")
    motions = [it.put(), it.put(FIRST + 5 * DAY, third), it.put(title="Once more")]
    at_once(*[lambda of=of: it.agreed(Motion.objects.get(pk=of.pk)) for of in motions])
    assert sorted(Motion.objects.values_list("state", flat=True)) == ["decided", "held", "held"]
    assert ManagerAppointment.objects.filter(ends=None).count() == 1
    assert Handover.objects.count() == 3
    assert decided.fault() is None


def test_the_day_comes_once_in_five_processes_and_a_decision_between(it, monkeypatch):
    it.headed()
    r.decision("Before")
    it.settled(it.chen, it.omar)
    at = NOON + 30 * DAY
    monkeypatch.setattr(clock, "now", lambda: at)
    ends = at_once(*[lambda: manager.on_its_day(at=at)] * 5, *[lambda: r.decision("Meanwhile")] * 2)
    assert ends == ["done"] * 7
    assert KeyChange.objects.count() == 1
    assert keys.public_key() == KeyChange.objects.get().key
    assert decided.fault() is None
    assert Fact.objects.filter(kind=Kind.MANAGER_MOVED).count() == 1
    assert OutgoingMail.objects.filter(kind="handover.moved", person=it.chen).count() == 1
    assert staff_on(FIRST) == {"Omar", "Ade"}

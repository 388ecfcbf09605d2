"""The Network Manager changes: decided, prepared, done on its day, never a day without."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from jln.access.check import can
from jln.access.permissions import Permission
from jln.countries.models import Seat
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance.actions import manager
from jln.governance.models import Decision, KeyChange, ManagerAppointment, SteeringAction
from jln.governance.queries import decided
from jln.kit import clock
from jln.kit.matter import Outcome
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.seats import actions as seats
from jln.seats.models import Handover
from jln.web import network
from jln.web.network import current
from tests import factories as f
from tests.governance import sitting as s
from tests.governance.manager_change import DAY, FIRST, NOON, Change, staff_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def it(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    network._kept.clear()
    return Change()


@pytest.fixture
def today(monkeypatch):
    def on(at):
        monkeypatch.setattr(clock, "now", lambda: at)
        return at

    return on


def letters(kind="manager.changes"):
    return sorted(OutgoingMail.objects.filter(kind=kind).values_list("person__name", flat=True))


def test_the_decision_itself_appoints_and_opens_a_hand_over_for_each_of_the_staff(it):
    of = it.decided()
    it.now.refresh_from_db()
    assert (of.institution, of.first_day, of.moved_at) == (it.new, FIRST, None)
    assert str(it.now.ends) == (FIRST - DAY).isoformat()
    opened = Handover.objects.filter(institution=it.new, due_on=FIRST - DAY, closed_at=None)
    assert sorted(opened.values_list("seat__person__name", flat=True)) == ["Ade", "Chen", "Odette"]
    assert not Seat.objects.filter(person__in=(it.chen, it.odette), ends_on__isnull=False).exists()
    assert letters() == ["Ade", "Chen", "Odette", "Rep GH"]
    assert (
        "Nobody of it is settled yet" in OutgoingMail.objects.filter(kind="manager.changes")[0].text
    )
    it.agreed(of.decision.motion)
    assert ManagerAppointment.objects.count() == 2


def test_not_adopted_changes_nothing(it):
    it.agreed(it.put(), Outcome.REJECTED)
    assert ManagerAppointment.objects.count() == 1
    assert not Handover.objects.exists()


@pytest.mark.parametrize(
    ("first", "slug", "why"),
    [
        (FIRST, "old", "is the Network Manager already"),
        (NOON.date(), "new", "comes after the day of the decision"),
        (FIRST, "gone", "not on record any more"),
    ],
)
def test_what_cannot_be_carried_out_is_held_and_nothing_is_on_record(it, first, slug, why):
    institution = (
        f.institution(slug, slug, country=None, kind="partner") if slug != "gone" else None
    )
    motion = (
        it.put(first, institution)
        if institution
        else it.put(first, data={"institution": "gone", "starts_on": first.isoformat()})
    )
    motion = it.agreed(motion)
    assert (motion.state, motion.decision) == ("held", None)
    assert why in motion.reason
    assert (ManagerAppointment.objects.count(), Decision.objects.count()) == (1, 0)


def test_a_second_change_waits_for_the_first(it):
    it.decided()
    third = f.institution("third", "Third", country=None, kind="partner")
    motion = it.agreed(it.put(FIRST + 9 * DAY, third))
    assert "under way" in motion.reason


def test_who_heads_it_names_and_somebody_else_agrees(it):
    of = it.headed()
    assert letters().count("Nia") == 1
    handover = it.handover(it.chen)
    assert can(it.nia, Permission.SEAT_END, it.chens)
    assert not can(it.omar, Permission.SEAT_END, it.chens)
    assert not can(it.nia, Permission.DESK_OPEN, current())
    named = seats.name(handover, seats.Successor(person=it.omar), by=it.nia, at=NOON)
    assert named.named_by == it.nia
    with pytest.raises(RuleBroken):
        seats.second(handover, by=it.nia, at=NOON)
    with pytest.raises(RuleBroken):  # its end is decided: nobody moves it
        seats.end(it.chens, NOON.date(), by=it.nia, at=NOON)
    with pytest.raises(RuleBroken):
        seats.go_on(it.chens, by=it.admin, at=NOON)
    with pytest.raises(PermissionDenied):
        manager.set_head(of, it.omar, by=it.nia, at=NOON)
    brief = OutgoingMail.objects.get(kind="handover.named", person=it.omar)
    for said in ("Nothing waits.", "Odette, Network Manager's staff", "Hand-over of a seat (3)"):
        assert said in brief.text
    assert len(brief.text.splitlines()) < 80  # two sides on paper
    seats.name(it.handover(it.odette), seats.Successor(person=it.nia), by=it.nia, at=NOON)
    brief = OutgoingMail.objects.get(kind="handover.named", person=it.nia)
    assert "Kenya" in brief.text
    assert brief.language == "fr"


def test_on_the_day_all_of_it_moves_at_once(it, today):
    of = it.headed()
    meeting = s.called(60)
    task = SteeringAction.objects.create(
        item=s.item(meeting),
        text="Send the papers",
        owner=it.odette,
        due_on=FIRST + DAY,
        given_at=NOON,
    )
    s.room()
    it.settled(it.chen, it.omar)
    handover = it.settled(it.odette, it.nia)
    assert handover.begun is None or handover.begun.starts_on == FIRST
    assert manager.on_its_day(at=NOON) == 0
    assert staff_on(NOON.date()) == {"Chen", "Odette", "Ade"}

    at = today(NOON.replace(hour=0) + 30 * DAY)
    assert manager.on_its_day(at=at) > 0
    of.refresh_from_db()
    task.refresh_from_db()
    assert (of.moved_at, task.owner) == (at, it.nia)
    assert staff_on(FIRST) == {"Omar", "Nia", "Ade"}  # nobody of the new one administers yet
    theirs = Seat.objects.held_on(FIRST).filter(person=it.nia).order_by("country")
    assert {one.country.code if one.country else "" for one in theirs} == {"", "KE", "VN"}
    assert {one.institution for one in theirs} == {it.new}
    assert not can(it.odette, Permission.DESK_OPEN, current())
    assert can(it.omar, Permission.DESK_OPEN, current())
    assert KeyChange.objects.get().appointment == of
    assert decided.fault() is None
    assert current().manager == "New Secretariat"

    before = OutgoingMail.objects.count(), Fact.objects.count()
    assert manager.on_its_day(at=at) == 0
    assert (OutgoingMail.objects.count(), Fact.objects.count()) == before

    it.settled(it.admin, it.pia, at=at)
    assert staff_on(FIRST) == {"Omar", "Nia", "Pia"}


def test_seats_for_which_nobody_was_named_go_to_who_is_there(it, today):
    it.headed()
    it.settled(it.chen, it.omar)
    manager.on_its_day(at=today(NOON + 30 * DAY))
    assert staff_on(FIRST) == {"Omar", "Ade"}
    countries = Seat.objects.held_on(FIRST).filter(person=it.omar, country__isnull=False)
    assert sorted(countries.values_list("country__code", flat=True)) == ["KE", "VN"]
    assert Handover.objects.get(seat=it.odettes).closed_at
    assert "Odette" in letters("handover.moved")


def test_without_anybody_of_the_new_one_the_old_ones_go_on_and_all_are_warned(it, today):
    it.decided()
    for days in (10, 16, 17, 23, 30):
        manager.on_its_day(at=today(NOON + days * DAY))
    warned = Fact.objects.filter(kind=Kind.MANAGER_WAITS).order_by("pk")
    assert [(one.at - NOON).days for one in warned] == [16, 23, 30]
    assert staff_on(FIRST) == {"Chen", "Odette", "Ade"}
    assert can(it.chen, Permission.DESK_OPEN, current())
    assert KeyChange.objects.count() == 0
    assert letters().count("Rep GH") == 4

    late = today(NOON + 35 * DAY)
    of = ManagerAppointment.objects.get(decision__isnull=False)
    manager.set_head(of, it.nia, by=it.chen, at=late)
    it.settled(it.chen, it.omar, at=late)
    assert manager.on_its_day(at=late) > 0
    assert staff_on(late.date()) == {"Omar", "Ade"}
    assert "Chen" in staff_on((late - DAY).date())


def test_a_successor_who_left_meanwhile_takes_nothing(it, today):
    it.headed()
    it.settled(it.chen, it.omar)
    Person.objects.filter(pk=it.omar.pk).update(status=PersonStatus.SUSPENDED, suspended_at=NOON)
    manager.on_its_day(at=today(NOON + 30 * DAY))
    assert {"Chen", "Odette", "Ade"} <= staff_on(FIRST)
    assert KeyChange.objects.count() == 0
    assert Fact.objects.filter(kind=Kind.MANAGER_WAITS).exists()


def test_people_of_the_new_organisation_who_serve_already_stay(it, today):
    f.seat("network_officer", it.pia, institution=it.new)
    it.decided()
    assert not Handover.objects.filter(seat__person=it.pia).exists()
    manager.on_its_day(at=today(NOON + 30 * DAY))
    assert staff_on(FIRST) == {"Pia", "Ade"}

"""A Core Group on record, its meetings, and what people took on."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from jln.countries.models import CountryCoreGroup
from jln.countries.terms import SeatKind
from jln.facts.models import Fact
from jln.governance import actions
from jln.governance.models import CoreGroupAction, CoreGroupMeeting, CoreGroupReach
from jln.governance.terms import Settling
from jln.kit import clock
from jln.kit.verdict import RuleBroken
from jln.loading.settled import is_settled
from jln.mail.models import OutgoingMail
from jln.spaces import rolls
from jln.spaces.models import Space, SpaceMember
from tests import factories as f
from tests.governance import groups as g

pytestmark = pytest.mark.django_db


@pytest.fixture
def ghana():
    f.network()
    return g.member()


def kinds():
    return list(Fact.objects.order_by("pk").values_list("kind", flat=True))


def told(kind):
    g.tell()
    rows = OutgoingMail.objects.filter(kind=kind).order_by("person__name")
    return list(rows.values_list("person__name", flat=True))


def test_the_coordinator_forms_a_group_and_the_others_are_told(ghana):
    yaw = g.in_group("Yaw")
    g.in_group("Abena", SeatKind.CCG_MEMBER)
    nhia, moh = f.institution("nhia"), f.institution("moh")
    said = g.terms(institutions=(nhia,), secretariat=(moh,))

    made = actions.form_group(ghana, said, by=yaw, at=clock.now())

    assert set(made.institutions.all()) == {nhia, moh}
    assert set(made.secretariat.all()) == {moh}
    assert kinds() == ["core_group.formed"]
    assert told("core_group.formed") == ["Abena"]
    with pytest.raises(RuleBroken) as broken:
        actions.form_group(ghana, said, by=yaw, at=clock.now())
    assert broken.value.verdict.codes == {"has_one"}


def test_an_adopted_body_has_a_name_and_only_members_have_groups(ghana):
    yaw = g.in_group("Yaw")
    with pytest.raises(RuleBroken) as broken:
        actions.form_group(ghana, g.terms(kind="adopted"), by=yaw, at=clock.now())
    assert broken.value.verdict.codes == {"name"}
    chile = f.country("CL", "Chile")
    with pytest.raises(RuleBroken) as broken:
        actions.form_group(chile, g.terms(), by=f.staff(), at=clock.now())
    assert broken.value.verdict.codes == {"member"}
    assert not CountryCoreGroup.objects.exists()


@pytest.mark.parametrize("kind", [SeatKind.CCG_MEMBER, SeatKind.STEERING_REPRESENTATIVE])
def test_a_member_of_the_group_does_not_change_its_record(ghana, kind):
    of = g.group(ghana)
    with pytest.raises(PermissionDenied):
        actions.change_group(of, g.terms(name="X"), by=g.in_group("A", kind), at=clock.now())


def test_what_changed_is_recorded_once(ghana):
    yaw, of = g.in_group("Yaw"), g.group(ghana, institutions=0)
    said = g.terms(name="Committee", since=of.since)

    actions.change_group(of, said, by=yaw, at=clock.now())
    actions.change_group(of, said, by=yaw, at=clock.now())

    of.refresh_from_db()
    assert is_settled(of)
    assert [one.data for one in Fact.objects.all()] == [{"changed": ["kind", "name"]}]


def test_what_is_shown_keeps_its_order_and_nothing_unknown(ghana):
    of = g.group(ghana)
    parts = ["coordinator", "institutions", "salaries"]
    shown = actions.show(of, parts, by=g.in_group(), at=clock.now())
    assert shown.shows == ["institutions", "coordinator"]


def test_a_meeting_is_told_with_its_agenda_and_a_moved_one_again(ghana):
    yaw = g.in_group("Yaw")
    g.in_group("Abena", SeatKind.CCG_MEMBER)
    of = g.group(ghana)
    at = clock.now()
    said = actions.Plan(
        starts_at=at + timedelta(days=9), items=(("decide", "Who goes"), ("know", "Welcome"))
    )

    made = actions.plan(of, said, by=yaw, at=at)
    assert actions.plan(of, said, by=yaw, at=at) == made
    moved = actions.Plan(starts_at=at + timedelta(days=10), items=said.items)
    actions.change_meeting(made, moved, by=yaw, at=at)
    actions.change_meeting(made, moved, by=yaw, at=at)

    assert kinds() == ["core_meeting.planned", "core_meeting.changed"]
    assert told("core_meeting.planned") == told("core_meeting.changed") == ["Abena"]
    assert "| Who goes" in OutgoingMail.objects.get(kind="core_meeting.planned").text
    assert [one.text for one in made.items.order_by("number")] == ["Who goes", "Welcome"]


def test_a_meeting_of_the_past_is_put_on_record_and_nobody_is_told(ghana):
    said = actions.Plan(starts_at=clock.now() - timedelta(days=3))
    actions.plan(g.group(ghana), said, by=g.in_group(), at=clock.now())
    g.in_group("Abena", SeatKind.CCG_MEMBER)
    assert CoreGroupMeeting.objects.count() == 1
    assert told("core_meeting.planned") == []


def test_two_meetings_do_not_stand_at_one_time(ghana):
    of, yaw = g.group(ghana), g.in_group()
    one, other = g.meeting(of, 3), g.meeting(of, 4)
    with pytest.raises(RuleBroken) as broken:
        actions.change_meeting(one, actions.Plan(starts_at=other.starts_at), by=yaw, at=clock.now())
    assert broken.value.verdict.codes == {"taken"}


def test_staff_keep_no_meetings_of_a_group(ghana):
    of, staff = g.group(ghana), f.staff()
    held = g.meeting(of)
    with pytest.raises(PermissionDenied):
        actions.plan(of, actions.Plan(starts_at=clock.now()), by=staff, at=clock.now())
    with pytest.raises(PermissionDenied):
        actions.note(held, "X", represented=[], is_public=False, by=staff, at=clock.now())


def test_notes_reach_the_group_with_what_was_agreed(ghana):
    yaw, esi = g.in_group("Yaw"), g.in_group("Esi", SeatKind.CCG_MEMBER)
    of = g.group(ghana)
    held = g.meeting(of)
    with pytest.raises(RuleBroken):
        actions.send_notes(held, by=yaw, at=clock.now())
    spoke = list(of.institutions.all()[:2])

    actions.note(held, "Three.", represented=spoke, is_public=False, by=yaw, at=clock.now())
    due = g.today() + timedelta(days=5)
    actions.give(held, "Ask the regulator.", owner=esi, due_on=due, by=yaw, at=clock.now())
    actions.send_notes(held, by=yaw, at=clock.now())

    assert told("core_meeting.sent") == ["Esi"]
    letter = OutgoingMail.objects.get(kind="core_meeting.sent")
    assert letter.person == esi
    assert "| Three." in letter.text
    assert "| Ask the regulator.\nEsi, until" in letter.text
    assert set(held.represented.all()) == set(spoke)


def test_notes_of_what_has_not_begun_are_refused(ghana):
    held = g.meeting(g.group(ghana), days=1)
    with pytest.raises(RuleBroken) as broken:
        actions.note(held, "X", represented=[], is_public=False, by=g.in_group(), at=clock.now())
    assert broken.value.verdict.codes == {"not_yet"}


def test_an_action_is_given_once_to_somebody_of_the_group(ghana):
    yaw, esi = g.in_group("Yaw"), g.in_group("Esi", SeatKind.CCG_MEMBER)
    held = g.noted(g.group(ghana))
    due = g.today() + timedelta(days=5)

    one = actions.give(held, "Ask.", owner=esi, due_on=due, by=yaw, at=clock.now())
    assert actions.give(held, "Ask.", owner=esi, due_on=due, by=yaw, at=clock.now()) == one
    assert told("core_action.given") == ["Esi"]

    outside = f.person("Outside")
    with pytest.raises(RuleBroken) as broken:
        actions.give(held, "Ask.", owner=outside, due_on=due, by=yaw, at=clock.now())
    assert broken.value.verdict.codes == {"owner"}
    with pytest.raises(RuleBroken) as broken:
        yesterday = g.today() - timedelta(days=1)
        actions.give(held, "Ask.", owner=esi, due_on=yesterday, by=yaw, at=clock.now())
    assert broken.value.verdict.codes == {"due"}


def test_not_me_leaves_it_to_nobody_and_tells_who_gave_it(ghana):
    yaw, esi = g.in_group("Yaw"), g.in_group("Esi", SeatKind.CCG_MEMBER)
    one = g.action(g.noted(g.group(ghana)), esi, given_by=yaw)

    actions.settle(one, Settling.NOT_ME, words="Ama has it.", by=esi, at=clock.now())

    one.refresh_from_db()
    assert one.owner is None
    assert told("core_action.declined") == ["Yaw"]
    assert "| Ama has it." in OutgoingMail.objects.get().text
    with pytest.raises(PermissionDenied):
        actions.settle(one, Settling.DONE, by=esi, at=clock.now())
    with pytest.raises(RuleBroken) as broken:
        actions.settle(one, Settling.DONE, by=yaw, at=clock.now())
    assert broken.value.verdict.codes == {"nobodys"}


def test_an_owner_whose_seat_ended_answers_no_more(ghana):
    esi = g.in_group("Esi", SeatKind.CCG_MEMBER)
    one = g.action(g.noted(g.group(ghana)), esi)
    esi.seats.update(ends_on=g.today() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        actions.settle(one, Settling.DONE, by=esi, at=clock.now())


def test_an_action_goes_to_somebody_else_who_is_told(ghana):
    yaw, esi = g.in_group("Yaw"), g.in_group("Esi", SeatKind.CCG_MEMBER)
    one = g.action(g.noted(g.group(ghana)), None)
    for _time in range(2):
        actions.change_action(one, one.text, owner=esi, due_on=one.due_on, by=yaw, at=clock.now())
    assert kinds() == ["core_action.changed", "core_action.given"]
    assert told("core_action.given") == ["Esi"]


def test_each_due_day_is_told_once(ghana):
    yaw = g.in_group("Yaw")
    held = g.noted(g.group(ghana))
    late, due = g.action(held, yaw, -3), g.action(held, yaw, 0)
    g.action(held, yaw, 1)
    g.action(held, None, -3)
    g.action(held, yaw, -3, done_at=clock.now())

    assert actions.tell_of_due_actions(at=clock.now()) == 2
    assert actions.tell_of_due_actions(at=clock.now()) == 0
    assert told("core_action.due") == ["Yaw", "Yaw"]
    actions.settle(
        late, Settling.LATER, until=g.today() + timedelta(days=2), by=yaw, at=clock.now()
    )
    assert actions.tell_of_due_actions(at=clock.now() + timedelta(days=2)) == 2
    assert set(CoreGroupAction.objects.filter(reminded_for=None, owner=yaw, done_at=None)) == set()
    due.refresh_from_db()
    assert due.reminded_for == g.today()


def test_what_was_passed_on_is_a_dated_line(ghana):
    of, yaw = g.group(ghana), g.in_group()
    said = {"to_whom": "Regional offices", "people": 14, "told_on": g.today()}
    for _time in range(2):
        actions.pass_on(of, "The claims dashboard", **said, by=yaw, at=clock.now())
    assert CoreGroupReach.objects.get().people == 14
    said["told_on"] += timedelta(days=1)
    with pytest.raises(RuleBroken):
        actions.pass_on(of, "The claims dashboard", **said, by=yaw, at=clock.now())


def test_the_roll_of_a_countrys_space_follows_its_seats(ghana):
    space = Space.objects.get(country=ghana)
    yaw, esi = g.in_group("Yaw"), g.in_group("Esi", SeatKind.CCG_MEMBER)
    guest = f.person("Guest")
    f.on_roll(space, guest)
    later = f.person("Later")
    f.seat(SeatKind.CCG_MEMBER, later, country=ghana, starts_on=g.today() + timedelta(days=2))

    assert rolls.follow_all(at=clock.now()) == 2
    assert rolls.follow_all(at=clock.now()) == 0
    yaw.seats.update(ends_on=g.today())
    assert rolls.follow_all(at=clock.now()) == 0
    assert rolls.follow_all(at=clock.now() + timedelta(days=2)) == 2

    on = SpaceMember.objects.filter(space=space, until_on=None)
    assert {row.person for row in on} == {esi, guest, later}

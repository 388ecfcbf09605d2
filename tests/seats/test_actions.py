from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from jln.access.check import can
from jln.access.permissions import Permission
from jln.accounts import actions as accounts
from jln.accounts.models import Invitation
from jln.conversations.models import AskedColleague, TopicFollow
from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.seats import actions
from jln.seats.models import Handover
from jln.seats.terms import State, Way
from jln.spaces.models import SpaceMember
from tests import factories as f
from tests.seats.network import DAY, NOON, TODAY, Ghana, fresh, holders

pytestmark = pytest.mark.django_db
COORDINATOR = SeatKind.CCG_COORDINATOR
TOMORROW = TODAY + DAY


@pytest.fixture
def ghana():
    return Ghana()


def kinds():
    return [Kind(kind) for kind in Fact.objects.order_by("pk").values_list("kind", flat=True)]


def letters(kind):
    return list(
        OutgoingMail.objects.filter(kind=kind).order_by("pk").values_list("person__name", flat=True)
    )


def settle(ghana, *, at=NOON, **values) -> Handover:
    """Named by the chair, confirmed by mail, seconded by the Network Manager."""
    handover = ghana.named(at=at, **values)
    actions.confirm(handover, by=ghana.efua, at=at, way=Way.MAIL)
    return actions.second(handover, by=ghana.chen, at=at)


@pytest.mark.parametrize("who", ["yaw", "abena", "chen"])
def test_holder_chair_and_staff_end_a_seat_of_a_country(ghana, who):
    handover = ghana.ending(TOMORROW, by=getattr(ghana, who))

    assert fresh(ghana.seat).ends_on == TOMORROW
    assert handover.state is State.OPEN
    assert kinds() == [Kind.SEAT_ENDED]
    assert who.title() not in letters("seat.ended")
    assert letters("seat.ended")


def test_nobody_else_ends_it(ghana):
    with pytest.raises(PermissionDenied):
        ghana.ending(by=ghana.efua)


def test_staff_do_not_end_a_seat_of_their_administrator(ghana):
    seat = f.seat(SeatKind.ADMINISTRATOR, f.person("Root"))
    with pytest.raises(PermissionDenied):
        actions.end(seat, TODAY, by=ghana.chen, at=NOON)


def test_ending_twice_says_it_once(ghana):
    assert ghana.ending().pk == ghana.ending().pk
    assert kinds() == [Kind.SEAT_ENDED]


def test_a_seat_that_goes_on_has_no_hand_over(ghana):
    handover = ghana.ending()

    actions.go_on(fresh(ghana.seat), by=ghana.yaw, at=NOON)

    assert fresh(ghana.seat).ends_on is None
    assert fresh(handover).state is State.DROPPED
    assert kinds() == [Kind.SEAT_ENDED, Kind.SEAT_KEPT]


def test_rights_end_with_the_day(ghana):
    ghana.ending(TOMORROW)
    assert holders(COORDINATOR, ghana.country, TOMORROW) == ["Yaw"]
    assert holders(COORDINATOR, ghana.country, TOMORROW + DAY) == []


def test_naming_changes_nobodys_rights_and_asks_her_with_the_briefing(ghana):
    ghana.named()

    assert Seat.objects.filter(person=ghana.efua).count() == 0
    assert letters("handover.named") == ["Efua"]
    assert set(letters("handover.waits")) == {"Yaw"}


@pytest.mark.parametrize("first", ["confirm", "second"])
def test_both_words_in_either_order_begin_one_seat(ghana, first):
    handover = ghana.named()
    steps = [
        lambda: actions.confirm(handover, by=ghana.efua, at=NOON, way=Way.PAGE),
        lambda: actions.second(handover, by=ghana.chen, at=NOON),
    ]
    for step in steps if first == "confirm" else reversed(steps):
        assert not Seat.objects.filter(person=ghana.efua).exists()
        step()

    begun = Seat.objects.get(person=ghana.efua)
    assert (begun.kind, begun.starts_on, begun.ends_on) == (COORDINATOR, TOMORROW, None)
    assert fresh(ghana.seat).person == ghana.yaw
    assert fresh(handover).state is State.SETTLED
    assert {Kind.HANDOVER_CONFIRMED, Kind.HANDOVER_SECONDED, Kind.SEAT_BEGUN} <= set(kinds())


def test_repeating_both_words_changes_nothing(ghana):
    handover = settle(ghana)
    before = kinds()
    actions.confirm(handover, by=ghana.efua, at=NOON, way=Way.MAIL)
    actions.second(handover, by=ghana.chen, at=NOON)
    assert kinds() == before
    assert Seat.objects.filter(person=ghana.efua).count() == 1


def test_who_named_her_cannot_be_the_second_person(ghana):
    handover = ghana.named(by=ghana.abena)
    with pytest.raises(RuleBroken, match="has_named"):
        actions.second(handover, by=ghana.abena, at=NOON)


def test_she_herself_is_not_the_second_person_even_if_she_may_end_the_seat(ghana):
    handover = ghana.named(ghana.abena, by=ghana.yaw)
    with pytest.raises(RuleBroken, match="successor"):
        actions.second(handover, by=ghana.abena, at=NOON)


def test_nobody_says_yes_for_her(ghana):
    handover = ghana.named()
    with pytest.raises(PermissionDenied):
        actions.confirm(handover, by=ghana.yaw, at=NOON, way=Way.PAGE)


def test_another_successor_begins_anew(ghana):
    handover = ghana.named()
    actions.confirm(handover, by=ghana.efua, at=NOON, way=Way.MAIL)

    ghana.named(ghana.esi)
    actions.second(handover, by=ghana.chen, at=NOON)

    assert fresh(handover).state is State.SECONDED
    assert not Seat.objects.filter(person__in=(ghana.efua, ghana.esi)).exists()
    with pytest.raises(PermissionDenied):
        actions.confirm(handover, by=ghana.efua, at=NOON, way=Way.MAIL)


def test_a_no_asks_for_somebody_else(ghana):
    handover = ghana.named()
    actions.decline(handover, by=ghana.efua, at=NOON)

    assert fresh(handover).state is State.DECLINED
    with pytest.raises(RuleBroken):
        actions.second(handover, by=ghana.chen, at=NOON)
    assert ghana.named(ghana.esi).state is State.NAMED


def test_nobody_yet_is_on_record(ghana):
    handover = ghana.named()
    actions.leave_open(handover, by=ghana.abena, at=NOON)

    assert fresh(handover).state is State.OPEN
    assert Kind.HANDOVER_LEFT in kinds()


def test_a_settled_hand_over_is_neither_renamed_nor_taken_back(ghana):
    settle(ghana)
    with pytest.raises(RuleBroken, match="settled"):
        ghana.named(ghana.esi)
    with pytest.raises(RuleBroken, match="followed"):
        actions.go_on(fresh(ghana.seat), by=ghana.yaw, at=NOON)


def test_two_people_never_hold_what_one_holds(ghana):
    handover = ghana.named()
    actions.confirm(handover, by=ghana.efua, at=NOON, way=Way.MAIL)
    f.seat(COORDINATOR, ghana.esi, country=ghana.country, starts_on=TOMORROW)

    with pytest.raises(RuleBroken, match="taken"), transaction.atomic():
        actions.second(handover, by=ghana.chen, at=NOON)

    assert holders(COORDINATOR, ghana.country, TOMORROW) == ["Esi"]


def test_the_database_itself_lets_no_seat_begin_before_both_agreed(ghana):
    handover = ghana.named()
    other = f.seat(COORDINATOR, ghana.esi, country=ghana.country)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.filter(pk=handover.pk).update(begun=other, confirmed_at=NOON)


def test_an_invited_successor_is_asked_once_she_has_joined(ghana):
    handover = ghana.ending()
    actions.name(
        handover, actions.Successor(address="ama@gh.example", name="Ama"), by=ghana.abena, at=NOON
    )
    assert actions.second(handover, by=ghana.chen, at=NOON).state is State.SECONDED

    invitation = Invitation.objects.get()
    ama = f.person("Ama", address="ama@gh.example")
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=NOON, accepted_by=ama)
    actions.on_their_day(at=NOON)

    assert letters("handover.named") == ["Ama"]
    assert actions.confirm(handover, by=ama, at=NOON, way=Way.MAIL).state is State.SETTLED


def asked(ghana, code="problem", **values):
    topic = f.topic(ghana.esi, space=values.pop("space", None) or f.space())
    return AskedColleague.objects.create(
        topic=topic, person=ghana.yaw, reasons=[{"code": code, "of": 1}], asked_at=NOON, **values
    )


def test_on_its_day_all_that_hangs_on_the_seat_moves_once(ghana):
    theirs, own = asked(ghana), asked(ghana, "expertise")
    in_room = f.topic(ghana.abena, space=ghana.room)
    TopicFollow.objects.create(topic=in_room, person=ghana.yaw, since=NOON)
    elsewhere = f.topic(ghana.abena)
    TopicFollow.objects.create(topic=elsewhere, person=ghana.yaw, since=NOON)
    settle(ghana)

    assert actions.on_their_day(at=NOON) == 0
    assert actions.on_their_day(at=NOON + DAY) == 1
    assert actions.on_their_day(at=NOON + DAY) == 0

    assert list(
        AskedColleague.objects.filter(person=ghana.efua).values_list("topic", flat=True)
    ) == [theirs.topic_id]
    assert fresh(theirs).declined_at is not None
    assert fresh(own).declined_at is None
    assert list(TopicFollow.objects.filter(person=ghana.efua).values_list("topic", flat=True)) == [
        in_room.pk
    ]
    on = SpaceMember.objects.filter(space=ghana.room, until_on=None)
    assert set(on.values_list("person__name", flat=True)) == {"Abena", "Efua"}
    assert kinds().count(Kind.HANDOVER_MOVED) == 1
    assert letters("handover.moved") == ["Efua", "Yaw"]
    assert can(ghana.efua, Permission.TOPIC_VIEW, in_room)
    assert not can(ghana.yaw, Permission.TOPIC_VIEW, in_room)


def test_when_the_seat_ended_before_it_moves_at_once(ghana):
    ghana.ending()
    handover = settle(ghana, at=NOON + 3 * DAY)
    assert fresh(handover).state is State.DONE
    assert holders(COORDINATOR, ghana.country, TODAY + 3 * DAY) == ["Efua"]


def test_who_left_reads_the_room_no_more_though_nobody_follows(ghana):
    handover, waiting = ghana.ending(), asked(ghana)

    actions.on_their_day(at=NOON + DAY)

    on = SpaceMember.objects.filter(space=ghana.room, until_on=None)
    assert list(on.values_list("person__name", flat=True)) == ["Abena"]
    assert fresh(handover).state is State.OPEN
    assert fresh(waiting).declined_at is None


def test_another_seat_keeps_him_in_the_room(ghana):
    f.seat(SeatKind.CCG_MEMBER, ghana.yaw, country=ghana.country)
    settle(ghana)
    actions.on_their_day(at=NOON + DAY)
    assert SpaceMember.objects.filter(space=ghana.room, person=ghana.yaw, until_on=None).exists()


def test_only_the_holder_speaks_to_who_follows(ghana):
    by_chair = actions.end(ghana.seat, TODAY, words="He was late.", by=ghana.abena, at=NOON)
    assert by_chair.words == ""
    by_holder = actions.end(
        fresh(ghana.seat), TODAY, words="Write on Monday.", by=ghana.yaw, at=NOON
    )
    assert by_holder.words == "Write on Monday."


def test_a_person_named_by_her_address_who_is_here_is_a_rule_broken_by_the_invitation(ghana):
    handover = ghana.ending()
    accounts.invite(
        "new@gh.example", name="New", country=ghana.country, language="en", by=ghana.abena, at=NOON
    )
    with pytest.raises(RuleBroken, match="is_invited"):
        actions.name(
            handover,
            actions.Successor(address="new@gh.example"),
            by=ghana.abena,
            at=NOON + timedelta(hours=1),
        )

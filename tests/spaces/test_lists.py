"""A space as a list: who is on it, and how its messages come."""

import pytest
from django.core.exceptions import PermissionDenied

from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.spaces import actions, queries, rules
from jln.spaces.models import Subscription
from jln.spaces.terms import Delivery, SpaceKind, SpaceRule, Visibility
from tests import factories as f

NOON = f.NOON


@pytest.mark.parametrize(
    ("kind", "delivery"),
    [
        (SpaceKind.NETWORK, Delivery.WEEKLY),
        (SpaceKind.GROUP, Delivery.DAILY),
        (SpaceKind.COUNTRY, Delivery.DAILY),
        (SpaceKind.STEERING, Delivery.EVERY),
        (SpaceKind.STAFF, Delivery.EVERY),
    ],
)
def test_messages_come_as_the_kind_of_space_has_it_until_a_person_says_otherwise(kind, delivery):
    assert rules.delivery_at_first(kind) == delivery


def test_only_the_whole_network_reads_first_messages_before_they_appear():
    assert rules.rule_at_first(SpaceKind.NETWORK) == SpaceRule.FIRST_HELD
    assert rules.rule_at_first(SpaceKind.COUNTRY) == SpaceRule.OPEN


def initiative(**values):
    return f.space("data", kind=SpaceKind.INITIATIVE, name="Data", **values)


@pytest.mark.django_db
def test_who_is_put_on_a_roll_is_on_the_list_and_off_it_with_the_roll():
    space, ama = initiative(visibility=Visibility.ROLL), f.person()
    actions.put_on_roll(space, ama, at=NOON)
    actions.put_on_roll(space, ama, at=NOON)
    assert list(queries.subscribers(space)) == [ama]
    assert list(queries.subscribers(space, Delivery.DAILY)) == [ama]
    assert not queries.subscribers(space, Delivery.EVERY, Delivery.WEEKLY).exists()
    actions.take_off_roll(space, ama, at=NOON)
    assert not queries.subscribers(space).exists()
    assert Subscription.objects.get().left_at == NOON


@pytest.mark.django_db
def test_a_member_joins_by_choice_once_leaves_and_comes_back_as_new():
    space, ama = initiative(), f.person()
    first = actions.join(space, ama, by=ama, at=NOON)
    assert actions.join(space, ama, by=ama, at=NOON) == first
    assert actions.set_delivery(space, ama, Delivery.EVERY, by=ama, at=NOON).delivery == "every"
    assert actions.leave(space, ama, by=ama, at=NOON)
    assert not actions.leave(space, ama, by=ama, at=NOON)
    assert actions.join(space, ama, by=ama, at=NOON).delivery == Delivery.DAILY
    said = list(Fact.objects.order_by("pk").values_list("kind", flat=True))
    assert said == ["space.joined", "space.delivery", "space.left", "space.joined"]
    assert not Fact.objects.filter(told_at=None).exists()


@pytest.mark.django_db
def test_nobody_joins_what_they_do_not_read_nor_in_anothers_name_nor_what_is_closed():
    closed_to_her, ama, bo = initiative(visibility=Visibility.ROLL), f.person(), f.person("Bo")
    with pytest.raises(PermissionDenied):
        actions.join(closed_to_her, ama, by=ama, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.join(f.space(), ama, by=bo, at=NOON)
    over = f.space("over", kind=SpaceKind.INITIATIVE, closed_at=NOON)
    record = f.space("record", kind=SpaceKind.RECORD, visibility=Visibility.PUBLIC)
    for space in (over, record):
        with pytest.raises(RuleBroken):
            actions.join(space, ama, by=ama, at=NOON)
    assert not Subscription.objects.exists()

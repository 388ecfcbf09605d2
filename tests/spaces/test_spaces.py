"""Whose talk a person reads, where she may ask, and how she comes onto a roll."""

from datetime import timedelta

import pytest

from jln.spaces import actions, queries
from jln.spaces.models import SpaceMember
from jln.spaces.terms import SpaceKind, Visibility
from jln.web import versions
from tests import factories as f

pytestmark = pytest.mark.django_db
NOON = f.NOON


def group(slug, **values):
    return f.space(
        slug, kind=SpaceKind.GROUP, name=slug.title(), visibility=Visibility.ROLL, **values
    )


def test_a_person_asks_in_the_whole_network_first_and_in_her_own_open_spaces():
    mine, closed = group("costing"), group("audit", closed_at=NOON)
    group("others")
    network = f.space()
    ama = f.person()
    for space in (mine, closed):
        f.on_roll(space, ama)
    assert list(queries.to_ask_in(ama)) == [network, mine]
    assert set(queries.readable(ama)) == {network, mine, closed}
    assert list(queries.own(ama)) == [closed, mine]


def test_who_left_a_roll_or_the_network_reads_nothing_of_it():
    space, ama = group("costing"), f.person()
    actions.put_on_roll(space, ama, at=NOON)
    assert list(queries.readable(ama)) == [space]
    assert actions.take_off_roll(space, ama, at=NOON + timedelta(days=1))
    assert not actions.take_off_roll(space, ama, at=NOON)
    assert not queries.readable(ama).exists()
    assert SpaceMember.objects.get().until_on == (NOON + timedelta(days=1)).date()
    actions.put_on_roll(space, ama, at=NOON)
    ama.status = "closed"
    assert not queries.readable(ama).exists()


def test_being_put_on_a_roll_twice_is_once_and_rights_change_at_once():
    space, ama = group("costing"), f.person()
    name = f"person:{ama.pk}"
    before = versions.read([name])[name]
    first = actions.put_on_roll(space, ama, at=NOON)
    assert versions.read([name])[name] > before
    assert actions.put_on_roll(space, ama, at=NOON) == first
    assert SpaceMember.objects.count() == 1

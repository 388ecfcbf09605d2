"""A word with a name and the rule at the same moment, each with a connection of its own."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection, transaction

from jln.conversations import actions as talks
from jln.conversations.models import HeldPost, Post
from jln.kit.verdict import RuleBroken
from jln.safe_space import actions
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind, SpaceRule, Visibility
from tests import factories as f
from tests.seats.test_at_once import on_a_disk

__all__ = ["on_a_disk"]
pytestmark = pytest.mark.django_db(transaction=True)
A_WHILE = 1.0


def on_its_own(deed, ended):
    def run():
        try:
            deed()
            ended.append("done")
        except RuleBroken as broken:
            ended.append(*broken.verdict.codes)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread


@pytest.fixture
def space():
    f.network()
    made = f.space("costing", kind=SpaceKind.GROUP, visibility=Visibility.ROLL)
    made.staff, made.ama = f.staff("Chen"), f.person("Ama")
    for who in (made.staff, made.ama):
        f.on_roll(made, who)
    return made


@pytest.mark.parametrize("rule", [SpaceRule.OPEN, SpaceRule.ALL_HELD])
def test_who_sets_the_rule_waits_for_a_word_that_is_being_written(space, rule):
    """It may be found when it is judged whether something could still appear under a name."""
    old = talks.start(space, kind="discussion", text="Before.", by=space.ama, at=f.NOON)
    Post.objects.filter(topic=old).update(by=None)  # Ama's first one is held
    Space.objects.filter(pk=space.pk).update(rule=rule)
    ended = []
    with transaction.atomic():
        talks.submit(old, text="I too.", by=space.ama, at=f.NOON)
        setter = on_its_own(lambda: actions.put_under_rule(space, by=space.staff, at=f.NOON), ended)
        setter.join(A_WHILE)
        assert not ended
    setter.join(30)
    is_held = rule == SpaceRule.ALL_HELD
    assert ended == (["running"] if is_held else ["done"])
    assert HeldPost.objects.count() == is_held


def test_who_writes_meanwhile_waits_for_the_rule_and_is_refused(space):
    old = talks.start(space, kind="discussion", text="Before.", by=space.ama, at=f.NOON)
    ended = []
    with transaction.atomic():
        actions.put_under_rule(space, by=space.staff, at=f.NOON)
        writer = on_its_own(
            lambda: talks.answer(old, text="I too.", by=space.ama, at=f.NOON), ended
        )
        writer.join(A_WHILE)
        assert not ended
    writer.join(30)
    assert ended == ["by_page"]
    assert Post.objects.filter(topic=old).count() == 1

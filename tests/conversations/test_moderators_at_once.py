"""Moderators at the same moment, each with a connection of their own: one decision."""

import pytest

from jln.conversations import actions
from jln.conversations.models import HeldPost
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from jln.mail.models import OutgoingMail
from jln.spaces.models import SpaceModerator
from jln.spaces.terms import SpaceRule
from tests import factories as f
from tests.seats.test_at_once import at_once, on_a_disk

__all__ = ["on_a_disk"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_one_moderator_decides_and_the_others_hear_it():
    f.network()
    space, tesfaye = f.space(rule=SpaceRule.ALL_HELD), f.person("Tesfaye")
    people = [f.person(f"M{n}") for n in range(6)]
    for who in people:
        SpaceModerator.objects.create(space=space, person=who, since_on=f.NOON.date())
    held = actions.submit_new(space, text="Could it depend on days?", by=tesfaye, at=f.NOON)

    def deed(who, decision):
        return lambda: actions.decide(held, decision, by=who, at=f.NOON, words="Words.")

    ends = at_once(*(deed(who, ("publish", "refuse")[n % 2]) for n, who in enumerate(people)))
    assert ends == [RuleBroken.__name__] * 5 + ["done"]
    assert Fact.objects.filter(kind="post.moderated").count() == 1
    told = OutgoingMail.objects.filter(kind="post.moderated").count()
    assert told == (HeldPost.objects.get().decision == "refuse")

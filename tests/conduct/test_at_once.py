"""At the same moment, each with a connection of their own: one version, one yes, one address."""

import pytest

from jln.conduct import actions
from jln.conduct.models import ConductAcceptance, ConductVersion, KeptAway
from jln.conversations.actions.feed_keys import make_feed
from jln.conversations.models import FeedKey
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from tests import factories as f
from tests.seats.test_at_once import at_once, on_a_disk

__all__ = ["on_a_disk"]
pytestmark = pytest.mark.django_db(transaction=True)


def publish(by, text):
    return lambda: actions.publish(
        {"en": text}, {"en": "Shorter."}, after=1, asks_everybody=False, by=by, at=f.NOON
    )


def test_one_version_follows_another_and_everything_is_done_once():
    f.network()
    people = [f.staff(f"S{n}") for n in range(4)]
    ends = at_once(*(publish(who, f"Be kind, {n}.") for n, who in enumerate(people)))
    assert ends == [RuleBroken.__name__] * 3 + ["done"]
    assert ConductVersion.objects.get().number == 2

    one, other = people[:2]
    assert at_once(*[lambda: actions.accept(2, by=one, at=f.NOON)] * 4) == ["done"] * 4
    assert ConductAcceptance.objects.filter(person=one, version=2).count() == 1
    assert Fact.objects.filter(kind="conduct.accepted").count() == 1
    assert (
        at_once(*[lambda: actions.keep_away(other, "mute", by=one, at=f.NOON)] * 4) == ["done"] * 4
    )
    assert KeptAway.objects.count() == 1
    for space in (f.space(), None):
        assert at_once(*[lambda s=space: make_feed(s, by=one, at=f.NOON)] * 4) == ["done"] * 4
    assert FeedKey.objects.count() == 2
    assert Fact.objects.filter(kind="feed.made").count() == 2

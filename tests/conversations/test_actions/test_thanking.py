"""Thanking and following."""

from datetime import timedelta

import pytest

from jln.conversations import actions
from jln.conversations.models import Post, Thanks
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit.verdict import RuleBroken
from tests import factories as f
from tests.conversations.test_actions.deeds import NOON, kinds

pytestmark = pytest.mark.django_db


def test_the_askers_thanks_say_that_it_helped():
    ama, linh = f.person("Ama"), f.person("Linh")
    topic = f.topic(by=ama)
    post = f.post(topic, linh)
    thanks = actions.thank(post, words=" It saved us  two weeks. ", by=ama, at=NOON)
    topic.refresh_from_db()
    post.refresh_from_db()
    assert (thanks.words, thanks.to, post.thanked_at, topic.solved_at) == (
        "It saved us two weeks.",
        linh,
        NOON,
        NOON,
    )
    fact = Fact.objects.get()
    assert (fact.kind, fact.about, fact.data) == (
        Kind.POST_THANKED,
        linh,
        {"topic": topic.pk, "thanks": thanks.pk},
    )


def test_a_colleagues_thanks_do_not_solve_the_question():
    topic = f.topic()
    actions.thank(f.post(topic, f.person()), by=f.person(), at=NOON)
    topic.refresh_from_db()
    assert topic.solved_at is None


def test_thanks_said_twice_are_once_with_the_newer_words():
    ama = f.person()
    post = f.post(f.topic(by=ama), f.person())
    actions.thank(post, words="Good.", by=ama, at=NOON)
    actions.thank(post, words="Very good.", by=ama, at=NOON)
    actions.thank(post, by=ama, at=NOON)
    assert Thanks.objects.get().words == "Very good."
    assert kinds() == [Kind.POST_THANKED]


def test_thanks_to_oneself_or_the_departed_change_nothing():
    ama = f.person()
    topic = f.topic(by=ama)
    departed = f.post(topic, f.person())
    Post.objects.filter(pk=departed.pk).update(by=None)
    for post in (topic.posts.get(number=1), departed):
        with pytest.raises(RuleBroken):
            actions.thank(post, by=ama, at=NOON)
    assert not (Thanks.objects.exists() or Fact.objects.exists())


def test_following_and_muting_turn_each_other():
    topic, ama = f.topic(), f.person()
    assert actions.follow(topic, by=ama, at=NOON).muted_at is None
    assert actions.mute(topic, by=ama, at=NOON).muted_at == NOON
    assert actions.mute(topic, by=ama, at=NOON + timedelta(days=1)).muted_at == NOON
    assert actions.follow(topic, by=ama, at=NOON).muted_at is None
    assert kinds() == [Kind.TOPIC_FOLLOWED, Kind.TOPIC_MUTED, Kind.TOPIC_FOLLOWED]
    assert not Fact.objects.filter(told_at=None).exists()

"""Two moderators at the same moment, each with a connection of their own: one effect."""

from datetime import timedelta

import pytest

from jln.conversations import actions
from jln.conversations.models import Post, Topic, TopicChange
from tests import factories as f
from tests.seats.test_at_once import at_once, on_a_disk  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db(transaction=True)
NOON = f.NOON


def conversations():
    f.network()
    older = f.topic(title="Older")
    younger = f.topic(title="Younger", started_at=NOON + timedelta(days=1))
    for number in range(4):
        f.post(younger, f.person(), text=f"Post {number}", posted_at=NOON + timedelta(days=2))
    return older, younger, f.staff("One"), f.staff("Two")


def test_two_who_join_the_same_conversation_join_it_once():
    older, younger, one, two = conversations()
    third = f.topic(title="Third")

    def join(into, who):
        return lambda: actions.merge(younger, into, because="Same", by=who, at=NOON)

    ends = at_once(join(older, one), join(third, two), join(older, two))
    assert ends.count("done") >= 1
    assert TopicChange.objects.filter(topic=younger, kind="merged").count() == 1
    assert not Post.objects.filter(topic=younger).exists()
    rows = Post.objects.values_list("topic", "number")
    assert len(rows) == len(set(rows)) == 7


def test_an_answer_written_while_posts_leave_gets_a_number_of_its_own():
    _older, topic, one, two = conversations()
    writer = f.person()
    ends = at_once(
        lambda: actions.split(topic, [4, 5], title="A", because="Why", by=one, at=NOON),
        lambda: actions.split(topic, [4, 5], title="B", because="Why", by=two, at=NOON),
        lambda: actions.answer(topic, text="Meanwhile.", by=writer, at=NOON),
        lambda: actions.move(topic, f.space("other"), because="Why", by=one, at=NOON),
    )
    assert ends == ["done"] * 4
    assert Topic.objects.filter(title__in="AB").count() == 1
    assert Post.objects.get(text="Meanwhile.").number == 6
    topic.refresh_from_db()
    assert {post.space_id for post in topic.posts.all()} == {topic.space_id}
    assert topic.post_count == topic.posts.count()

"""What is new to a reader: counted wherever a conversation is listed, and gone once it was read."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from jln.conversations import actions, queries
from jln.conversations.models import SpaceSeen, Topic, TopicSeen
from jln.conversations.queries.seen import as_seen_by, count_of, new_to
from tests import factories as f
from tests.conversations.test_pages.talks import NOON, talk
from tests.pages import closed, page_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _long_there(ama):
    """What is posted at noon came after she joined."""
    ama.created_at = NOON - timedelta(days=1)
    ama.save()


def new_of(who, topic):
    return queries.with_new(who, queries.every(who).rows)[0][0].new if topic else 0


def shown_on(html):
    return [int(no) for no in re.findall(r'<article class="post" id="p(\d+)"', html)]


@pytest.fixture
def topic(ama):
    made = f.topic(by=f.person("Bo"))
    for n in range(5):
        f.post(made, f.person(), text=f"Answer {n}", posted_at=NOON + timedelta(hours=n))
    return made


def test_what_was_on_the_page_is_new_no_more(client, ama, topic):
    assert new_of(ama, topic) == 6
    page_of(client, f"/ask/{topic.code}/")
    assert TopicSeen.objects.get(person=ama).number == 6
    assert new_of(ama, topic) == 0
    f.post(topic, f.person(), posted_at=NOON + timedelta(days=1))
    f.post(topic, ama, posted_at=NOON + timedelta(days=1))
    hidden = f.post(topic, f.person(), posted_at=NOON + timedelta(days=1))
    actions.hide_post(hidden, because="Names a patient", by=f.staff(), at=NOON)
    assert new_of(ama, topic) == 1, "neither one's own nor what is hidden"


def test_the_page_says_where_the_new_begins_and_leads_there_once(client, ama, topic):
    page_of(client, f"/ask/{topic.code}/")
    for _n in range(2):
        f.post(topic, f.person(), posted_at=NOON + timedelta(days=1))
    html = page_of(client, f"/ask/{topic.code}/")
    assert "Jump to the first of 2 new posts" in text_of(html)
    assert 'href="#p7"' in html
    assert html.index('id="new"') < html.index('id="p7"')
    assert html.index('id="p6"') < html.index('id="new"')
    again = page_of(client, f"/ask/{topic.code}/")
    assert 'id="new"' not in again
    assert "Jump to" not in again


def test_what_is_new_on_a_later_page_is_led_to_and_stays_new_until_it_is_shown(client, ama):
    long = talk(ama, 60)
    TopicSeen.objects.create(topic=long, person=ama, number=50, at=NOON)
    html = page_of(client, f"/ask/{long.code}/")
    assert f"/ask/{long.code}/?from=51#p51" in html
    assert TopicSeen.objects.get().number == 50
    last = shown_on(page_of(client, f"/ask/{long.code}/?from=51"))[-1]
    assert TopicSeen.objects.get().number == last


def test_looking_at_an_earlier_page_makes_nothing_new_again(client, ama):
    long = talk(ama, 60)
    TopicSeen.objects.create(topic=long, person=ama, number=61, at=NOON)
    page_of(client, f"/ask/{long.code}/")
    actions.see(long.pk, 3, by=ama, at=NOON)
    assert TopicSeen.objects.get().number == 61


def test_posts_from_before_one_joined_are_not_new(ama):
    topic = f.topic(by=f.person(), started_at=NOON - timedelta(days=900))
    f.post(topic, f.person(), posted_at=ama.created_at - timedelta(days=1))
    first = topic.posts.order_by("number").first()
    first.posted_at = ama.created_at - timedelta(days=2)
    first.save()
    assert new_of(ama, topic) == 0


def test_a_space_marked_as_seen_has_nothing_new_until_somebody_writes(client, ama, topic):
    answer = client.post("/spaces/network/seen/", {"sure": "yes"})
    assert answer["Location"] == "/spaces/network/"
    assert "Nothing here is new to you now." in page_of(client, "/spaces/network/")
    SpaceSeen.objects.update(at=NOON + timedelta(days=1))
    assert new_of(ama, topic) == 0
    f.post(topic, f.person(), posted_at=NOON + timedelta(days=2))
    assert new_of(ama, topic) == 1
    html = page_of(client, f"/ask/{topic.code}/")
    assert html.index('id="p6"') < html.index('id="new"') < html.index('id="p7"')


def test_all_spaces_at_once_and_only_those_one_reads(client, ama, topic):
    closed()
    client.post("/ask/seen/", {"sure": "yes"})
    client.post("/ask/seen/", {"sure": "yes"})
    assert [row.space.slug for row in SpaceSeen.objects.all()] == ["network"]


def test_home_and_the_lists_say_how_many_are_new(client, ama, topic):
    f.on_roll(topic.space, ama)
    for path in ("/", "/ask/?tab=all", "/spaces/network/"):
        assert "6 new posts" in text_of(page_of(client, path)), path
    page_of(client, f"/ask/{topic.code}/")
    for path in ("/", "/ask/?tab=all", "/spaces/network/"):
        assert "new post" not in text_of(page_of(client, path)), path


def test_the_new_is_counted_without_opening_a_post(ama, topic):
    itself = as_seen_by(ama.pk, Topic.objects.filter(pk=topic.pk))
    counted = itself.annotate(new=count_of(new_to(ama.pk)))
    assert counted.get().new == 6
    if connection.vendor == "sqlite":
        assert "COVERING INDEX post_order" in counted.explain()

"""The lists of conversations: every topic once, the same cost for one and for many."""

import re
from datetime import timedelta

import pytest

from jln.conversations.models import AskedColleague, Topic
from jln.conversations.queries import lists
from tests import factories as f
from tests.conversations.test_pages.talks import NOON, talk
from tests.pages import closed, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("tab", "count"), [("", 9), ("waiting", 4), ("mine", 4), ("all", 4)])
def test_lists_cost_the_same_queries_for_one_as_for_many(
    client, ama, tab, count, django_assert_num_queries
):
    talk(ama, 1)
    asked = {
        "person": ama,
        "reasons": [{"code": "expertise", "of": f.theme().pk}],
        "asked_at": NOON,
    }
    AskedColleague.objects.create(topic=f.topic(), **asked)
    path = f"/ask/?tab={tab}" if tab else "/ask/"
    client.get(path)
    with django_assert_num_queries(count):
        client.get(path)
    people = [f.person() for _ in range(3)]
    Topic.objects.bulk_create(
        Topic(
            space=f.space(),
            title=f"Question {n}",
            by=ama if n % 2 else people[n % 3],
            started_at=NOON,
            last_post_at=NOON + timedelta(minutes=n),
            post_count=1,
        )
        for n in range(400)
    )
    AskedColleague.objects.bulk_create(
        AskedColleague(topic=topic, **asked) for topic in Topic.objects.filter(title__endswith="8")
    )
    with django_assert_num_queries(count):
        html = client.get(path).content.decode()
    assert 20 <= html.count('class="tt"') <= 30


def test_every_topic_is_on_exactly_one_page_of_the_list(client, ama):
    titles = {
        f.topic(title=f"Question {n}", last_post_at=NOON + timedelta(minutes=n // 3)).title
        for n in range(45)
    }
    path, found = "/ask/?tab=all", []
    while path:
        html = page_of(client, path)
        found += re.findall(r">(Question \d+)<", html)
        more = re.search(r'href="([^"]+)" rel="next"', html)
        path = more and more[1].replace("&amp;", "&")
    assert len(found) == 45
    assert set(found) == titles


def test_whoever_reads_few_of_the_newest_still_gets_a_full_page(client, ama, monkeypatch):
    secret = closed()
    for n in range(50):
        f.topic(space=secret, title=f"Secret {n}", last_post_at=NOON + timedelta(days=1, minutes=n))
    for n in range(30):
        f.topic(title=f"Question {n}", last_post_at=NOON + timedelta(minutes=n))
    monkeypatch.setattr("jln.conversations.queries.lists.LOOKED_AT", 40)
    lists._EVERY.first._plans.clear()
    path, found = "/ask/?tab=all", []
    while path:
        html = page_of(client, path)
        found += re.findall(r">(Question \d+)<", html)
        more = re.search(r'href="([^"]+)" rel="next"', html)
        path = more and more[1].replace("&amp;", "&")
    lists._EVERY.first._plans.clear()
    assert found == [f"Question {n}" for n in reversed(range(30))]


@pytest.mark.parametrize(
    "before", ["x", "1.", ".5", "9" * 50, "99999999999999999999.1", "1.5.7", "-1.2"]
)
def test_a_place_in_the_list_that_is_none_is_the_beginning(client, ama, before):
    f.topic(title="Question 1")
    assert client.get("/ask/", {"tab": "all", "before": before}).status_code == 200


def test_what_waits_for_a_member_is_not_also_news_on_her_first_page(client, ama):
    f.on_roll(f.space(), ama)
    waits, other = f.topic(title="Who waits?"), f.topic(title="What is new?")
    AskedColleague.objects.create(
        topic=waits,
        person=ama,
        reasons=[{"code": "expertise", "of": f.theme().pk}],
        asked_at=NOON,
    )
    html = page_of(client, "/")
    assert html.count(waits.title) == html.count(other.title) == 1
    assert html.index(waits.title) < html.index("New in your spaces") < html.index(other.title)

"""The pages: what changes is said first; old links find where posts stand now."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.conversations import actions
from jln.conversations.models import Post, Topic
from jln.spaces.models import SpaceModerator
from tests import factories as f
from tests.pages import closed, page_of, text_of

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture
def efua(client):
    f.network()
    made = f.person("Efua")
    for space in (f.space(), closed()):
        SpaceModerator.objects.create(space=space, person=made, since_on=NOON.date())
    f.on_roll(closed(), made)
    f.sign_in(client, made)
    return made


def topic_of(*texts, **values):
    topic = f.topic(**values)
    for at, text in enumerate(texts, 1):
        f.post(topic, f.person(), text=text, posted_at=topic.started_at + timedelta(hours=at))
    return topic


def test_moving_says_who_will_no_longer_read_it_and_acts_on_the_second_press(client, efua):
    topic = topic_of("By capitation.")
    path = f"/ask/{topic.code}/shape/move/"
    assert path in page_of(client, f"/ask/{topic.code}/")
    said = {"space": "exchange", "because": "Names of patients"}
    html = client.post(path, said).content.decode()
    assert "2 people will no longer read it." in text_of(html)
    assert 'name="sure" value="exchange"' in html
    topic.refresh_from_db()
    assert topic.space.slug == "network"
    client.post(path, said | {"sure": "network"})  # told about another space
    topic.refresh_from_db()
    assert topic.space.slug == "network"
    answer = client.post(path, said | {"sure": "exchange"})
    assert answer["Location"] == f"/ask/{topic.code}/"
    topic.refresh_from_db()
    assert topic.space.slug == "exchange"
    assert "Names of patients" in page_of(client, f"/ask/{topic.code}/")


def test_a_split_leaves_a_line_for_each_old_number(client, efua):
    topic = topic_of("One", "Two")
    said = {"posts": "3", "heading": "Of its own", "because": "Another matter"}
    path = f"/ask/{topic.code}/shape/split/"
    assert "1 post will stand in a conversation of its own." in text_of(
        client.post(path, said).content.decode()
    )
    left = client.post(path, said | {"sure": "[3]"})["Location"]
    made = Topic.objects.get(title="Of its own")
    assert left == f"/ask/{made.code}/"
    again = client.post(path, said | {"sure": "[3]"})
    assert again["Location"] == left, "pressed twice"
    html = page_of(client, f"/ask/{topic.code}/")
    assert 'id="p3"' in html
    assert f"/ask/{made.code}/?from=1#p1" in html
    assert client.get(f"/ask/{topic.code}/?from=3")["Location"] == f"/ask/{made.code}/#p1"
    assert client.get(f"/ask/{topic.code}/posts/3/")["Location"] == f"/ask/{made.code}/#p1"


def test_a_joined_conversation_leads_on_from_each_of_its_posts(client, efua):
    older = topic_of("One", title="Older")
    younger = topic_of("Two", title="Younger", started_at=NOON + timedelta(days=1))
    path = f"/ask/{younger.code}/shape/merge/"
    said = {"into": f"https://jln.example/ask/{older.code}/", "because": "The same question"}
    html = client.post(path, said).content.decode()
    assert "This cannot be undone." in text_of(html)
    client.post(path, said | {"sure": said["into"]})
    html = page_of(client, f"/ask/{younger.code}/")
    assert "This conversation was joined to another" in html
    two = Post.objects.get(text="Two")
    assert two.topic == older
    assert f'id="p2">2: <a href="/ask/{older.code}/?from={two.number}#p{two.number}"' in html
    assert client.get(f"/ask/{younger.code}/?from=2")["Location"].endswith(f"#p{two.number}")
    html = client.post(path, said | {"into": "nowhere"}).content.decode()
    assert Topic.objects.filter(hidden_at=None).get() == older


def test_who_may_not_read_where_it_went_is_not_told_that_it_is_there(client, efua):
    older = topic_of(title="Older")
    younger = topic_of(started_at=NOON + timedelta(days=1))
    actions.merge(younger, older, because="The same", by=efua, at=NOON)
    actions.move(older, closed(), because="Names", by=efua, at=NOON)
    f.sign_in(client, f.person("Outsider"))
    assert client.get(f"/ask/{younger.code}/").status_code == 404
    assert client.get(f"/ask/{older.code}/").status_code == 404


def test_the_page_asks_as_often_after_many_deeds_as_after_one(client, efua):
    topic = topic_of(*[f"Post {n}" for n in range(6)])
    counts = []
    page_of(client, f"/ask/{topic.code}/")
    for number in (2, 3, 4):
        actions.split(topic, [number], title=f"T{number}", because="Why", by=efua, at=NOON)
        with CaptureQueriesContext(connection) as made:
            page_of(client, f"/ask/{topic.code}/")
        counts.append(len(made))
    assert len(set(counts)) == 1
    assert counts[0] <= 14  # the first reading after a deed; kept from then on

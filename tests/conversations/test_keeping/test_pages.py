"""The pages: what stands above the posts, and where it is said."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.conversations import actions
from tests import factories as f
from tests.pages import page_of, prose, text_of

pytestmark = pytest.mark.django_db
NOON = f.NOON


@pytest.fixture
def asker(client):
    f.network()
    made = f.person("Adjoa")
    f.sign_in(client, made)
    return made


@pytest.fixture
def talk(asker):
    topic = f.topic(asker, space=f.space(), title="Days or hours?")
    f.post(topic, f.person("Linh"), text="By days.")
    return topic


def test_where_we_are_is_said_shown_and_corrected(client, asker, talk):
    path = f"/ask/{talk.code}/where/"
    assert path in page_of(client, f"/ask/{talk.code}/")
    assert client.post(path, {"text": "Days, see #2."})["Location"] == f"/ask/{talk.code}/"
    html = page_of(client, f"/ask/{talk.code}/")
    assert "Written by Adjoa after post 2" in text_of(html)
    assert f'<a href="/ask/{talk.code}/#p2">#2</a>' in html
    client.post(path, {"text": "Hours after all."})
    html = page_of(client, path)
    assert html.index("Hours after all.") < html.index("Days, see")
    assert "Version 1" in text_of(html)

    f.sign_in(client, f.person("Reader"))
    html = page_of(client, path)
    assert "Days, see" in html
    assert 'name="text"' not in html
    assert client.post(path, {"text": "Mine."}).status_code == 404


def test_the_answer_is_marked_from_its_post_and_named_above_and_in_lists(client, asker, talk):
    html = page_of(client, f"/ask/{talk.code}/")
    assert f"/ask/{talk.code}/answered/?post=2" in html
    path = f"/ask/{talk.code}/answered/"
    assert 'value="2"' in page_of(client, f"{path}?post=2")
    assert "There is no such post" in client.post(path, {"post": "9"}).content.decode()
    client.post(path, {"post": "2"})
    assert "answered by post 2" in text_of(page_of(client, f"/ask/{talk.code}/"))
    assert "answered by post 2" in text_of(page_of(client, "/ask/?tab=mine"))
    assert "answered" in text_of(page_of(client, "/search/?q=hours&kind=topic"))
    client.post(path, {"post": "0"})
    assert "answered by post" not in text_of(page_of(client, f"/ask/{talk.code}/"))


def test_only_the_asker_is_offered_to_mark(client, talk):
    f.sign_in(client, f.person("Reader"))
    assert "/answered/" not in page_of(client, f"/ask/{talk.code}/")


def test_the_page_asks_one_question_more_however_many_versions(client, asker, talk):
    counts = []
    for number in range(3):
        actions.catch_up(talk, f"Version {number}", by=asker, at=NOON)
        with CaptureQueriesContext(connection) as made:
            page_of(client, f"/ask/{talk.code}/")
        counts.append(len(made))
    assert counts[1] == counts[2] <= 14


def test_the_longest_words_leave_the_page_light(client, asker, talk):
    for number in range(20):
        f.post(talk, f.person(), text=prose(number, 1_900))
    actions.catch_up(talk, prose(99, 1_200), by=asker, at=NOON)
    page_of(client, f"/ask/{talk.code}/")  # measures itself

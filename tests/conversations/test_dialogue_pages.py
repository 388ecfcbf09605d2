"""What the pages of dialogues cost, and what they say where there is nothing yet."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jln.conversations import actions
from jln.kit import clock
from jln.ui.formats import day
from tests import factories as f
from tests.conversations.moderating import dialogue, over
from tests.pages import links_of, page_of, text_of

pytestmark = pytest.mark.django_db


def cost(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        page_of(client, path)
    return len(found)


def test_pages_cost_the_same_for_one_and_many(client):
    f.network()
    staff = f.staff()
    f.sign_in(client, staff)
    assert "No dialogue yet." in page_of(client, "/dialogues/")
    topic = dialogue(staff, at=clock.now(), opens=0)
    paths = ("/dialogues/", f"/ask/{topic.code}/", f"/ask/{topic.code}/dialogue/")
    first = [cost(client, path) for path in paths]
    for n in range(3):
        dialogue(at=clock.now(), opens=n)
        actions.write_question(topic, f"What changed in year {n}?", by=staff, at=clock.now())
    assert [cost(client, path) for path in paths] == first
    assert first == [3, 10, 4]


def test_a_result_costs_the_same_for_one_country_and_many(client):
    f.network()
    topic = over(dialogue(at=clock.now()), at=clock.now(), published=True)
    path = f"/dialogues/{topic.code}/"
    f.sign_in(client, f.person("Ama"))
    first = cost(client, path)
    for code in ("PH", "IN", "MX"):
        f.post(topic, f.person(country=f.country(code, code)))
    assert cost(client, path) == first == 6
    assert "4 countries" in text_of(page_of(client, path))


def test_a_result_leads_who_reads_the_conversation_to_its_posts(client):
    f.network()
    topic = over(dialogue(at=clock.now()), at=clock.now(), published=True)
    result = "See #1, and #99 that is not there."
    actions.write_synthesis(topic, result, by=topic.dialogue.moderator, at=clock.now())
    path = f"/dialogues/{topic.code}/"
    assert "See #1, and #99" in page_of(client, path)
    f.sign_in(client, f.person("Ama"))
    html = page_of(client, path)
    assert f"/ask/{topic.code}/#p1" in links_of(html)
    assert "and #99 that" in html


def test_before_it_opens_its_days_are_said_once(client):
    f.network()
    topic = dialogue(at=clock.now())
    f.sign_in(client, f.person())
    html = text_of(page_of(client, f"/ask/{topic.code}/"))
    assert f"opens on {day(topic.dialogue.opens_on)}" in html
    assert html.count(day(topic.dialogue.opens_on)) == 1
    assert f"open until {day(topic.dialogue.closes_on)}" in html

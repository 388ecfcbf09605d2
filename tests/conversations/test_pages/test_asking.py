"""Asking on the page: checked first, posted once, and nothing typed is lost."""

import pytest

from jln.conversations import actions
from jln.conversations.models import AskedColleague, Topic
from tests import factories as f
from tests.conversations.test_pages.talks import NOON
from tests.pages import page_of, text_of

pytestmark = pytest.mark.django_db


def test_a_question_is_checked_first_and_posted_once(client, ama):
    theme = f.theme()
    helper = f.person("Bayu", country=f.country("ID", "Indonesia"))
    f.offers(helper, theme)
    actions.ask(
        f.space(),
        text="How do you pay clinics by capitation in hills?",
        by=f.person("Chen"),
        at=NOON,
    )
    typed = {
        "text": "How do clinics in the hills live on capitation?",
        "theme": theme.code,
        "form_key": "k1",
    }
    check = client.post("/ask/new/", typed | {"check": "1"})
    text = text_of(check.content.decode())
    assert "How do you pay clinics by capitation in hills?" in text
    assert "Bayu" in text
    assert "Offers help with Provider payment. Works in English." in text
    assert typed["text"] in text
    assert Topic.objects.count() == 1
    for _twice in range(2):
        answer = client.post("/ask/new/", typed | {"post": "ask", "ask": [helper.code]})
        topic = Topic.objects.get(by=ama)
        assert (answer.status_code, answer["Location"]) == (302, f"/ask/{topic.code}/")
    assert [row.person for row in topic.asked.all()] == [helper]


def test_whoever_is_unticked_is_not_asked(client, ama):
    theme = f.theme()
    f.offers(f.person("Bayu", country=f.country("ID", "Indonesia")), theme)
    for post in ("ask", "quietly"):
        client.post("/ask/new/", {"text": "How?", "theme": theme.code, "post": post})
    assert Topic.objects.filter(by=ama).count() == 2
    assert not AskedColleague.objects.exists()


def test_what_was_typed_stays_when_something_is_missing(client, ama):
    html = client.post(
        "/ask/new/", {"text": " ", "heading": "My title", "check": "1"}
    ).content.decode()
    assert "Write your question first." in html
    assert 'value="My title"' in html
    html = client.post(
        "/ask/new/", {"text": "Kept words", "heading": "x" * 201, "post": "ask"}
    ).content.decode()
    assert "Kept words" in html
    assert not Topic.objects.exists()
    topic = f.topic(closed_at=NOON)
    html = client.post(f"/ask/{topic.code}/", {"text": "Words for nothing?"}).content.decode()
    assert "This conversation is closed." in html


def test_the_question_box_elsewhere_leads_on_with_its_words(client, ama):
    assert "How do you &lt;pay&gt;?" in page_of(
        client, "/ask/new/?q=How+do+you+%3Cpay%3E%3F%00&theme=%00"
    )


def test_a_question_about_a_product_says_so(client, ama):
    product = f.product("costing", title="Costing manual")
    assert "Costing manual" in page_of(client, "/ask/new/?product=costing")
    client.post("/ask/new/", {"text": "Section 9?", "product": "costing", "post": "ask"})
    assert Topic.objects.get().product == product
    page_of(client, "/ask/new/?product=none-such")

"""Answering, thanking, following, taking back and hiding on the page."""

from datetime import timedelta

import pytest

from jln.conversations import actions
from jln.conversations.models import Post
from jln.kit import clock
from tests import factories as f
from tests.pages import links_of, page_of, text_of

pytestmark = pytest.mark.django_db


def test_an_answer_is_posted_and_can_be_taken_back(client, ama):
    topic = f.topic()
    answer = client.post(f"/ask/{topic.code}/", {"text": "By capitation.", "form_key": "k"})
    assert answer["Location"] == f"/ask/{topic.code}/#p2"
    client.post(f"/ask/{topic.code}/", {"text": "By capitation.", "form_key": "k"})
    assert Post.objects.filter(topic=topic).count() == 2
    html = page_of(client, f"/ask/{topic.code}/")
    assert f'action="/ask/{topic.code}/posts/2/undo/"' in html
    client.post(f"/ask/{topic.code}/posts/2/undo/", {"sure": "yes"})
    html = page_of(client, f"/ask/{topic.code}/")
    assert "By capitation." not in html
    assert "Taken back by the person who wrote it." in html


def test_after_two_minutes_a_post_stays(client, ama):
    topic = f.topic()
    post = f.post(topic, ama, posted_at=clock.now() - timedelta(minutes=3))
    assert "/undo/" not in page_of(client, f"/ask/{topic.code}/")
    html = client.post(f"/ask/{topic.code}/posts/2/undo/", {"sure": "yes"}).content.decode()
    assert "two minutes" in html
    post.refresh_from_db()
    assert post.hidden_at is None


def test_thanks_stand_under_the_post_by_name(client, ama):
    topic = f.topic(by=ama)
    f.post(topic, f.person("Linh"))
    page_of(client, f"/ask/{topic.code}/posts/2/thanks/")
    answer = client.post(f"/ask/{topic.code}/posts/2/thanks/", {"thanks": "It saved us two weeks."})
    assert answer["Location"] == f"/ask/{topic.code}/#p2"
    text = text_of(page_of(client, f"/ask/{topic.code}/"))
    assert "Helped. Thanks from Ama: It saved us two weeks." in text
    html = client.post(f"/ask/{topic.code}/posts/1/thanks/", {"thanks": "Me"}).content.decode()
    assert "This is your own post." in html


def test_who_is_asked_sees_why_and_may_say_not_me(client, ama):
    theme = f.theme()
    f.offers(ama, theme)
    topic = actions.ask(
        f.space(), text="How?", theme=theme, by=f.person(country=f.country("KE")), at=clock.now()
    )
    html = page_of(client, f"/ask/{topic.code}/")
    assert "You offer help with Provider payment." in text_of(html)
    assert "You offer help with Provider payment." in text_of(page_of(client, "/ask/"))
    assert client.post(f"/ask/{topic.code}/not-me/", {"answer": "not_me"})["Location"] == "/ask/"
    assert "You are asked" not in page_of(client, f"/ask/{topic.code}/")
    assert "No question waits for you." in page_of(client, "/ask/")


def test_who_was_asked_stays_as_it_was_when_somebody_says_not_me(client, ama):
    theme, bo = f.theme(), f.person("Bo")
    f.offers(bo, theme)
    topic = actions.ask(f.space(), text="How?", theme=theme, by=ama, at=clock.now())

    def asked():
        return text_of(page_of(client, f"/ask/{topic.code}/")).split("Who was asked")[1][:60]

    before = asked()
    assert "Bo" in before
    assert actions.decline_ask(topic, by=bo, at=clock.now())
    assert asked() == before


def test_follow_and_stop(client, ama):
    topic = f.topic()
    client.post(f"/ask/{topic.code}/follow/", {"follow": "yes"})
    assert "You follow this" in page_of(client, f"/ask/{topic.code}/")
    client.post(f"/ask/{topic.code}/follow/", {"follow": "no"})
    assert "You muted this" in page_of(client, f"/ask/{topic.code}/")
    page_of(client, f"/ask/{topic.code}/follow/")


def test_with_script_only_the_place_that_changed_is_sent(client, ama):
    topic = f.topic()
    headers = {"HX-Request": "true", "HX-Target": "section#following"}
    answer = client.post(
        f"/ask/{topic.code}/follow/", {"follow": "yes"}, headers=headers, follow=True
    )
    assert answer.content.startswith(b'<section class="sec" id="following"')
    assert b"You follow this" in answer.content
    assert b"<h1" not in answer.content


def test_staff_hide_from_the_page(client):
    staff = f.staff()
    f.sign_in(client, staff)
    topic = f.topic()
    f.post(topic, f.person())
    assert f"/ask/{topic.code}/posts/2/hidden/" in links_of(page_of(client, f"/ask/{topic.code}/"))
    assert (
        "Say why."
        in client.post(f"/ask/{topic.code}/posts/2/hidden/", {"because": ""}).content.decode()
    )
    client.post(f"/ask/{topic.code}/posts/2/hidden/", {"because": "Advertising"})
    assert "Advertising" in page_of(client, f"/ask/{topic.code}/")
    client.post(f"/ask/{topic.code}/hidden/", {"because": "Spam"})
    assert "Spam" in page_of(client, f"/ask/{topic.code}/", status=404)

"""What was typed when a session had ended comes back into the form, to nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from jln.accounts import typed
from jln.accounts.models import KeptForm, Session
from jln.conversations.models import Topic
from jln.kit import clock
from tests import factories as f

pytestmark = pytest.mark.django_db
QUESTION = "How do you pay for dialysis? <b>&</b>"


@pytest.fixture
def ama(client):
    f.network()
    f.space()
    made = f.person("Ama")
    f.sign_in(client, made)
    return made


def ended(client, path="/ask/new/", data=None, **headers):
    """A form sent after its session was ended elsewhere."""
    Session.objects.update(ended_at=clock.now())
    _forget(client)
    return client.post(path, data or {"text": QUESTION, "heading": "Dialysis"}, headers=headers)


def _forget(client):
    """The version that ending a session raises."""
    from jln.web import versions

    for session in Session.objects.all():
        versions.bump(f"person:{session.person_id}")


def test_the_form_is_filled_in_again_after_signing_in(client, ama):
    answer = ended(client)

    assert answer.status_code == 302
    assert answer["Location"] == "/sign-in/?next=/ask/new/"
    assert QUESTION not in answer["Location"]
    assert "What you typed is kept" in client.get(answer["Location"]).content.decode()

    f.sign_in(client, ama)
    page = client.get("/ask/new/").content.decode()
    assert "How do you pay for dialysis? &lt;b&gt;&amp;&lt;/b&gt;</textarea>" in page
    assert 'value="Dialysis"' in page
    assert '<a href="#again">Nothing is sent yet.' in page
    assert 'id="again"' in page
    assert not Topic.objects.exists()

    client.post("/ask/new/", {"text": QUESTION, "post": "1"})
    assert Topic.objects.get().by == ama
    assert not KeptForm.objects.exists()
    assert QUESTION[:20] not in client.get("/ask/new/").content.decode().split("<main")[1]


def test_the_form_alone_does_nothing_until_it_is_sent_again(client, ama):
    topic = f.topic()
    ended(client, f"/ask/{topic.code}/", {"text": "We pay by the session."})
    f.sign_in(client, ama)

    page = client.get(f"/ask/{topic.code}/").content.decode()

    assert "We pay by the session.</textarea>" in page
    assert topic.posts.count() == 1


def test_another_person_of_the_same_browser_sees_nothing_of_it(client, ama):
    ended(client)
    f.sign_in(client, f.person("Bayu"))

    assert "dialysis" not in client.get("/ask/new/").content.decode()


def test_another_browser_sees_nothing_of_it(client, ama):
    ended(client)
    other = Client()
    f.sign_in(other, ama)

    assert "dialysis" not in other.get("/ask/new/").content.decode()


def test_another_page_is_not_filled_in(client, ama):
    ended(client)
    f.sign_in(client, ama)

    assert "dialysis" not in client.get("/problems/new/").content.decode()


def test_after_an_hour_it_is_over(client, ama):
    ended(client)
    KeptForm.objects.update(kept_at=clock.now() - timedelta(minutes=61))
    f.sign_in(client, ama)

    assert "dialysis" not in client.get("/ask/new/").content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"csrfmiddlewaretoken": "x", "code": "123456"},
        {"text": "  "},
        {"text": "x" * (typed.MOST_BYTES + 1)},
    ],
    ids=["secrets", "nothing", "too much"],
)
def test_secrets_nothing_and_too_much_are_not_kept(client, ama, data):
    answer = ended(client, data=data)

    assert answer.status_code == 302
    assert not KeptForm.objects.exists()
    assert typed.COOKIE not in answer.cookies


def test_a_code_is_never_among_what_is_kept(client, ama):
    ended(client, "/me/addresses/", {"email": "neu@x.example", "code": "123456"})

    assert KeptForm.objects.get().fields == {"email": ["neu@x.example"]}


def test_who_sends_too_much_in_an_hour_is_not_kept_any_more(client, ama):
    for _ in range(typed.MOST_AN_HOUR + 2):
        Client().post("/ask/new/", {"text": QUESTION})

    assert KeptForm.objects.count() == typed.MOST_AN_HOUR


def test_the_way_back_leads_to_the_page_with_the_form(client, ama):
    member = {"referer": "http://testserver/me/?x=1"}
    foreign = {"referer": "https://elsewhere.example/me/"}

    assert ended(client, "/me/photo/", {"a": "b"}, **member)["Location"].endswith("next=/me/")
    assert ended(client, "/me/", {"a": "b"}, **foreign)["Location"].endswith("next=/me/")


def test_a_form_swapped_into_a_page_leaves_the_page(client, ama):
    answer = ended(client, **{"hx-request": "true"})

    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/sign-in/?next=/ask/new/")


def test_a_visitors_reading_keeps_nothing(client):
    f.network()

    assert client.get("/me/")["Location"] == "/sign-in/?next=/me/"
    assert not KeptForm.objects.exists()


def test_choices_and_ticks_come_back_as_they_were(client, ama):
    data = {"languages": ["en", "fr"], "offered": []}
    ended(client, "/me/languages/", data)
    f.sign_in(client, ama)

    page = client.get("/me/languages/").content.decode()

    assert page.count(" checked") == 2


def test_what_is_kept_is_forgotten_with_the_person_and_with_time(client, ama):
    from jln.operating.retention import forget

    ended(client)
    forget(at=clock.now() + timedelta(days=2))

    assert not KeptForm.objects.exists()

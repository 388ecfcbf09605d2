"""A deed that waited for the second step: done once it was shown, once, or its form comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jln.accounts.models import KeptForm, Session
from jln.governance.models import Motion, Vote
from jln.kit import clock
from tests import factories as f
from tests.accounts.test_second_pages import code_now, set_up
from tests.governance import recorded as r
from tests.governance import sitting as s
from tests.pages import known_network

pytestmark = pytest.mark.django_db
WORD = {"word": "against", "reason": "It costs too much."}
SECOND = "/sign-in/second/"


@pytest.fixture
def group():
    known_network()
    return s.sits()


@pytest.fixture
def ghana(client, group):
    """Ghana's browser: an app is set up, and has not been shown since the sign-in."""
    who = group["GH"]
    f.sign_in(client, who)
    set_up(client, who)
    f.sign_in(client, who)
    Session.objects.filter(ended_at=None).update(proved_at=None)
    return who


@pytest.fixture
def path(group):
    it = r.motion(taking="vote", closes_on=None, closes_at=None)
    return f"/steering-group/motions/{it.code}/"


def show(client, who, path):
    return client.post(SECOND, {"code": code_now(who), "next": path})


def test_a_vote_is_cast_once_the_step_was_shown(client, ghana, path):
    led = client.post(path, WORD)
    asked = client.get(led["Location"]).content.decode()

    assert not Vote.objects.exists()
    assert "What you sent waits" in asked
    assert show(client, ghana, path)["Location"] == path
    assert Vote.objects.get().word == "against"
    assert Vote.objects.get().reason == "It costs too much."
    assert not KeptForm.objects.exists()
    assert "Nothing is sent yet" not in client.get(path).content.decode()


def test_a_vote_of_a_session_that_was_shown_anew_is_cast_once(client, ghana, path):
    client.post(path, WORD)
    show(client, ghana, path)
    Vote.objects.all().delete()
    Session.objects.update(proved_at=None)

    show(client, ghana, path)

    assert not Vote.objects.exists()


def test_a_wrong_code_does_nothing_and_the_vote_still_waits(client, ghana, path):
    client.post(path, WORD)

    asked = client.post(SECOND, {"code": "000000", "next": path}).content.decode()

    assert not Vote.objects.exists()
    assert "What you sent waits" in asked
    show(client, ghana, path)
    assert Vote.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"kept_at": clock.now() - timedelta(minutes=16)},
        {"session": "of another browser"},
        {"path": "/steering-group/"},
    ],
    ids=["late", "another session", "another page"],
)
def test_late_or_elsewhere_nothing_is_done(client, ghana, path, changed):
    client.post(path, WORD)
    KeptForm.objects.update(**changed)

    assert show(client, ghana, path).status_code == 302

    assert not Vote.objects.exists()


def test_late_the_form_comes_back_and_says_that_nothing_is_sent(client, ghana, path):
    client.post(path, WORD)
    KeptForm.objects.update(kept_at=clock.now() - timedelta(minutes=16))
    show(client, ghana, path)

    page = client.get(path).content.decode()

    assert '<a href="#again">Nothing is sent yet.' in page
    assert "It costs too much.</textarea>" in page
    assert page.count('id="again"') == 1


def test_another_person_of_the_same_browser_does_nothing(client, ghana, group, path):
    client.post(path, WORD)
    kept = client.cookies["kept"].value
    kenya = Client()
    f.sign_in(kenya, group["KE"])
    set_up(kenya, group["KE"])
    f.sign_in(kenya, group["KE"])
    Session.objects.update(proved_at=None)
    kenya.cookies["kept"] = kept

    show(kenya, group["KE"], path)

    assert not Vote.objects.exists()


def test_what_the_form_refuses_is_shown_in_the_form(client, ghana, path):
    client.post(path, {"word": "perhaps", "reason": "It costs too much."})

    assert show(client, ghana, path)["Location"] == path

    page = client.get(path).content.decode()
    assert "Nothing is sent yet." in page
    assert "It costs too much.</textarea>" in page


def test_a_form_that_says_nothing_is_shown_before_the_step_is_asked(client, ghana, path):
    shown = client.post(path, {"reason": "It costs too much."})

    assert shown.status_code == 200
    assert "1 answer needs another look" in shown.content.decode()
    assert "It costs too much." in shown.content.decode()
    assert not KeptForm.objects.exists()
    assert not Vote.objects.exists()


def test_what_may_not_be_done_any_more_is_not_done(client, ghana, path):
    client.post(path, WORD)
    Motion.objects.update(state="withdrawn")

    show(client, ghana, path)

    assert not Vote.objects.exists()


def test_a_file_is_never_kept_so_its_deed_is_not_done(client, ghana, path):
    client.post(path, {**WORD, "paper": SimpleUploadedFile("a.pdf", b"%PDF-1.4")})

    assert KeptForm.objects.get().deed == ""


def test_a_dangerous_deed_is_looked_at_again(client, ghana):
    Session.objects.update(proved_at=clock.now() - timedelta(minutes=16))
    client.post("/me/data/", {"deed": "close", "sure": "yes"})

    assert KeptForm.objects.get().deed == ""
    show(client, ghana, "/me/data/")
    ghana.refresh_from_db()
    assert ghana.status == "active"

"""The way of a person of staff, of the Steering Group and of anybody: led, asked, let on."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client

from jln.accounts import actions, totp
from jln.accounts.doorkeeper import Doorkeeper
from jln.accounts.models import Authenticator, KeptForm, Passkey, RecoveryCode, Session
from jln.countries.terms import SeatKind
from jln.kit import clock
from jln.mail.models import OutgoingMail
from jln.mail.seals import reveal
from jln.people.models import Person
from jln.web.pages import signed_in
from tests import factories as f
from tests.accounts.device import Device

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser():
    f.network(is_demonstration=False)
    return Client()


def enter(browser, who, *, proved_at=None, is_half=False):
    f.sign_in(browser, who)
    Session.objects.filter(person=who).update(proved_at=proved_at, is_half=is_half)


def code_now(who):
    row = Authenticator.objects.get(person=who)
    step = max(totp.step_at(clock.now()), row.last_step + 1)
    return totp.code_of(totp.secret_of(row), step)


def set_up(browser, who):
    browser.post("/me/security/", {"deed": "app"})
    return browser.post("/me/security/app/", {"code": code_now(who), "next": "/desk/"})


def test_staff_are_led_to_set_it_up_and_are_nobody_before(browser):
    chen = f.staff()
    enter(browser, chen)

    led = browser.get("/desk/")
    assert led["Location"] == "/sign-in/second/?next=/desk/"
    assert chen.name not in browser.get("/").content.decode()
    assert browser.get(led["Location"])["Location"] == "/me/security/?next=%2Fdesk%2F"
    page = browser.get("/me/security/?next=/desk/").content.decode()
    assert "Add an app" in page
    browser.post("/me/security/", {"deed": "app"})
    app = browser.get("/me/security/app/").content.decode()
    assert "<svg" in app
    assert "style=" not in app
    assert code_now(chen) not in app  # a real network shows no code
    wrong = browser.post("/me/security/app/", {"code": "000000"})
    assert "That is not right" in wrong.content.decode()
    done = set_up(browser, chen)

    codes = re.findall(r"<code>([\w-]{14})</code>", done.content.decode())
    assert len(codes) == 10
    assert 'href="/desk/"' in done.content.decode()
    assert browser.get("/desk/").status_code == 200
    assert codes[0] not in browser.get("/me/security/").content.decode()
    # the next time
    other = Client()
    enter_as_half(other, chen)
    assert other.get("/desk/")["Location"].startswith("/sign-in/second/")
    assert other.get("/me/security/")["Location"].startswith("/sign-in/second/")
    assert other.get("/me/security/app/").status_code == 302
    assert other.post("/me/security/", {"deed": "no_app"}).status_code == 302
    assert "Code from your app" in other.get("/sign-in/second/").content.decode()
    there = other.post("/sign-in/second/", {"code": codes[3], "next": "/desk/"})
    assert there["Location"] == "/desk/"
    assert other.get("/desk/").status_code == 200


def enter_as_half(browser, who):
    cookie = actions.start_session(who, device="", at=clock.now())
    browser.cookies["session"] = cookie


def test_a_demonstration_shows_the_code(browser):
    from jln.web.models import Network

    Network.objects.update(is_demonstration=True)
    chen = f.staff()
    enter(browser, chen)
    browser.post("/me/security/", {"deed": "app"})
    app = browser.get("/me/security/app/").content.decode()
    assert "Shown because this is a demonstration" in app
    shown = re.search(r'name="code" value="(\d{6})"', app)[1]
    browser.post("/me/security/app/", {"code": shown})

    for _ in range(2):  # the shown one is always one that was not taken
        other = Client()
        enter_as_half(other, chen)
        page = other.get("/sign-in/second/").content.decode()
        shown = re.search(r'name="code" value="(\d{6})"', page)
        if shown:
            assert other.post("/sign-in/second/", {"code": shown[1]}).status_code == 302
            assert other.get("/desk/").status_code == 200


def test_a_dangerous_act_asks_again_and_keeps_what_was_typed(browser):
    chen, ama = f.staff(), f.person("Ama")
    enter(browser, chen, proved_at=clock.now())
    set_up(browser, chen)
    path = f"/desk/people/{ama.code}/"
    Session.objects.update(proved_at=clock.now() - timedelta(minutes=16))
    there = Client()
    there.cookies = browser.cookies

    led = there.post(
        path, {"because": "Letters in their name."}, HTTP_REFERER=f"http://testserver{path}"
    )

    assert led["Location"] == f"/sign-in/second/?next={quote(path)}"
    assert Person.objects.get(pk=ama.pk).status == "active"
    assert KeptForm.objects.count() == 1
    assert there.get(path).status_code == 200  # reading is free
    row = Authenticator.objects.get()
    Authenticator.objects.update(last_step=row.last_step - 2)
    assert (
        there.post("/sign-in/second/", {"code": code_now(chen), "next": path})["Location"] == path
    )
    assert "Letters in their name." in there.get(path).content.decode()
    there.post(path, {"because": "Letters in their name."})
    assert Person.objects.get(pk=ama.pk).status == "suspended"
    assert not KeptForm.objects.exists()


def test_anybody_may_have_one_and_is_then_asked(browser):
    ama = f.person()
    enter(browser, ama)

    assert browser.get("/me/").status_code == 200
    set_up(browser, ama)
    half = Client()
    enter_as_half(half, ama)
    assert half.get("/me/")["Location"] == "/sign-in/second/?next=/me/"
    assert ama.name not in half.get("/library/").content.decode()
    assert "Sign out" in half.get("/sign-in/second/").content.decode()
    assert half.post("/sign-out/")["Location"] == "/"
    assert half.get("/me/")["Location"] == "/sign-in/?next=/me/"
    # changing it asks for it again
    Session.objects.update(proved_at=clock.now() - timedelta(minutes=16))
    led = browser.post("/me/security/", {"deed": "codes"})
    assert led["Location"] == "/sign-in/second/?next=%2Fme%2Fsecurity%2F"
    assert RecoveryCode.objects.filter(used_at=None).count() == 10


def test_who_never_set_one_up_is_asked_for_nothing(browser, django_assert_num_queries):
    ama = f.person()
    enter(browser, ama)
    browser.get("/me/security/")

    with django_assert_num_queries(6):
        page = browser.get("/me/security/").content.decode()

    assert "More than a mailbox" in page
    assert "Passkeys need the network" in page  # 127.0.0.1 has no passkeys
    assert browser.post("/sign-in/passkey/ask/", {"purpose": "add"}).status_code == 404
    visitor = Client()
    assert visitor.get("/me/security/")["Location"].startswith("/sign-in/?next=")
    assert visitor.get("/sign-in/second/")["Location"].startswith("/sign-in/?next=")


def test_passkeys_on_the_pages(browser, settings):
    settings.PUBLIC_URL = "http://localhost:8000"
    ama, phone = f.person(), Device()
    enter(browser, ama)
    page = browser.get("/me/security/").content.decode()
    assert 'data-passkey="add"' in page

    asked = browser.post("/sign-in/passkey/ask/", {"purpose": "add"}).json()
    added = browser.post("/me/security/", {"answer": phone.make(asked), "name": "My phone"})
    assert "Write them down now" in added.content.decode()
    listed = browser.get("/me/security/").content.decode()
    assert "My phone" in listed
    pk = Passkey.objects.get().pk
    browser.post("/me/security/", {"deed": "name", "passkey": pk, "name": "Old phone"})
    assert "Old phone" in browser.get("/me/security/").content.decode()

    visitor = Client()
    door = visitor.get("/sign-in/").content.decode()
    assert 'data-passkey="enter"' in door
    ids = re.findall(r'\sid="([^"]+)"', door)
    assert len(ids) == len(set(ids))
    assert visitor.post("/sign-in/passkey/ask/", {"purpose": "prove"}).status_code == 403
    assert visitor.post("/sign-in/passkey/ask/", {"purpose": "x"}).status_code == 404
    asked = visitor.post("/sign-in/passkey/ask/", {"purpose": "enter"}).json()
    sent = {"answer": phone.show(asked), "next": "/me/"}
    assert visitor.post("/sign-in/passkey/", sent)["Location"] == "/me/"
    assert "Old phone" in visitor.get("/me/security/").content.decode()
    again = Client()
    assert again.post("/sign-in/passkey/", sent)["Location"] == "/sign-in/"
    assert "session" not in again.cookies

    half = Client()
    enter_as_half(half, ama)
    assert 'data-passkey="prove"' in half.get("/sign-in/second/").content.decode()
    asked = half.post("/sign-in/passkey/ask/", {"purpose": "prove"}).json()
    wrong = half.post("/sign-in/second/", {"answer": "{}"})
    assert "Try again" in wrong.content.decode()
    sent = {"answer": phone.show(asked), "next": "//evil.example/"}
    assert half.post("/sign-in/second/", sent)["Location"] == "/"
    assert half.get("/me/").status_code == 200
    half.post("/me/security/", {"deed": "remove", "passkey": pk})
    assert not Passkey.objects.exists()


def test_the_letter_says_what_and_its_link_takes_it_back(browser):
    ama = f.person(language="fr")
    enter(browser, ama)
    set_up(browser, ama)
    letter = OutgoingMail.objects.get(kind="account.second")
    link = re.search(r"/not-me/\w+/", reveal(letter.text, letter.sealed))[0]
    visitor = Client()

    assert visitor.get(link).status_code == 200
    assert Authenticator.objects.exists()
    assert visitor.post(link).status_code == 200
    assert not Authenticator.objects.exists()
    assert browser.get("/me/").status_code == 302
    assert visitor.get("/not-me/nothing/").status_code == 200


def asked(browser, rf, who, route, method="post", **values):
    """Where this person is led before the view of a route is opened."""
    enter(browser, who, **values)
    request = getattr(rf, method)("/act/", {"words": "GH"})
    request.COOKIES["session"] = browser.cookies["session"].value
    request.prefix, request.language = "", "en"
    request.resolver_match = SimpleNamespace(url_name=route)
    keeper = Doorkeeper(lambda _request: HttpResponse())
    keeper(request)
    return keeper.process_view(request, signed_in(lambda _request: HttpResponse("done")))


def test_the_steering_group_is_asked_where_it_acts(browser, rf):
    rep, ama = f.person(), f.person()
    f.seat(SeatKind.STEERING_REPRESENTATIVE, rep, country=f.country())
    days_ago = clock.now() - timedelta(days=3)

    act = "steering_item_new"
    assert asked(browser, rf, rep, act)["Location"].startswith("/sign-in/second/")
    assert asked(browser, rf, rep, act, "get") is None
    assert asked(browser, rf, rep, act, proved_at=days_ago) is None
    assert asked(browser, rf, rep, "election_call", proved_at=days_ago)
    assert asked(browser, rf, ama, act) is None
    assert asked(browser, rf, rep, "me") is None
    assert KeptForm.objects.count() == 2


def test_a_secret_ballot_is_kept_for_nobody(browser, rf):
    rep = f.person()
    f.seat(SeatKind.STEERING_REPRESENTATIVE, rep, country=f.country())

    for method in ("get", "post"):
        led = asked(browser, rf, rep, "election_ballot", method)
        assert led["Location"].startswith("/sign-in/second/")
        assert asked(browser, rf, rep, "election_ballot", method, is_half=True)
        Person.objects.update(status="suspended", suspended_at=f.NOON)
        assert asked(browser, rf, rep, "election_ballot", method)["Location"].startswith(
            "/sign-in/?"
        )
        Person.objects.update(status="active", suspended_at=None)
    assert not KeptForm.objects.exists()


def test_the_desk_lists_who_lost_it_and_two_of_staff_help(browser):
    chen, dara, lost = f.staff("Chen"), f.staff("Dara"), f.person("Lost")
    enter(browser, chen, proved_at=clock.now())
    path = f"/desk/people/{lost.code}/second/"
    assert path in browser.get(f"/desk/people/{lost.code}/").content.decode()
    assert browser.post(path, {"because": "I called them."}).status_code == 302
    assert path in browser.get("/desk/").content.decode()
    refused = browser.post(path, {"answer": "yes"})
    assert "another person has to agree" in refused.content.decode()

    other = Client()
    enter(other, dara, proved_at=clock.now())
    page = other.get(path).content.decode()
    assert "I called them." in page
    assert "Chen" in page
    assert other.post(path, {"answer": "yes"}).status_code == 302
    assert path not in other.get("/desk/").content.decode()
    letters = OutgoingMail.objects.filter(person=lost, kind="account.second")
    assert letters.count() == 2

"""Signing in by a real OpenID provider, in a process of its own on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client

from jln.accounts import actions, provider
from jln.accounts.models import ProviderAsked, ProviderLink, Session, SignIn
from jln.kit import clock
from jln.mail import seals
from jln.mail.models import OutgoingMail
from jln.web import outside
from tests import factories as f

pytestmark = pytest.mark.django_db
OURS = "http://127.0.0.1:8000"
AMA = "ama@health.example"


@pytest.fixture(scope="module")
def issuer():
    file = Path(__file__).parent / "provider_app.py"
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", str(file), "jln", "s3cret", OURS + provider.BACK],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/o"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def browser(issuer, settings):
    settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET = issuer, "jln", "s3cret"
    settings.OIDC_NAME = "Ministry account"
    settings.PUBLIC_URL = OURS
    f.network()
    return Client()


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args):
        return None


def at_provider(address, who):
    """Where the provider sends somebody who is signed in there."""
    request = urllib.request.Request(address, headers={"X-Person": who})
    try:
        urllib.request.build_opener(Stay).open(request, timeout=20)
    except urllib.error.HTTPError as answer:
        return answer.headers["Location"].removeprefix(OURS)
    raise AssertionError("the provider asks something")


def there_and_back(browser, who, next_path=""):
    led = browser.get("/sign-in/provider/", {"next": next_path})
    return browser.get(at_provider(led["Location"], who))


def test_an_account_there_is_linked_by_a_code_and_then_signs_in(browser):
    ama = f.person("Ama", address=AMA)
    assert "Ministry account" in browser.get("/sign-in/").content.decode()

    back = there_and_back(browser, AMA, "/me/")
    assert back["Location"] == "/sign-in/code/"
    assert "session" not in browser.cookies
    assert ProviderLink.objects.get().confirmed_at is None
    # not yet proved: the account there opens nothing, in any browser
    assert there_and_back(Client(), AMA)["Location"] == "/sign-in/code/"
    asked = SignIn.objects.order_by("pk")[0]
    code = seals.digits("sign-in", asked.pk, asked.browser)
    assert browser.post("/sign-in/code/", {"code": code})["Location"] == "/me/"

    assert ProviderLink.objects.get(confirmed_at__isnull=False).person == ama
    assert OutgoingMail.objects.filter(kind="account.second", person=ama).count() == 1
    other = Client()
    assert there_and_back(other, AMA, "/me/work/")["Location"] == "/me/work/"
    assert other.get("/me/").status_code == 200
    letters = OutgoingMail.objects.count()
    # a second account with the same address there would have to prove it again
    ProviderLink.objects.update(account="another")
    assert there_and_back(Client(), AMA)["Location"] == "/sign-in/code/"
    assert OutgoingMail.objects.count() == letters + 1
    pk = ProviderLink.objects.get(confirmed_at__isnull=False).pk
    assert "Sign-in provider" in other.get("/me/security/").content.decode()
    other.post("/me/security/", {"deed": "unlink", "passkey": pk})
    assert not ProviderLink.objects.filter(confirmed_at__isnull=False).exists()


def linked(browser, who, address):
    there_and_back(browser, address)
    link = ProviderLink.objects.get(person=who)
    ProviderLink.objects.filter(pk=link.pk).update(confirmed_at=clock.now())


def test_it_gives_no_right_and_no_second_step(browser):
    chen = f.person("Chen", address="chen@staff.example")
    from jln.countries.terms import SeatKind

    f.seat(SeatKind.NETWORK_OFFICER, chen)
    linked(browser, chen, "chen@staff.example")

    there = Client()
    back = there_and_back(there, "chen@staff.example", "/desk/")
    assert back["Location"].startswith("/sign-in/second/")
    assert there.get("/desk/").status_code == 302
    assert Session.objects.get(person=chen).is_half


def test_an_unknown_and_an_unconfirmed_address_open_nothing(browser):
    f.person(address="unconfirmed@health.example")

    assert there_and_back(browser, "stranger@elsewhere.example")["Location"] == "/sign-in/code/"
    assert not ProviderLink.objects.exists()
    assert there_and_back(browser, "unconfirmed@health.example")["Location"] == "/sign-in/"
    assert "not confirmed your address" in browser.get("/sign-in/").content.decode()
    assert not Session.objects.exists()


def test_a_suspended_person_stays_out(browser):
    ama = f.person("Ama", address=AMA)
    linked(browser, ama, AMA)
    actions.suspend(ama, because="x", by=f.staff(), at=clock.now())

    assert there_and_back(Client(), AMA)["Location"] == "/sign-in/"
    assert not Session.objects.filter(person=ama, ended_at=None).exists()


def test_what_comes_back_is_good_once_here_soon_and_for_its_own_request(browser, settings):
    ama = f.person("Ama", address=AMA)
    linked(browser, ama, AMA)
    here = Client()
    back = at_provider(here.get("/sign-in/provider/")["Location"], AMA)

    stolen = Client()
    stolen.get("/sign-in/")
    assert stolen.get(back)["Location"] == "/sign-in/"  # another browser
    assert here.get(back.replace("state=", "state=a"))["Location"] == "/sign-in/"
    assert here.get(back)["Location"] == "/"
    again = Client()
    again.cookies["browser"] = here.cookies["browser"]
    assert again.get(back)["Location"] == "/sign-in/"  # once

    # a code of one request is worth nothing for another: nonce and verifier differ
    one, two = Client(), Client()
    code = parse_qs(urlsplit(at_provider(one.get("/sign-in/provider/")["Location"], AMA)).query)[
        "code"
    ]
    led = two.get("/sign-in/provider/")["Location"]
    state = parse_qs(urlsplit(led).query)["state"][0]
    mixed = urlencode({"state": state, "code": code[0]})
    assert two.get(f"{provider.BACK}?{mixed}")["Location"] == "/sign-in/"

    late = Client()
    back = at_provider(late.get("/sign-in/provider/")["Location"], AMA)
    ProviderAsked.objects.update(asked_at=clock.now() - actions.providing.LIFE)
    assert late.get(back)["Location"] == "/sign-in/"
    assert late.get(provider.BACK)["Location"] == "/sign-in/"
    assert late.get(f"{provider.BACK}?error=access_denied")["Location"] == "/sign-in/"


def test_a_wrong_secret_signature_issuer_or_reader_is_not_believed(browser, settings, monkeypatch):
    asked = ProviderAsked.objects.create(browser="b", asked_at=clock.now())
    code = parse_qs(urlsplit(at_provider(provider.way_there(asked), AMA)).query)["code"][0]
    said = {}
    post = outside.post_form
    monkeypatch.setattr(outside, "post_form", lambda *args: said.setdefault("it", post(*args)))
    now = datetime.now(UTC)
    assert provider.claim(asked, code).address == AMA
    token = said["it"]["id_token"]
    nonce = provider._nonce(asked)
    believed = provider._believed

    assert believed(token, nonce, now)
    assert believed(token, nonce + "x", now) is None
    assert believed(token, nonce, now.replace(year=now.year + 1)) is None
    head, body, signature = token.split(".")
    assert believed(f"{head}.{body}.{signature[:-8]}AAAAAAAA", nonce, now) is None
    none = provider._text(json.dumps({"alg": "none"}).encode())
    assert believed(f"{none}.{body}.", nonce, now) is None
    assert believed("", nonce, now) is None
    settings.OIDC_CLIENT = "another"
    assert believed(token, nonce, now) is None
    settings.OIDC_CLIENT = "jln"
    with pytest.raises(outside.NotAnsweredError):
        settings.OIDC_SECRET = "wrong"
        monkeypatch.undo()
        provider.claim(asked, code)


def test_doctor_says_what_is_wrong(browser, settings, issuer):
    assert provider.examine() == ""
    settings.OIDC_SECRET = ""
    assert "JLN_OIDC_SECRET" in provider.examine()
    settings.OIDC_ISSUER = issuer + "/"
    assert "calls itself" in provider.examine()
    settings.OIDC_ISSUER = "http://provider.example"
    assert "TLS" in provider.examine()
    settings.OIDC_ISSUER = "http://127.0.0.1:9/o"
    assert "127.0.0.1" in provider.examine()
    begun = time.monotonic()
    assert Client().get("/sign-in/provider/")["Location"] == "/sign-in/"
    assert time.monotonic() - begun < 5


def test_without_a_provider_there_is_no_button_and_no_way(client):
    f.network()

    assert "/sign-in/provider/" not in client.get("/sign-in/").content.decode()
    assert client.get("/sign-in/provider/").status_code == 404
    assert client.get(provider.BACK).status_code == 404

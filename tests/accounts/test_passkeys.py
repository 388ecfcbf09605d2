"""Passkeys against a device of our own that signs, and one that lies."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from jln.accounts import actions
from jln.accounts.actions import Purpose
from jln.accounts.models import Passkey, Session
from tests import factories as f
from tests.accounts.device import UP, Device
from tests.accounts.test_second import refused, session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_localhost(settings):
    settings.PUBLIC_URL = "http://localhost:8000"
    f.network()


def ask(purpose, who, browser, at=f.NOON):
    return actions.ask_passkey(purpose, who, browser=browser, remote="10.0.0.1", at=at)


def add(who, device, key=None, at=f.NOON, **but):
    key = key or session(who)
    answer = device.make(ask(Purpose.ADD, who, key, at), **but)
    return actions.add_passkey(who, answer, "My phone", browser=key, session=key, by=who, at=at)


def show(who, device, key, at=f.NOON, asked=None, **but):
    answer = device.show(asked or ask(Purpose.PROVE, who, key, at), **but)
    actions.show_passkey(who, answer, browser=key, session=key, at=at)


def test_a_passkey_is_added_shown_and_signs_in_alone():
    ama, phone = f.person(), Device()

    assert len(add(ama, phone)) == 10

    half = session(ama, is_half=True)
    show(ama, phone, half)
    assert not Session.objects.get(key=half).is_half
    assert Passkey.objects.get().sign_count == 1
    asked = ask(Purpose.ENTER, None, "browser")
    assert "allowCredentials" not in asked["publicKey"]
    cookie = actions.enter_by_passkey(phone.show(asked), browser="browser", device="", at=f.NOON)
    entered = Session.objects.get(key=actions.session_key_of(cookie))
    assert (entered.person, entered.is_half, entered.proved_at) == (ama, False, f.NOON)


@pytest.mark.parametrize(
    "lie",
    [
        {"site": "elsewhere.example"},
        {"origin": "http://localhost:9999"},
        {"origin": "http://localhost:8000.evil.example"},
        {"flags": UP},
        {"flags": 0},
    ],
)
def test_a_device_that_speaks_with_another_site_or_asked_nobody_is_not_taken(lie):
    ama, honest = f.person(), Device()
    add(ama, honest)
    for name, value in lie.items():
        setattr(honest, name, value)

    assert refused(add, f.person(), Device(**lie)) == {"wrong_passkey"}
    assert refused(show, ama, honest, session(ama)) == {"wrong_passkey"}


def test_a_challenge_is_answered_once_soon_and_where_it_was_given():
    ama, phone = f.person(), Device()
    add(ama, phone)
    key = session(ama)
    asked = ask(Purpose.PROVE, ama, key)
    answer = phone.show(asked)
    sent = {"browser": key, "session": key}
    late = f.NOON + timedelta(minutes=5)

    deed = actions.show_passkey
    assert refused(deed, ama, answer, browser="other", session=key, at=f.NOON) == {"other"}
    assert refused(deed, ama, answer, **sent, at=late) == {"too_late"}
    deed(ama, answer, **sent, at=f.NOON)
    assert refused(deed, ama, answer, **sent, at=f.NOON) == {"too_late"}
    # asked for one thing, worth nothing for another, nor for somebody else
    enter = actions.enter_by_passkey
    again = phone.show(ask(Purpose.PROVE, ama, key))
    assert refused(enter, again, browser=key, device="", at=f.NOON) == {"other"}
    assert refused(deed, f.person(), again, **sent, at=f.NOON) == {"other"}
    # a failed answer uses its challenge up too
    asked = ask(Purpose.PROVE, ama, key)
    assert refused(show, ama, phone, key, asked=asked, origin="http://x") == {"wrong_passkey"}
    assert refused(show, ama, phone, key, asked=asked) == {"too_late"}


def test_a_copied_device_is_refused():
    ama, phone = f.person(), Device()
    add(ama, phone)
    show(ama, phone, session(ama), steps=5)

    assert refused(show, ama, phone, session(ama), steps=0) == {"copied"}
    assert refused(show, ama, phone, session(ama), steps=-2) == {"copied"}


def test_somebody_elses_device_another_key_and_another_name_are_refused():
    ama, kofi, phone, other = f.person(), f.person(), Device(), Device()
    add(ama, phone)
    add(kofi, other)

    assert refused(show, ama, other, session(ama)) == {"wrong_passkey"}
    forged = Device()
    forged.id, forged.user, forged.count = phone.id, phone.user, 50
    assert refused(show, ama, forged, session(ama)) == {"wrong_passkey"}
    phone.user = other.user
    asked = ask(Purpose.ENTER, None, "b")
    deed = actions.enter_by_passkey
    assert refused(deed, phone.show(asked), browser="b", device="", at=f.NOON) == {"wrong_passkey"}
    assert refused(add, kofi, phone, _proved(kofi)) == {"known"}


def _proved(who):
    key = session(who)
    Session.objects.filter(key=key).update(proved_at=f.NOON)
    return key


@pytest.mark.parametrize(
    "answer",
    ["", "{", "[]", "null", '{"id": 3}', '{"response": {"clientDataJSON": "###"}}',
     '{"response": []}', "[" * 50_000, json.dumps({"id": "x", "response": {"clientDataJSON": "e30"}})],
)  # fmt: skip
def test_nonsense_is_refused_and_never_breaks(answer):
    ama = f.person()
    key = session(ama)

    assert refused(actions.show_passkey, ama, answer, browser=key, session=key, at=f.NOON)
    assert refused(actions.enter_by_passkey, answer, browser="b", device="", at=f.NOON)


def test_rubbish_beside_a_right_challenge_is_refused():
    ama = f.person()
    key = session(ama)
    said = json.loads(Device().make(ask(Purpose.ADD, ama, key)))
    said["response"]["attestationObject"] = "oWNmbXRkbm9uZQ"
    sent = {"browser": key, "session": key, "by": ama, "at": f.NOON}

    deed = actions.add_passkey
    assert refused(deed, ama, json.dumps(said), "x", **sent) == {"wrong_passkey"}


def test_a_suspended_person_does_not_enter_by_a_passkey():
    ama, phone = f.person(), Device()
    add(ama, phone)
    actions.suspend(ama, because="x", by=f.staff(), at=f.NOON)

    answer = phone.show(ask(Purpose.ENTER, None, "b"))
    assert refused(actions.enter_by_passkey, answer, browser="b", device="", at=f.NOON) == {
        "no_account"
    }

"""Letters that come back: weighed by day, asked before anything is silenced, forgotten in time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests import factories as f
from tests.mailroom.letters import come, newest, raw

from jln.mail import outgoing, tokens
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState
from jln.mailroom import bounces, returns
from jln.mailroom.models import AddressProbe, ReturnedOn
from jln.mailroom.returns import Sign

TODAY = date(2026, 11, 22)


def signs(*days: int, hard: bool = False) -> list[Sign]:
    return [Sign(TODAY - timedelta(days=day), hard) for day in days]


@pytest.mark.parametrize(
    ("given", "is_enough"),
    [
        ([], False),
        (signs(0, hard=True), True),
        (signs(1, hard=True), True),
        (signs(7, hard=True), False),  # a week ago, and nothing since
        (signs(0, 1), False),
        (signs(0, 1, 2), True),
        (signs(0, 3, 6, 9), True),
        (signs(0, 7, 14, 21, 28, 35), False),  # once a week, for ever
        (signs(0, 6) + signs(7, hard=True), True),
    ],
)
def test_what_is_enough_to_ask(given, is_enough):
    assert returns.is_enough(given, TODAY) == is_enough


def test_what_came_back_loses_half_its_weight_in_a_week():
    now = returns.score(signs(0, 1, 2), TODAY)
    assert returns.score(signs(0, 1, 2), TODAY + timedelta(days=7)) == pytest.approx(now / 2)


@pytest.fixture
def ama(db):
    f.network()
    return f.person("Ama Boateng", address="ama@health.example")


def letter(person, at=f.NOON) -> OutgoingMail:
    return outgoing.put("desk.answer", person, subject="Hello", text="Hello\n", because="x", at=at)


def report(of: OutgoingMail, status: str = "5.1.1", action: str = "failed", *, at=f.NOON):
    body = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nIt did not arrive.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; {of.to_address}\r\n"
        f"Action: {action}\r\nStatus: {status}\r\n\r\n--b--\r\n"
    )
    message = f"From: MAILER-DAEMON@mx.example\r\nTo: x\r\nSubject: Undelivered\r\n{body}".encode()
    return come(message, to=tokens.bounce_address(of), sender="<>", at=at)


def test_a_hard_bounce_asks_and_only_its_own_return_silences(ama):
    other = ama.addresses.create(address="ama@home.example", added_at=f.NOON, confirmed_at=f.NOON)
    assert report(letter(ama)).reason == "weighed"
    probe = AddressProbe.objects.get(ended_at=None)
    assert (probe.letter.to_address, probe.letter.state) == ("ama@health.example", "waiting")
    main = ama.addresses.get(is_main=True)
    assert main.bounced_at is None
    assert letter(ama).state == OutgoingState.WAITING  # nothing is silenced by that

    report(letter(ama), at=f.NOON + timedelta(days=1))
    assert AddressProbe.objects.count() == 1  # asked once

    report(probe.letter, at=f.NOON + timedelta(days=1))
    main.refresh_from_db()
    assert (main.bounced_at, main.bounce_words) == (f.NOON + timedelta(days=1), "5.1.1 failed")
    told = newest("account.probe", ama)
    assert (told.to_address, told.state) == (other.address, "waiting")
    assert "ama@health.example" in told.text
    assert letter(f.Person.objects.get(pk=ama.pk)).state_reason == "bounces"
    assert ama.status == "active"  # an address is silenced, never a person


def test_a_question_that_does_not_come_back_has_arrived(ama):
    report(letter(ama))
    soon, later = f.NOON + timedelta(days=3), f.NOON + timedelta(days=5)
    assert (bounces.end_quiet(at=soon), bounces.end_quiet(at=later)) == (0, 1)
    assert not ReturnedOn.objects.exists()
    assert ama.addresses.get().bounced_at is None


def test_soft_returns_ask_only_when_they_go_on(ama):
    for number in range(2):
        at = f.NOON + timedelta(days=number)
        report(letter(ama, at), "4.2.2", at=at)
        report(letter(ama, at), "4.2.2", at=at)
    assert not AddressProbe.objects.exists()
    at = f.NOON + timedelta(days=2)
    report(letter(ama, at), "4.2.2", at=at)
    assert AddressProbe.objects.count() == 1


@pytest.mark.parametrize(
    ("status", "action", "reason"),
    [("4.4.1", "delayed", "automatic"), ("2.1.5", "delivered", "automatic")],
)
def test_what_is_under_way_counts_nothing(ama, status, action, reason):
    assert report(letter(ama), status, action).reason == reason
    assert not ReturnedOn.objects.exists()


def test_a_forged_or_stale_return_counts_nothing(ama):
    old = letter(ama)
    assert report(old, at=f.NOON + timedelta(days=30)).reason == "bounce_unsigned"
    mine = tokens.bounce_address(old)
    forged = mine.replace("@", "x@") if mine[33] == "a" else f"{mine[:33]}a{mine[34:]}"
    message = raw("User unknown", sender="mailer-daemon@evil.example", to=forged)
    come(message, to=forged, sender="<>")
    assert not ReturnedOn.objects.exists()


def test_mail_from_the_address_clears_it(ama):
    report(letter(ama))
    probe = AddressProbe.objects.get()
    report(probe.letter)
    assert ama.addresses.get().bounced_at
    come(raw("Hello", sender="ama@health.example", to="desk@jln.example"), to="desk@jln.example")
    assert ama.addresses.get().bounced_at is None
    assert not ReturnedOn.objects.exists()

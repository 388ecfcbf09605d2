"""Letters out: built from fields, sent once each, secrets nowhere but in the bytes."""

from __future__ import annotations

import email
import email.policy
import json
import mailbox
import threading
from datetime import timedelta

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from tests import factories as f

from jln.kit import clock
from jln.mail import copies, delivery, outgoing, sending, tokens
from jln.mail.connection import Outcome
from jln.mail.models import OutgoingMail
from jln.mail.seals import sealed
from jln.mail.terms import OutgoingState, Purpose
from jln.web.models import Network
from jln.work import running

WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=300)


def made(html: str = "", **values) -> bytes:
    """A letter's bytes, from a row that is in no database."""
    mail = OutgoingMail(
        **{"pk": 1, "kind": "post.written", "to_address": "ama@health.example", "subject": "Costing", "text": "Hello", "from_name": "Saran",
           "message_id": "<a.1@jln.example>", "created_at": f.NOON, "headers": {} if html else {"X-JLN-Html": "no"}} | values
    )  # fmt: skip
    return copies.Press(net=Network(name="Net"), pair=None).copy(mail, at=f.NOON)


def parsed(raw: bytes):
    return email.message_from_bytes(raw, policy=email.policy.default)


@given(subject=WORDS, name=WORDS, text=WORDS)
def test_whatever_people_write_makes_one_valid_message(subject, name, text):
    raw = made(subject=subject, from_name=name, text=text, html="yes")

    head, _gap, _body = raw.partition(b"\r\n\r\n")
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert max(len(line) for line in head.split(b"\r\n")) <= 200
    names = [
        line.partition(b":")[0].lower()
        for line in head.split(b"\r\n")
        if line[:1] not in (b" ", b"\t")
    ]
    assert names == [
        b"from",
        b"subject",
        b"to",
        b"date",
        b"message-id",
        b"reply-to",
        b"auto-submitted",
        b"x-auto-response-suppress",
        b"x-loop",
        b"content-language",
        b"mime-version",
        b"content-type",
    ]


@pytest.mark.parametrize(
    "text", ["Ça va?\n", "نحن ندفع\n  1) نعم\n", "a" * 500, "From here\n>quoted\n.\n", "x \ny\t\n"]
)
def test_the_text_arrives_as_it_was_written(text):
    message = parsed(made(text=text))
    got = message.get_content()
    unstuffed = [
        line.removeprefix(" ") if line.startswith((" ", " >", " From")) else line
        for line in got.splitlines()
    ]

    assert "".join(unstuffed).replace(" ", "") == "".join(text.split()).replace(" ", "")


def test_the_subject_arrives_as_it_was_written():
    subject = "Réunion du comité: «tarifs» — عربي " * 4

    assert parsed(made(subject=subject))["Subject"] == subject.strip()


def test_a_subject_made_for_pythons_serialiser_is_nothing_to_us():
    made(subject="=?utf-8?q?" + "a" * 3000 + "\N{NO-BREAK SPACE}" * 200)


@pytest.mark.parametrize(
    "name", ['"; evil', "a\r\nBcc: x@evil.example", "=?utf-8?q?x?=", "<b@c>", "عمر"]
)
def test_a_name_cannot_become_a_header_or_an_address(name):
    message = parsed(made(from_name=name))

    assert message["Bcc"] is None
    assert [address.addr_spec for address in message["From"].addresses] == ["network@jln.example"]


pytestmark = []
db = pytest.mark.django_db


@pytest.fixture
def ama():
    f.network(is_demonstration=False)
    return f.person("Ama", address="ama@health.example")


def put(person, **values) -> OutgoingMail:
    return outgoing.put(
        values.pop("kind", "post.written"),
        person,
        **{"subject": "Costing", "text": "Hello\n-- \nfoot\n", "because": "follower", "at": f.NOON}
        | values,
    )


@db
def test_headers_are_those_a_reader_and_her_server_look_for(ama):
    topic = f.topic(f.person(), space=f.space())
    token = tokens.make(Purpose.POST, ama, at=clock.now(), subject=topic.posts.get())
    letter = put(
        ama,
        reply=token,
        headers={"List-Id": "Net <network.jln.example>", "Archived-At": "<http://x/ask/a/>"},
        in_reply_to="<topic.a@jln.example>",
    )
    message = parsed(copies.bytes_of(letter, at=f.NOON))

    assert message["Reply-To"] == tokens.address_of(token)
    assert message["In-Reply-To"] == message["References"] == "<topic.a@jln.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Precedence"] == "list"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    page, mailto = message["List-Unsubscribe"].split(", ")
    assert page.startswith(f"<{settings.PUBLIC_URL}/mail/stop/")
    assert mailto.startswith("<mailto:s.")
    assert message["Archived-At"] == "<http://x/ask/a/>"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


@db
def test_secrets_stand_in_the_bytes_and_in_no_row(ama):
    letter = put(ama, kind="account.sign_in", because="you_asked", text="Your code: {{code}}\n{{link}}\n",
                 sealed={"code": sealed("sign-in", 7, "x", how="digits"), "link": sealed("sign-in", 7, "x", path="/sign-in/link/%s/")})  # fmt: skip
    text = copies.text_of(letter)
    code, link = text.split()[2], text.split()[3]

    assert (len(code), code.isdigit()) == (6, True)
    assert f"{settings.PUBLIC_URL}/sign-in/link/" in link
    row = json.dumps(OutgoingMail.objects.filter(pk=letter.pk).values()[0], default=str)
    assert code not in row
    assert link.rstrip("/").rpartition("/")[2] not in row


@db
def test_a_demonstration_says_so_in_subject_and_text(ama):
    from jln.web import network

    f.network().__class__.objects.update(is_demonstration=True)
    network._kept.clear()
    message = parsed(copies.bytes_of(put(ama), at=f.NOON))

    assert message["Subject"] == "[demo] Costing"
    assert "demonstration network" in message.get_body(("plain",)).get_content()
    network._kept.clear()


@db
def test_a_letter_is_handed_over_once_under_its_first_id(ama, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    letter = put(ama)
    assert sending.send_due(clock.now) == 1
    assert sending.send_due(clock.now) == 0

    OutgoingMail.objects.update(state=OutgoingState.WAITING)  # killed before the mark
    sending.send_due(clock.now)

    found = [
        message["Message-ID"] for message in mailbox.Maildir(tmp_path / "maildir", create=False)
    ]
    assert found == [letter.message_id]


def answers(monkeypatch, verdict, words, **more):
    """The next server says this to every letter."""
    monkeypatch.setattr(
        delivery,
        "deliver_all",
        lambda messages: [
            [Outcome(to, verdict, words, **more) for to in message.recipients]
            for message in messages
        ],
    )


@db
def test_what_is_not_taken_is_tried_again_later_and_given_up_at_last(ama, monkeypatch):
    answers(monkeypatch, "later", "greylisted")
    letter, at = put(ama), clock.now()
    gaps = []
    while letter.state == OutgoingState.WAITING:
        sending.send_due(lambda at=at: at)
        letter.refresh_from_db()
        gaps.append(letter.not_before - at)
        at = max(at, letter.not_before)

    assert gaps[:2] == [timedelta(minutes=2), timedelta(minutes=10)]
    assert gaps[-2] == sending.AGAIN_AFTER[-1]
    assert letter.state == OutgoingState.FAILED
    assert timedelta(0) < at - letter.created_at - sending.GIVEN_UP_AFTER < timedelta(days=1)


@db
@pytest.mark.parametrize(
    ("words", "is_address_bad"), [("550 5.1.1 no such user", True), ("554 5.7.1 spam", False)]
)
def test_a_refusal_for_good_marks_the_address_only_if_it_speaks_of_it(
    ama, monkeypatch, words, is_address_bad
):
    answers(monkeypatch, "never", words, is_address_bad=is_address_bad)
    letter = put(ama)
    sending.send_due(clock.now)
    sending.send_due(clock.now)  # the question whether the address is read, if it was asked
    letter.refresh_from_db()

    assert (letter.state, letter.state_reason) == (OutgoingState.FAILED, words)
    assert (ama.addresses.get().bounced_at is not None) == is_address_bad
    again = put(f.Person.objects.get(pk=ama.pk)).state_reason
    assert again == ("bounces" if is_address_bad else "")


@db
def test_one_letter_that_cannot_be_built_holds_up_no_other(ama, settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    broken, good = put(ama, text="broken"), put(ama)
    whole = copies.Press.begun

    def begun(press, mail, *, at):
        if mail.pk == broken.pk:
            raise ZeroDivisionError
        return whole(press, mail, at=at)

    monkeypatch.setattr(copies.Press, "begun", begun)
    assert sending.send_due(clock.now) == 1
    good.refresh_from_db()
    broken.refresh_from_db()
    assert (good.state, broken.state, broken.state_reason) == (
        "sent",
        "waiting",
        "ZeroDivisionError",
    )


@db
def test_a_server_that_is_away_costs_no_letter_a_try_and_no_letter_its_place(ama, monkeypatch):
    answers(monkeypatch, "later", "Connection refused", is_away=True)
    letters = [put(ama, text=f"Number {n}") for n in range(30)]
    asked, begun = [], copies.Press.begun

    def noted(press, mail, *, at):
        asked.append(mail.pk)
        return begun(press, mail, at=at)

    monkeypatch.setattr(copies.Press, "begun", noted)
    for hour in range(24):
        sending.send_due(lambda hour=hour: clock.now() + timedelta(hours=hour))

    assert asked == [one.pk for one in letters[:20]] * 24  # one batch at a time, the oldest
    assert {one.attempts for one in OutgoingMail.objects.all()} == {0}
    assert OutgoingMail.objects.first().state_reason == "Connection refused"


@db
def test_what_was_put_off_goes_before_what_is_newer_for_the_same_reader(ama, monkeypatch):
    saran = f.person("Saran", address="saran@health.example")
    said = {ama.pk: "later"}

    def deliver_all(messages):
        whose = OutgoingMail.objects.in_bulk(
            [m.message_id for m in messages], field_name="message_id"
        )
        return [
            [Outcome(m.recipients[0], said.get(whose[m.message_id].person_id, "accepted"), "450")]
            for m in messages
        ]

    monkeypatch.setattr(delivery, "deliver_all", deliver_all)
    first = put(ama)
    assert sending.send_due(clock.now) == 0
    second, other, code = (
        put(ama),
        put(saran),
        put(ama, kind="account.sign_in", because="you_asked"),
    )
    said.clear()
    assert sending.send_due(clock.now) == 2  # the reader beside is not held up, nor is a code
    assert sending.send_due(lambda: clock.now() + timedelta(minutes=3)) == 2
    states = dict(OutgoingMail.objects.values_list("pk", "state"))
    assert {states[one.pk] for one in (first, second, other, code)} == {OutgoingState.SENT}


@db
def test_a_server_that_puts_off_everything_is_left_alone_for_a_while(ama, monkeypatch):
    answers(monkeypatch, "later", "450 one message a minute")
    for number in range(sending.PATIENCE + 50):
        put(None, to_address=f"r{number}@health.example", language="en")
    sending.send_due(clock.now)

    assert OutgoingMail.objects.filter(attempts=1).count() == sending.PATIENCE


@db
@pytest.mark.parametrize(("hold", "asked"), [(60, [50]), (0, [50, 50, 30, 10])])
def test_rights_are_asked_for_again_when_they_are_a_second_old(ama, monkeypatch, hold, asked):
    answers(monkeypatch, "accepted", "250")
    seen = []
    monkeypatch.setattr(sending, "guards", [lambda letters: seen.append(len(letters)) or {}])
    monkeypatch.setattr(sending, "RIGHTS_HOLD", hold)
    for number in range(50):
        put(None, to_address=f"r{number}@health.example", language="en")
    sending.send_due(clock.now)

    assert seen == asked


@db
def test_a_process_that_is_asked_to_end_leaves_the_rest_to_the_next(ama, monkeypatch):
    answers(monkeypatch, "accepted", "250")
    monkeypatch.setattr(running, "ending", threading.Event())
    running.ending.set()
    for number in range(50):
        put(None, to_address=f"r{number}@health.example", language="en")

    assert sending.send_due(clock.now) == settings.MAIL_PIPELINE


@db
def test_a_bounce_address_is_of_one_letter_and_one_address(ama):
    letter = put(ama)
    seal = tokens.bounce_address(letter)[2:34]

    assert tokens.bounced_letter(seal) == letter
    OutgoingMail.objects.update(to_address="other@health.example")
    assert tokens.bounced_letter(seal) is None


@db
def test_codes_go_out_whatever_the_person_switched_off(ama):
    from jln.notify import actions as notify

    notify.choose(ama, [], by=ama, at=f.NOON)
    ama.addresses.update(bounced_at=f.NOON)

    assert put(ama, kind="account.sign_in", because="you_asked").state == OutgoingState.WAITING
    ama.status, ama.suspended_at = "suspended", f.NOON
    assert put(ama, kind="account.sign_in", because="you_asked").state_reason == "suspended"

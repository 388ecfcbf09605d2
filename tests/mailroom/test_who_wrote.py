"""Who sent it: proved by token and address or by our own server; else nothing is done and the person is asked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories as f
from tests.mailroom.letters import answered, come, newest, raw

from jln.conversations.models import Post, Topic
from jln.desk.queries.waiting import mail_for_staff
from jln.kit import clock
from jln.mail import tokens
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import InboundState, Purpose
from jln.mailroom import doors

pytestmark = pytest.mark.django_db
ASK = "ask@jln.example"


@pytest.fixture
def world():
    f.network()
    ama = f.person("Ama", address="ama@health.gov.example")
    topic = f.topic(f.person("Bayu"), space=f.space())
    return ama, topic


def letter_to(person, topic) -> OutgoingMail:
    from jln.mail import outgoing

    token = tokens.make(Purpose.POST, person, at=clock.now(), subject=topic.posts.get(number=1))
    return outgoing.put(
        "post.written", person, subject=topic.title, text="x", because="follower", reply=token
    )


def test_a_token_and_its_owners_address_are_proof(world):
    ama, topic = world
    came = answered(letter_to(ama, topic), "We share our rates.", is_checked=False)

    assert (came.state, came.reason, came.is_proved) == (InboundState.DONE, "posted", True)


def test_our_own_servers_check_is_proof_without_a_token(world):
    ama, _topic = world
    came = come(
        raw("How do you audit claims?", sender="ama@health.gov.example", to=ASK, subject="Audit"),
        to=ASK,
    )

    assert (came.state, came.reason) == (InboundState.DONE, "asked")
    assert Topic.objects.get(title="Audit").by == ama


FORGED = {
    "nothing": "",
    "another server": "Authentication-Results: mx.evil.example; dkim=pass header.d=health.gov.example\r\n",
    "arc": "ARC-Authentication-Results: i=1; mx.jln.example; dkim=pass header.d=health.gov.example\r\n",
    "another domain": "Authentication-Results: mx.jln.example; dkim=pass header.d=evil.example\r\n",
    "second": "Authentication-Results: mx.evil.example; none\r\nAuthentication-Results: mx.jln.example; dkim=pass header.d=health.gov.example\r\n",
    "comment": "Authentication-Results: mx.jln.example; dkim=fail (; dkim=pass header.d=health.gov.example)\r\n",
    "longer name": "Authentication-Results: mx.jln.example.evil.example; dkim=pass header.d=health.gov.example\r\n",
    "failed": "Authentication-Results: mx.jln.example; dkim=fail header.d=health.gov.example; spf=fail smtp.mailfrom=health.gov.example\r\n",
    "public suffix": "Authentication-Results: mx.jln.example; dkim=pass header.d=example\r\n",
}


@pytest.mark.parametrize("case", FORGED)
def test_nothing_else_is_proof_and_the_address_on_record_is_asked(world, case):
    ama, _topic = world
    message = FORGED[case].encode() + raw(
        "How do you audit?",
        sender="ama@health.gov.example",
        to=ASK,
        subject="Audit",
        is_checked=False,
    )
    came = come(message, to=ASK)

    assert (came.state, came.reason, came.is_proved) == (InboundState.HELD, "unproved", False)
    assert not Topic.objects.filter(title="Audit").exists()
    question = newest("mail.question", ama)
    assert question.to_address == "ama@health.gov.example"
    assert "“How do you audit?”" in question.text


def test_a_result_below_the_messages_own_headers_came_with_it(world):
    message = raw(
        "How do you audit?", sender="ama@health.gov.example", to=ASK, subject="Audit", is_checked=False,
        more="Authentication-Results: mx.jln.example; dkim=pass header.d=health.gov.example\r\n",
    )  # fmt: skip

    assert come(message, to=ASK).reason == "unproved"


def test_ok_from_the_address_on_record_does_it_once(world):
    ama, _topic = world
    held = come(
        raw(
            "How do you audit?",
            sender="ama@health.gov.example",
            to=ASK,
            subject="Audit",
            is_checked=False,
        ),
        to=ASK,
    )
    question = newest("mail.question", ama)
    answered(question, "OK", is_checked=False)
    again = answered(question, "ok", is_checked=False)

    assert Topic.objects.filter(title="Audit", by=ama).count() == 1
    held.refresh_from_db()
    assert (held.state, held.reason) == (InboundState.DONE, "asked")
    assert again.state == InboundState.REFUSED


def test_a_forwarded_token_is_asked_of_its_owner(world):
    ama, topic = world
    letter = letter_to(ama, topic)
    came = answered(letter, "I answer in her place.", sender="office@health.gov.example")

    assert (came.state, came.reason) == (InboundState.HELD, "unproved")
    question = newest("mail.question", ama)
    assert "office@health.gov.example" in question.text

    answered(question, "ok")
    assert Post.objects.get(topic=topic, number=2).by == ama


def test_words_of_a_member_who_got_a_letter_passed_on_are_offered_to_her_alone(world):
    ama, topic = world
    kofi = f.person("Kofi", address="kofi@health.gov.example")
    came = answered(letter_to(ama, topic), "I know this one.", sender="kofi@health.gov.example")

    assert (came.state, came.reason) == (InboundState.HELD, "unproved")
    assert newest("mail.question", ama) is None
    question = newest("mail.question", kofi)
    assert "I know this one." in question.text
    assert topic.title in question.text
    answered(question, "OK")
    post = Post.objects.get(topic=topic, number=2)
    assert (post.by, post.text) == (kofi, "I know this one.")


def test_a_member_nothing_proves_is_asked_at_his_own_address(world):
    ama, topic = world
    kofi = f.person("Kofi", address="kofi@health.gov.example")
    letter = letter_to(ama, topic)
    answered(letter, "I know this one.", sender="kofi@health.gov.example", is_checked=False)

    assert newest("mail.question", ama) is None
    assert newest("mail.question", kofi).subject == "Did you write this?"


def test_a_stranger_who_got_a_letter_passed_on_is_answered_and_never_taken_for_its_owner(world):
    ama, topic = world
    letter = letter_to(ama, topic)
    came = answered(letter, "I answer in her place.", sender="stranger@evil.example")

    assert (came.state, came.reason) == (InboundState.REFUSED, "unknown_sender")
    assert OutgoingMail.objects.filter(to_address="stranger@evil.example").count() == 1
    assert newest("mail.question", ama) is None
    told = newest("mail.receipt", ama)
    assert "Somebody answered a letter" in told.text
    assert "It was not posted." in told.text
    assert "stranger@evil.example" not in told.text
    assert told.reply_token is None


def test_two_senders_are_none(world):
    message = raw("How?", sender="ama@health.gov.example", to=ASK).replace(
        b"To: ", b"From: x <x@evil.example>\r\nTo: ", 1
    )
    came = come(message, to=ASK)

    assert (came.state, came.person) == (InboundState.REFUSED, None)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "sender",
    ["ama@health.g0v.example", "ama@heаlth.gov.example", "ama@health.gov.example.evil.example"],
)
def test_an_address_that_is_only_similar_is_a_stranger(world, sender):
    came = come(raw("How?", sender=sender, to=ASK, name="Ama"), to=ASK)

    assert came.state == InboundState.REFUSED
    assert not Topic.objects.filter(by=world[0]).exists()


def test_a_plus_tag_and_capitals_make_no_difference(world):
    came = come(
        raw("How do you audit?", sender="Ama+jln@Health.gov.example", to=ASK, subject="Audit"),
        to=ASK,
    )

    assert came.reason == "asked"


def test_a_suspended_person_does_nothing_by_mail(world):
    ama, topic = world
    letter = letter_to(ama, topic)
    ama.status, ama.suspended_at = "suspended", clock.now()
    ama.save()
    came = answered(letter, "We share our rates.")

    assert came.state in (InboundState.REFUSED, InboundState.HELD)
    assert Post.objects.filter(topic=topic).count() == 1


def test_a_token_is_worth_nothing_for_another_purpose(world):
    ama, topic = world
    token = tokens.make(Purpose.POST, ama, at=clock.now(), subject=topic.posts.get())
    seal = tokens.address_of(token).partition("@")[0][2:]

    assert doors.door_of(f"r.{seal}@jln.example").token == token
    assert doors.door_of(f"s.{seal}@jln.example") is None
    assert doors.door_of(f"b.{seal}@jln.example") is None
    type(token).objects.filter(pk=token.pk).update(purpose=Purpose.CONFIRM)
    assert doors.door_of(f"r.{seal}@jln.example") is None


@pytest.mark.parametrize(
    "change", [{"person_id": 2}, {"subject_id": 99}, {"form": "x"}, {"form_version": 2}]
)
def test_a_row_that_was_changed_no_longer_fits_its_seal(world, change):
    ama, topic = world
    token = tokens.make(Purpose.POST, ama, at=clock.now(), subject=topic.posts.get())
    address = tokens.address_of(token)
    other = f.person("Other")
    change = {"person_id": other.pk} if "person_id" in change else change
    type(token).objects.filter(pk=token.pk).update(**change)

    assert doors.door_of(address) is None


def test_a_token_survives_capitals(world):
    ama, topic = world
    token = tokens.make(Purpose.POST, ama, at=clock.now(), subject=topic.posts.get())

    assert doors.door_of(tokens.address_of(token).upper()).token == token


def test_a_token_dies_with_its_day_its_seat_and_its_object(world):
    ama, topic = world
    at = clock.now()
    seat = f.seat("ccg_member", ama, country=ama.country)
    token = tokens.make(Purpose.POST, ama, at=at, subject=topic.posts.get(), seat=seat)
    assert tokens.why_dead(token, at=at) == ""
    assert tokens.why_dead(token, at=at + timedelta(days=90)) == "expired"
    seat.ends_on = (at - timedelta(days=1)).date()
    assert tokens.why_dead(tokens.find(tokens.address_of(token)[2:34]), at=at) == ""
    seat.save()
    assert tokens.why_dead(tokens.find(tokens.address_of(token)[2:34]), at=at) == "seat_ended"
    gone = tokens.make(Purpose.POST, ama, at=at, subject=topic.posts.get())
    topic.posts.all().delete()
    assert tokens.why_dead(gone, at=at) == "object_gone"


def test_no_seal_stays_in_what_is_stored(world):
    ama, topic = world
    letter = letter_to(ama, topic)
    address = tokens.address_of(letter.reply_token)
    seal = address.partition("@")[0][2:]
    came = answered(
        letter,
        f"Our rates are shared.\n\nFor reference: {address} and http://jln.example/mail/stop/{seal}/",
    )

    row = InboundMail.objects.get(pk=came.pk)
    stored = bytes(row.raw).decode() + row.text + row.envelope_to + Post.objects.get(number=2).text
    assert seal not in stored.lower()
    assert (row.token, row.size) == (letter.reply_token, len(row.raw))


def test_add_does_it_and_sends_a_code_to_the_new_address(world):
    ama, topic = world
    answered(
        letter_to(ama, topic), "I write from another mailbox.", sender="ama.private@mail.example"
    )
    question = newest("mail.question", ama)
    assert "ADD" in question.text

    answered(question, "ADD")
    assert Post.objects.get(topic=topic, number=2).by == ama
    added = ama.addresses.get(address="ama.private@mail.example")
    assert added.confirmed_at is None
    assert OutgoingMail.objects.get(to_address="ama.private@mail.example").kind == "account.address"


def test_a_strangers_address_is_never_added_by_ok_alone(world):
    ama, topic = world
    answered(letter_to(ama, topic), "I write from another mailbox.", sender="ama@evil.example")
    answered(newest("mail.question", ama), "OK")

    assert ama.addresses.count() == 1


JOIN = {"sender": "hopeful@hospital.example", "to": "network@jln.example", "subject": "Joining"}


def from_a_stranger(text="I want to join. What shall I do?", **values):
    return come(raw(text, **{**JOIN, **values}), to=JOIN["to"])


def test_a_stranger_is_told_once_where_a_person_is_reached(world):
    came = from_a_stranger()

    assert (came.state, came.reason) == (InboundState.REFUSED, "unknown_sender")
    assert came.receipt.to_address == "hopeful@hospital.example"
    assert "desk@jln.example" in came.receipt.text
    assert "/about/membership/" in came.receipt.text
    assert from_a_stranger().receipt is None


def test_a_stranger_is_answered_in_the_language_she_writes(world):
    came = from_a_stranger(
        "Je voudrais savoir comment les agents de la mutuelle sont dans le réseau."
    )
    assert "desk@jln.example" in came.receipt.text
    assert "Nobody in the network" not in came.receipt.text


def test_a_stranger_nobody_vouches_for_waits_at_the_desk_and_gets_no_answer(world):
    came = from_a_stranger(is_checked=False)

    assert (came.state, came.reason) == (InboundState.HELD, "for_the_desk")
    assert not OutgoingMail.objects.exists()
    assert from_a_stranger(is_checked=False).state == InboundState.REFUSED  # one a day


@pytest.mark.parametrize(
    "values",
    [
        {"verdict": "fail"},
        {"is_checked": False, "more": "Auto-Submitted: auto-generated\r\n"},
        {"is_checked": False, "more": "List-Id: <all.hospital.example>\r\n"},
        {"more": "Precedence: bulk\r\n"},
    ],
)
def test_forged_senders_programs_and_lists_are_neither_answered_nor_held(world, values):
    came = from_a_stranger(**values)

    assert came.state in (InboundState.REFUSED, InboundState.IGNORED)
    assert not OutgoingMail.objects.exists()


def test_strangers_do_not_flood_the_desk(world):
    states = [from_a_stranger(sender=f"s{n}@x.example", is_checked=False).state for n in range(22)]

    assert states == ["held"] * 20 + ["refused"] * 2


def test_what_was_neither_ok_nor_no_leaves_the_desk_with_the_ok(world):
    ama, _topic = world
    message = raw("How do you audit?", sender="ama@health.gov.example", to=ASK, is_checked=False)
    come(message, to=ASK)
    unclear = answered(newest("mail.question", ama), "I think that is right")
    assert (unclear.state, unclear.reason) == (InboundState.NOT_UNDERSTOOD, "no_ok")
    assert unclear in mail_for_staff(clock.now())

    answered(newest("mail.question", ama), "OK")

    unclear.refresh_from_db()
    assert (unclear.state, unclear.reason) == (InboundState.DONE, "finished")
    assert unclear not in mail_for_staff(clock.now())


@pytest.mark.parametrize(
    "words", ["Sí, soy yo", "Yes, it was me.", "Oui, c'est moi", "Sim, fui eu"]
)
def test_it_was_me_is_an_ok_to_whether_it_was(world, words):
    ama, _topic = world
    message = raw(
        "How do you audit?",
        sender="ama@health.gov.example",
        to=ASK,
        subject="Audit",
        is_checked=False,
    )
    come(message, to=ASK)
    answered(newest("mail.question", ama), words)

    assert Topic.objects.filter(title="Audit", by=ama).count() == 1

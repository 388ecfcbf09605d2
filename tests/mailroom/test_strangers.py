"""Who is no member: refused while their server listens, answered kindly, or held for a person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import factories as f
from tests.mailroom.letters import come, raw

from jln.kit import clock
from jln.mail import outgoing, tokens
from jln.mail.models import InboundMail, OutgoingMail
from jln.mail.terms import InboundState, LetterName, Purpose
from jln.mailroom import strangers

pytestmark = pytest.mark.django_db
PEER = "192.0.2.9"
LIST = "network@jln.example"


@pytest.fixture
def world():
    f.network()
    f.space()
    return f.person("Ama", address="ama@health.gov.example")


def said(text="Shall we meet?", *, to=LIST, sender="hopeful@hospital.example", **values):
    """What the other server hears when it hands this message over; empty: it is taken."""
    envelope = values.pop("envelope", sender)
    message = raw(text, sender=sender, to=to, **values)
    return strangers.refusal(message, envelope, [to], PEER)


@pytest.mark.parametrize(
    "values",
    [
        {"verdict": "fail"},
        {"is_checked": False, "to": "network-join@jln.example"},
        {"is_checked": False, "to": "stop@jln.example"},
        {"is_checked": False, "sender": "аma@health.gov.example"},
        {"is_checked": False, "more": "From: ama@health.gov.example\r\n"},
    ],
)
def test_what_nothing_proves_is_refused_on_the_line_and_written_down(world, values):
    answer = said(**values)

    assert answer.startswith("550 5.7.1 ")
    assert answer.isascii()
    assert "/about/membership/" in answer
    assert len(answer) < 500
    row = InboundMail.objects.get()
    assert (row.state, row.reason, row.raw) == ("refused", "unknown_sender", None)
    assert (row.text, row.subject, row.remote) == ("", "", PEER)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {},  # our own server vouches for the address: the kind answer follows
        {"sender": "ama@health.gov.example", "is_checked": False},  # she is asked herself
        {"is_checked": False, "to": "desk@jln.example"},
        {"is_checked": False, "envelope": ""},  # a bounce
        {"is_checked": False, "more": "Auto-Submitted: auto-replied\r\n"},
        {"is_checked": False, "more": "List-Id: <all.hospital.example>\r\n"},
        {"is_checked": False},  # looks like a letter: a person looks at it
    ],
)
def test_what_somebody_must_look_at_is_taken(world, values):
    assert said(**values) == ""
    assert not InboundMail.objects.exists()


def test_a_sealed_address_may_be_answered_from_another_mailbox(world):
    token = tokens.make(Purpose.POST, world, at=clock.now(), subject=f.topic().posts.get())

    assert said(to=tokens.address_of(token), is_checked=False) == ""


def test_letters_that_wait_for_the_desk_leave_no_room_for_more(world, monkeypatch):
    monkeypatch.setattr(strangers, "MOST_HELD", 2)
    for name in ("a", "b"):
        assert said(sender=f"{name}@x.example", is_checked=False) == ""
        came = come(raw("Hello", sender=f"{name}@x.example", to=LIST, is_checked=False), to=LIST)
        assert came.state == InboundState.HELD
        assert said(sender=f"{name}@x.example", is_checked=False)  # one a day from each

    assert said(sender="c@x.example", is_checked=False)


def test_all_strangers_together_get_so_many_answers_an_hour(world, monkeypatch):
    monkeypatch.setattr(strangers, "MOST_ANSWERS", 3)
    now = clock.now()
    for number in range(5):
        message = raw("Hello", sender=f"s{number}@x.example", to=LIST)
        come(message, to=LIST, at=now)
    assert OutgoingMail.objects.count() == 3

    come(raw("Hello", sender="t@x.example", to=LIST), to=LIST, at=now + timedelta(hours=1.1))
    assert OutgoingMail.objects.count() == 4


def safe_letter(person):
    return outgoing.put(
        LetterName.SAFE_OPENED, person, subject="Cuts", text="Tell.", because="follower"
    )


def test_an_answer_to_a_safe_space_is_refused_wherever_it_goes(world):
    letter = safe_letter(world)
    for name in ("In-Reply-To", "References"):
        for to in (LIST, "desk@jln.example", "ask@jln.example"):
            answer = said(
                to=to, sender=world.addresses.get().address, more=f"{name}: {letter.message_id}\r\n"
            )
            assert "by its page only" in answer
    assert not InboundMail.objects.exists()


def test_what_the_door_did_not_see_is_forgotten_by_the_worker(world):
    letter = safe_letter(world)
    message = raw(
        "The minister knew.",
        sender="ama@health.gov.example",
        to=LIST,
        subject="Re: Cuts",
        more=f"References: <x@y.example> {letter.message_id}\r\n",
    )

    came = come(message, to=LIST, sender="ama@health.gov.example")

    assert (came.state, came.reason, came.raw, came.person) == ("refused", "web_only", None, None)
    kept = [getattr(came, field.attname) for field in InboundMail._meta.concrete_fields]
    assert not [value for value in kept if "minister" in str(value) or "ama" in str(value)]
    answer = OutgoingMail.objects.exclude(pk=letter.pk).get()
    assert (answer.person, "by its page only" in answer.text) == (world, True)
    assert "minister" not in answer.text + answer.subject


def test_a_question_about_keeping_a_safe_space_is_answered_at_the_desk(world):
    letter = outgoing.put(
        LetterName.SAFE_ASKED, world, subject="Keep it?", text="?", because="follower"
    )
    answer = said(sender="ama@health.gov.example", more=f"In-Reply-To: {letter.message_id}\r\n")

    assert answer == ""

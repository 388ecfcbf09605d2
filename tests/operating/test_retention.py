from datetime import timedelta

import pytest

from jln.accounts.models import Session, SignIn
from jln.facts.models import Fact
from jln.mail.models import InboundMail, LetterBody, OutgoingMail
from jln.operating import retention
from tests import factories as f

pytestmark = pytest.mark.django_db


def inbound(days: int, **values) -> InboundMail:
    at = f.NOON - timedelta(days=days)
    return InboundMail.objects.create(
        **{
            "raw": b"x",
            "size": 1,
            "received_at": at,
            "envelope_to": "ask@jln.example",
            "state": "done",
            "is_proved": True,
        }
        | values
    )


def test_each_thing_is_let_go_at_its_time():
    ama = f.person()
    for days in (29, 31):
        Session.objects.create(
            key=f"k{days}", person=ama, started_at=f.NOON, seen_at=f.NOON - timedelta(days=days)
        )
    for days in (89, 91):
        asked = f.NOON - timedelta(days=days)
        SignIn.objects.create(address="a@b.example", browser="", asked_at=asked, expires_at=asked)
    mails = {
        name: inbound(days, is_proved=proved).pk
        for name, days, proved in (
            ("fresh", 29, False),
            ("unproved", 31, False),
            ("proved", 300, True),
            ("old", 400, True),
        )
    }

    retention.forget(at=f.NOON)

    assert list(Session.objects.values_list("key", flat=True)) == ["k29"]
    assert SignIn.objects.count() == 1
    kept = {mail.pk: mail.raw for mail in InboundMail.objects.all()}
    assert set(kept) == {mails["fresh"], mails["unproved"], mails["proved"]}
    assert kept[mails["unproved"]] is None
    assert kept[mails["proved"]] is not None


def test_the_text_of_a_letter_goes_after_thirty_days_and_that_it_was_sent_stays():
    for days, state in ((29, "sent"), (31, "sent"), (31, "waiting")):
        at = f.NOON - timedelta(days=days)
        OutgoingMail.objects.create(
            kind="x",
            to_address="a@b.example",
            subject="s",
            text="words",
            message_id=f"<{days}{state}@x>",
            because="you_asked",
            state=state,
            created_at=at,
            not_before=at,
        )

    retention.forget(at=f.NOON)

    assert dict(OutgoingMail.objects.values_list("message_id", "own_text")) == {
        "<29sent@x>": "words",
        "<31sent@x>": "",
        "<31waiting@x>": "words",
    }


def test_words_that_many_share_go_when_no_letter_waits_for_them():
    fact = Fact.objects.create(
        kind="post.written", at=f.NOON, subject_model="jln.Post", subject_id=1
    )
    for state in ("sent", "waiting"):
        at = f.NOON - timedelta(days=31)
        body = LetterBody.objects.create(
            fact=fact, language="en", digest=state, subject="s", text="words", created_at=at
        )
        OutgoingMail.objects.create(
            kind="x",
            to_address="a@b.example",
            body=body,
            message_id=f"<{state}@x>",
            because="you_asked",
            state=state,
            created_at=at,
            not_before=at,
        )

    retention.forget(at=f.NOON)

    letters = {letter.state: letter.text for letter in OutgoingMail.objects.all()}
    assert letters == {"sent": "", "waiting": "words"}

"""Two hundred programs that answer by themselves, and seals used for what they are not."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests import factories as f
from tests.mailroom.letters import come
from tests.mailroom.test_who_wrote import letter_to, world  # noqa: F401 -- a fixture

from jln.conversations.models import Post
from jln.kit import clock
from jln.mail import tokens
from jln.mail.models import InboundMail, OutgoingMail, ReplyToken
from jln.mail.terms import Purpose
from jln.mailroom import doors
from jln.mailroom.models import ReturnedOn

pytestmark = pytest.mark.django_db
AWAY = (
    (
        "Automatic reply: {subject}",
        "Auto-Submitted: auto-replied\r\nX-Auto-Response-Suppress: All\r\n",
    ),
    ("Out of Office: {subject}", "Auto-Submitted: auto-generated (vacation)\r\n"),
    ("Re: {subject}", "Precedence: auto_reply\r\nX-Autoreply: yes\r\n"),
    ("Re: {subject}", "X-Autorespond: yes\r\nPrecedence: bulk\r\n"),
    ("Réponse automatique : {subject}", "Auto-Submitted: auto-replied\r\n"),
    (
        "Respuesta automática: {subject}",
        "X-Auto-Response-Suppress: OOF\r\nAuto-Submitted: auto-replied\r\n",
    ),
    ("Resposta automática: {subject}", "Auto-Submitted: auto-replied; owner-email=x@y.example\r\n"),
    ("رد تلقائي: {subject}", "Auto-Submitted: auto-replied\r\n"),
    ("Abwesenheitsnotiz: {subject}", "X-Mailer: vacation\r\nPrecedence: junk\r\n"),
    (
        "Ticket #4711: {subject}",
        "Auto-Submitted: auto-notified\r\nX-Loop: helpdesk@gov.example\r\n",
    ),
)


def test_two_hundred_responders_on_one_list_are_recorded_and_never_answered(world):  # noqa: F811
    _ama, topic = world
    people = [f.person(address=f"away{n}@gov{n % 7}.example") for n in range(20)]
    letters = [letter_to(person, topic) for person in people]
    before, posts = OutgoingMail.objects.count(), Post.objects.count()
    for number in range(200):
        letter = letters[number % len(letters)]
        subject, more = AWAY[number % len(AWAY)]
        to = [
            tokens.address_of(letter.reply_token),
            tokens.bounce_address(letter),
            "network@jln.example",
        ]
        domain = letter.to_address.rpartition("@")[2]
        message = (
            f"Authentication-Results: mx.jln.example; dkim=pass header.d={domain}\r\n"
            f"From: {letter.to_address}\r\nTo: {to[number % 3]}\r\n{more}"
            f"Subject: {subject.format(subject='How do you pay clinics?')}\r\n"
            f"Message-ID: <auto{number}@{domain}>\r\nIn-Reply-To: {letter.message_id}\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n\r\n"
            f"I am away until the {number % 28 + 1}th. Please write to my colleague.\r\n"
        )
        come(message.encode(), to=to[number % 3], sender="" if number % 2 else letter.to_address)

    assert (OutgoingMail.objects.count(), Post.objects.count()) == (before, posts)
    assert InboundMail.objects.filter(state="ignored").count() == 200
    assert not ReturnedOn.objects.exists()


def test_every_ordered_pair_of_purposes_is_refused(world):  # noqa: F811
    ama, topic = world
    for made, used in permutations(Purpose, 2):
        token = tokens.make(made, ama, at=clock.now(), subject=topic)
        local = tokens.address_of(token).partition("@")[0].removeprefix("r.")
        assert tokens.find(local) == token
        ReplyToken.objects.filter(pk=token.pk).update(purpose=used)
        assert tokens.find(local) is None, (made, used)


def test_a_seal_of_one_kind_opens_no_door_of_another(world):  # noqa: F811
    ama, topic = world
    letter = letter_to(ama, topic)
    seals = {
        "r": tokens.address_of(letter.reply_token).partition("@")[0].removeprefix("r."),
        "b": tokens.bounce_address(letter).partition("@")[0].removeprefix("b."),
        "s": tokens.stop_seal(letter),
    }
    for kind, seal in seals.items():
        assert doors.door_of(f"{kind}.{seal}@jln.example") is not None
        for other in set(seals) - {kind}:
            assert doors.door_of(f"{other}.{seal}@jln.example") is None, (kind, other)

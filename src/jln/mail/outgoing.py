"""The outbox: a letter is a row written with what causes it, and sent after the commit."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation

from jln.kit import clock
from jln.mail import replies
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState

if TYPE_CHECKING:
    from jln.facts.models import Fact
    from jln.mail.models import ReplyToken
    from jln.mail.seals import Sealed
    from jln.people.models import Person

ALL_KINDS = "all"  # the setting of a person who wants no letters but those she asked for
# Sent whatever a person's settings, absence or bounces: she asked for it, or must know.
OWN_WISH = frozenset(("you_asked", "safety", "receipt", "invited", "seat"))
UNREACHED = {"suspended": "suspended", "closed": "closed", "erased": "erased"}


def put(  # noqa: PLR0913 -- a letter has this many sides
    kind: str,
    person: Person | None = None,
    *,
    subject: str,
    text: str,
    because: str,
    at: datetime | None = None,
    to_address: str = "",
    language: str = "",
    from_name: str = "",
    fact: Fact | None = None,
    reply: ReplyToken | None = None,
    sealed: Mapping[str, Sealed] | None = None,
    headers: Mapping[str, str] | None = None,
    message_id: str = "",
    in_reply_to: str = "",
    references: str = "",
    not_before: datetime | None = None,
    wakes: bool = True,
) -> OutgoingMail:
    """Write one letter in the running transaction; it goes out after the commit.

    To `to_address`, else to the person's main address. Secrets stand in the text as
    marks, described in `sealed`. Safe to repeat for a fact: (fact, person, kind) is
    told once. A letter that may not go is written too, withheld, with the reason.
    `wakes`: the sender is woken at the commit; who writes many wakes it once.
    """
    replies.check(kind, reply.purpose if reply else None)
    at = at or clock.now()
    to = to_address or main_address(person)
    reason = why_not(person, kind, because, to, at)
    mail = OutgoingMail(
        kind=kind,
        person=person,
        to_address=to,
        fact=fact,
        language=language or (person.language if person else translation.get_language() or "en"),
        from_name=from_name,
        subject=" ".join(subject.split())[:300],
        text=text,
        headers=dict(headers or {}),
        reply_token=reply,
        sealed=dict(sealed or {}),
        message_id=message_id or new_message_id(kind),
        in_reply_to=in_reply_to,
        references=references,
        because=because,
        state=OutgoingState.WITHHELD if reason else OutgoingState.WAITING,
        state_reason=reason,
        created_at=at,
        not_before=not_before or at,
    )
    try:
        with transaction.atomic():
            mail.save(force_insert=True)
    except IntegrityError:  # told already
        return OutgoingMail.objects.get(fact=fact, person=person, kind=kind)
    if wakes and mail.state == OutgoingState.WAITING and mail.not_before <= at:
        transaction.on_commit(wake)
    return mail


def why_not(person: Person | None, kind: str, because: str, to: str, at: datetime) -> str:
    """The code of why this letter may not go to this person; empty if it may."""
    if not to or person is None:
        return "" if to else "no_address"
    if person.status in UNREACHED or because in OWN_WISH:
        return UNREACHED.get(person.status, "")
    if person.away_until and at.date() <= person.away_until:
        return "away"
    if any(one.is_off and one.kind in (kind, ALL_KINDS) for one in person.mail_settings.all()):
        return "switched_off"
    bounced = any(one.bounced_at and one.address == to for one in person.addresses.all())
    return "bounces" if bounced else ""


def main_address(person: Person | None) -> str:
    """Where a person's letters go; empty without a main address. Prefetch `addresses`."""
    if person is None:
        return ""
    mine = person.addresses.all()
    return next((one.address for one in mine if one.is_main and one.removed_at is None), "")


def new_message_id(kind: str) -> str:
    """An id of ours that no other message has."""
    return f"<{kind.replace('_', '-')}.{secrets.token_hex(10)}@{settings.MAIL_DOMAIN}>"


def wake() -> None:
    """Have what is due sent now; what nobody is woken for goes within a minute."""
    from jln.mail.tasks import send  # noqa: PLC0415 -- the task sends what is put here

    send.enqueue()

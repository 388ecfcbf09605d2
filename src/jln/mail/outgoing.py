"""The outbox: a letter is a row written with what causes it, and sent after the commit."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, Required, TypedDict, Unpack

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation

from jln.kit import clock
from jln.mail import hours, links, replies
from jln.mail.models import LetterBody, OutgoingMail
from jln.mail.terms import OutgoingState

if TYPE_CHECKING:
    from jln.facts.models import Fact
    from jln.mail.models import ReplyToken
    from jln.mail.seals import Sealed
    from jln.people.models import Person

ALL_KINDS = "all"  # the setting of a person who wants no letters but those she asked for
# Sent whatever a person's settings, absence or bounces: she asked for it, or must know.
OWN_WISH = frozenset(("you_asked", "safety", "receipt", "invited", "seat"))
# They come at once, whatever the hour; a letter to a seat waits for morning as others do.
AT_ANY_HOUR = OWN_WISH - {"seat"}
UNREACHED = {"suspended": "suspended", "closed": "closed", "erased": "erased"}


def put(
    kind: str,
    person: Person | None = None,
    *,
    subject: str,
    text: str,
    from_name: str = "",
    headers: Mapping[str, str] | None = None,
    wakes: bool = True,
    **values: Unpack[Sides],
) -> OutgoingMail:
    """Write one letter in the running transaction; it goes out after the commit.

    Safe to repeat for a fact: (fact, person, kind) is told once. `wakes`: the sender is
    woken at the commit; who writes many wakes it once.
    """
    mail = draft(kind, person, **values)
    mail.own_subject = " ".join(subject.split())[:300]
    mail.own_text = links.led(text, mail.language)
    mail.own_from_name, mail.own_headers = from_name, dict(headers or {})
    try:
        with transaction.atomic() if mail.fact_id else nullcontext():
            mail.save(force_insert=True)
    except IntegrityError:  # told already
        return OutgoingMail.objects.get(fact=mail.fact_id, person=person, kind=kind)
    if wakes and mail.state == OutgoingState.WAITING and mail.not_before <= mail.created_at:
        transaction.on_commit(wake)
    return mail


class Sides(TypedDict, total=False):
    """The sides of a letter beside its words."""

    because: Required[str]
    at: datetime | None
    to_address: str
    language: str
    fact: Fact | None
    reply: ReplyToken | None
    sealed: Mapping[str, Sealed] | None
    message_id: str
    in_reply_to: str
    references: str
    not_before: datetime | None
    until: datetime | None


def draft(kind: str, person: Person | None = None, **values: Unpack[Sides]) -> OutgoingMail:
    """A letter's row without its words, not yet written.

    To `to_address`, else to the person's main address. Secrets stand in the text as
    marks, described in `sealed`. A letter that may not go is made too, withheld, with
    the reason. One nobody asked for waits out the reader's quiet hours, unless a deadline,
    `until`, falls within them.
    """
    reply = values.get("reply")
    replies.check(kind, reply.purpose if reply else None)
    at = values.get("at") or clock.now()
    to = values.get("to_address") or main_address(person)
    reason = why_not(person, kind, values["because"], to, at)
    due = values.get("not_before") or at
    if person is not None and values["because"] not in AT_ANY_HOUR:
        due = hours.due(person, due, values.get("until"))
    return OutgoingMail(
        kind=kind,
        person=person,
        to_address=to,
        fact=values.get("fact"),
        language=values.get("language")
        or (person.language if person else translation.get_language() or "en"),
        reply_token=reply,
        sealed=dict(values.get("sealed") or {}),
        message_id=values.get("message_id") or new_message_id(kind),
        in_reply_to=values.get("in_reply_to") or "",
        references=values.get("references") or "",
        because=values["because"],
        state=OutgoingState.WITHHELD if reason else OutgoingState.WAITING,
        state_reason=reason,
        created_at=at,
        not_before=due,
    )


def body(
    fact: Fact,
    *,
    language: str,
    from_name: str,
    subject: str,
    text: str,
    headers: Mapping[str, str],
    at: datetime,
) -> LetterBody:
    """The words that readers of a language share, not yet written; known by their digest."""
    text = links.led(text, language)
    said = [language, from_name, subject, text, dict(headers)]
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return LetterBody(
        fact=fact,
        language=language,
        digest=digest,
        from_name=from_name,
        subject=" ".join(subject.split())[:300],
        text=text,
        headers=dict(headers),
        created_at=at,
    )


def why_not(person: Person | None, kind: str, because: str, to: str, at: datetime) -> str:
    """The code of why this letter may not go to this person; empty if it may."""
    if not to or person is None:
        return "" if to else "no_address"
    if person.status in UNREACHED or because in OWN_WISH:
        return UNREACHED.get(person.status, "")
    if hours.is_away(person.away_until, at, person.timezone):
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

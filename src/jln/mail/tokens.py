"""Addresses that can be answered: a sealed row each, for one purpose, until its day.

`r.<32 letters>@domain` answers a letter, `b.` takes its bounces, `s.` stops its kind.
Nothing that could be used is stored: see `seals`.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings

from jln.kit import tokens
from jln.mail import seals
from jln.mail.models import OutgoingMail, ReplyToken
from jln.mail.terms import Purpose

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from jln.countries.models import Seat
    from jln.people.models import Person

ANSWER_LIFE = timedelta(days=90)
CONFIRM_LIFE = timedelta(days=3)
_WITH = {"jln.AskedColleague": "topic__space", "jln.Post": "topic__space"}
"""What is read along with the thing that an address is about."""
LOCAL = re.compile(r"([rbs])\.([a-z2-7]{32})")
MARK = "[…]"
# Row numbers are below 2**40, so every seal begins with four times the letter that means nought.
_SEAL = re.compile(
    r"(?<![A-Za-z0-9])(?:[rbs]\.)?[aA]{4}[a-zA-Z2-7]{28}(?![A-Za-z0-9])(?:@[\w.-]+)?"
)
# In raw bytes a seal may be broken by quoted-printable's soft line ends.
_RAW_SEAL = re.compile(
    rb"(?<![A-Za-z0-9])(?:[aA](?:=\r?\n)?){4}(?:[a-zA-Z2-7](?:=\r?\n)?){27}[a-zA-Z2-7](?![A-Za-z0-9])"
)
_CODE = re.compile(rf"(?<!\d)\d{{{seals.CODE_DIGITS}}}(?!\d)")
_RAW_CODE = re.compile(rb"(?<!\d)\d(?:(?:=\r?\n)?\d){%d}(?!\d)" % (seals.CODE_DIGITS - 1))


def make(  # noqa: PLR0913 -- a token is bound to this much
    purpose: Purpose,
    person: Person,
    *,
    at: datetime,
    subject: Model | None = None,
    form: str = "",
    form_version: int = 1,
    seat: Seat | None = None,
    values: dict[str, object] | None = None,
    expires_at: datetime | None = None,
) -> ReplyToken:
    """Write the row of a reply address. Lives 90 days, a confirmation three, or shorter."""
    token = draft(
        purpose,
        person,
        at=at,
        subject=subject,
        form=form,
        form_version=form_version,
        seat=seat,
        values=values,
        expires_at=expires_at,
    )
    token.save(force_insert=True)
    return token


def draft(  # noqa: PLR0913 -- as above
    purpose: Purpose,
    person: Person,
    *,
    at: datetime,
    subject: Model | None = None,
    form: str = "",
    form_version: int = 1,
    seat: Seat | None = None,
    values: dict[str, object] | None = None,
    expires_at: datetime | None = None,
) -> ReplyToken:
    """The row of a reply address, not yet written."""
    life = CONFIRM_LIFE if purpose == Purpose.CONFIRM else ANSWER_LIFE
    return ReplyToken(
        purpose=purpose,
        person=person,
        seat=seat,
        form=form,
        form_version=form_version,
        subject_model=subject._meta.label if subject else "",
        subject_id=subject.pk if subject else None,
        values=values or {},
        created_at=at,
        expires_at=min(at + life, expires_at or at + life),
    )


def address_of(token: ReplyToken) -> str:
    """Where an answer goes; computed for the hand-over, stored nowhere."""
    return f"r.{seals.seal(_purpose(token), token.pk, *_bound(token))}@{settings.MAIL_DOMAIN}"


def find(text: str) -> ReplyToken | None:
    """The row of a seal that is ours and unchanged, alive or not; None for anything else."""
    row = tokens.row_of(text.lower())
    token = ReplyToken.objects.filter(pk=row or 0).first()
    if token and seals.holds(_purpose(token), text.lower(), *_bound(token)):
        return token
    return None


def why_dead(token: ReplyToken, *, at: datetime, about: Model | None = None) -> str:
    """The code of why an address is no longer answered; empty while it is.

    `about`: what the token is about, if that was read already.
    """
    if at >= token.expires_at:
        return "expired"
    if token.used_at is not None and token.purpose in (Purpose.CONFIRM, Purpose.UNDO):
        return "used"
    seat = token.seat
    if seat and (seat.person_id != token.person_id or (seat.ends_on and seat.ends_on < at.date())):
        return "seat_ended"
    if token.subject_model and (about or subject_of(token)) is None:
        return "object_gone"
    return ""


def use(token: ReplyToken, *, at: datetime) -> bool:
    """Mark what may be used once; False if somebody was faster. Call it inside a transaction."""
    return bool(ReplyToken.objects.filter(pk=token.pk, used_at=None).update(used_at=at))


def subject_of(token: ReplyToken) -> Model | None:
    """What the token is about, or None if it is no longer there."""
    if not token.subject_model:
        return None
    things: QuerySet[Model] = apps.get_model(token.subject_model)._default_manager.all()
    known = things.select_related(_WITH.get(token.subject_model))
    return known.filter(pk=token.subject_id).first()


def bounce_address(mail: OutgoingMail) -> str:
    """The envelope sender of one letter: what comes back there is about this letter."""
    return f"b.{seals.seal('bounce', mail.pk, mail.to_address)}@{settings.MAIL_DOMAIN}"


def bounced_letter(text: str) -> OutgoingMail | None:
    """The letter of a genuine bounce address."""
    mail = _letter(text)
    return mail if mail and seals.holds("bounce", text.lower(), mail.to_address) else None


def stop_seal(mail: OutgoingMail) -> str:
    """What stops letters like this one to this person: in List-Unsubscribe, at hand-over only."""
    return seals.seal("leave", mail.pk, mail.person_id)


def stopped_letter(text: str) -> OutgoingMail | None:
    """The letter whose List-Unsubscribe this is."""
    mail = _letter(text)
    if mail is None:
        return None
    is_ours = seals.holds("leave", text.lower(), mail.person_id) or stops_its_kind(text, mail)
    return mail if is_ours else None


def stops_its_kind(text: str, mail: OutgoingMail) -> bool:
    """Is it a seal of letters that were sent when each stopped its whole kind?"""
    return seals.holds("unsubscribe", text.lower(), mail.person_id)


def scrub(text: str) -> str:
    """The text with whatever looks like one of our seals replaced by a mark."""
    return _SEAL.sub(MARK, text)


def scrub_raw(raw: bytes) -> bytes:
    """The same for a message as it came; its length stays, so its parts stay in place."""
    return _RAW_SEAL.sub(lambda match: b"." * len(match[0]), raw)


def scrub_codes(text: str) -> str:
    """The same for the codes that letters of an account carry, where they are quoted back."""
    return _CODE.sub(MARK, text)


def scrub_codes_raw(raw: bytes) -> bytes:
    """The same for the message as it came."""
    return _RAW_CODE.sub(lambda match: b"." * len(match[0]), raw)


def _letter(text: str) -> OutgoingMail | None:
    row = tokens.row_of(text.lower())
    return OutgoingMail.objects.select_related("person").filter(pk=row or 0).first()


def _purpose(token: ReplyToken) -> str:
    return f"reply {token.purpose}"


def _bound(token: ReplyToken) -> tuple[object, ...]:
    return (
        token.person_id,
        token.seat_id or "",
        token.subject_model,
        token.subject_id or "",
        token.form,
        token.form_version,
        int(token.expires_at.timestamp()),
    )

"""Passkeys: asking the browser, adding one, showing one, signing in by one alone."""

from __future__ import annotations

import base64
import secrets
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import passkeys, queries, rules
from jln.accounts.actions import second
from jln.accounts.actions.entering import start_session
from jln.accounts.letters import Told
from jln.accounts.models import Passkey, PasskeyAsked
from jln.kit.verdict import refusal, unless
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.web import limits

if TYPE_CHECKING:
    from datetime import datetime

ASKS_AN_HOUR = 60
WRONG = _("This passkey could not be checked. Try again, or use another way.")


class Purpose(StrEnum):
    """What a passkey is asked for; an answer to one is worth nothing for another."""

    ADD = "add"
    PROVE = "prove"
    ENTER = "enter"


def ask_passkey(
    purpose: Purpose, person: Person | None, *, browser: str, remote: str, at: datetime
) -> dict[str, Any]:
    """A challenge for this browser (its mark); gives what its script hands to the passkey."""
    few = limits.allow("passkey", remote, most=ASKS_AN_HOUR, per=timedelta(hours=1), at=at)
    unless(few, "too_often", _("Too many tries. Go on in an hour.")).or_raise()
    challenge = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
    PasskeyAsked.objects.create(
        challenge=challenge,
        purpose=purpose,
        person=person,
        browser=browser,
        asked_at=at,
    )
    have = queries.passkeys(person) if person else []
    if purpose == Purpose.ADD and person:
        return passkeys.to_add(person, have, challenge)
    return passkeys.to_show(have, challenge)


def add_passkey(
    person: Person, answer: str, name: str, *, browser: str, session: str, by: Person, at: datetime
) -> list[str]:
    """Take a device's new passkey; gives recovery codes, if these are the first.

    Raises `RuleBroken`.
    """
    require(by, Permission.PERSON_EDIT, person)
    challenge = _spend(answer, Purpose.ADD, person, browser, at)
    found = passkeys.added(answer, challenge)
    if found is None:
        raise refusal("wrong_passkey", WRONG)
    try:
        with transaction.atomic():
            second.require_may_add(person, session, at)
            passkey = Passkey.objects.create(
                person=person,
                credential=found.credential,
                public=found.public,
                sign_count=found.sign_count,
                name=" ".join(name.split())[:60],
                added_at=at,
            )
            return second.added(person, Told.KEY, passkey.pk, session=session, at=at)
    except IntegrityError:
        raise refusal("known", _("This passkey is here already.")) from None


def show_passkey(person: Person, answer: str, *, browser: str, session: str, at: datetime) -> None:
    """Show the second step by a passkey. Raises `RuleBroken`."""
    challenge = _spend(answer, Purpose.PROVE, person, browser, at)
    with transaction.atomic():
        passkey = queries.passkey(passkeys.credential_of(answer))
        mine = passkey if passkey and passkey.person_id == person.pk else None
        _check(answer, challenge, mine, at)
        second.prove(person, session, at=at)


def enter_by_passkey(answer: str, *, browser: str, device: str, at: datetime) -> str:
    """Sign in by a passkey alone: the device asked for its lock. Gives the session's cookie."""
    challenge = _spend(answer, Purpose.ENTER, None, browser, at)
    with transaction.atomic():
        passkey = queries.passkey(passkeys.credential_of(answer))
        mine = passkey if passkey and passkey.person.code == passkeys.user_of(answer) else None
        person = _check(answer, challenge, mine, at).person
        open_one = person.status == PersonStatus.ACTIVE
        unless(open_one, "no_account", _("This account is not open.")).or_raise()
        Person.objects.filter(pk=person.pk).update(seen_on=at.date())
        return start_session(person, device=device, is_proved=True, at=at)


def _spend(answer: str, purpose: Purpose, person: Person | None, browser: str, at: datetime) -> str:
    """The challenge of an answer, now used up whatever comes of it; it holds across processes."""
    asked = queries.passkey_asked(passkeys.challenge_of(answer))
    if asked is None:
        rules.may_answer(None, at=at).or_raise()
        return ""
    state = rules.Challenge(
        asked_at=asked.asked_at,
        is_used=asked.used_at is not None,
        is_same_browser=asked.browser == browser,
        is_same_purpose=asked.purpose == purpose and asked.person_id == (person and person.pk),
    )
    rules.may_answer(state, at=at).or_raise()
    challenge = asked.challenge
    spent = PasskeyAsked.objects.filter(challenge=challenge, used_at=None).update(used_at=at)
    unless(bool(spent), "too_late", WRONG).or_raise()
    return challenge


def _check(answer: str, challenge: str, passkey: Passkey | None, at: datetime) -> Passkey:
    """The known passkey whose answer this is, counted on. Raises `RuleBroken`."""
    found = passkeys.shown(answer, challenge, passkey) if passkey else None
    if passkey is None or found is None:
        raise refusal("wrong_passkey", WRONG)
    copied = _("This passkey may have been copied. Remove it, and use another way.")
    unless(rules.counts_on(passkey.sign_count, found.sign_count), "copied", copied).or_raise()
    rows = Passkey.objects.filter(pk=passkey.pk, sign_count=passkey.sign_count)
    counted = rows.update(sign_count=found.sign_count, used_at=at)
    unless(bool(counted), "copied", copied).or_raise()
    return passkey

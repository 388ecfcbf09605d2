"""Second steps: setting up, showing, removing. Passkeys are in `passkeys`."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import letters, queries, rules, totp
from jln.accounts.letters import Told
from jln.accounts.models import Authenticator, Passkey, RecoveryCode, Session
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import refusal, unless
from jln.mail import seals
from jln.web import limits, network, versions

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12
"""Of 31 letters that nobody confuses: 59 bits, and ten tries in a quarter of an hour."""

WRONG = _("That is not right. Type the code that the app shows now, or a recovery code.")


def begin_authenticator(person: Person, *, by: Person, at: datetime) -> Authenticator:
    """Give the app a secret to take; the same one until it is confirmed. Safe to repeat."""
    require(by, Permission.PERSON_EDIT, person)
    fresh = {"salt": secrets.token_hex(16), "begun_at": at}
    return Authenticator.objects.get_or_create(person=person, defaults=fresh)[0]


def confirm_authenticator(
    person: Person, code: str, *, session: str, by: Person, at: datetime
) -> list[str]:
    """The app shows the right code: from now on it is asked for. Gives new recovery codes.

    Raises `RuleBroken`. The codes are empty where the person had some already.
    """
    require(by, Permission.PERSON_EDIT, person)
    _count_try(person, at)
    with transaction.atomic():
        found = Authenticator.objects.select_for_update().filter(person=person).first()
        if found is None or found.confirmed_at is not None:
            raise refusal("not_begun", _("There is no app that waits for this."))
        require_may_add(person, session, at)
        step = totp.step_of(totp.secret_of(found), _digits(code), at=at)
        unless(step > found.last_step, "wrong_code", WRONG).or_raise()
        found.confirmed_at, found.last_step = at, step
        found.save(update_fields=["confirmed_at", "last_step"])
        return added(person, Told.APP, found.pk, session=session, at=at)


def added(person: Person, told: Told, pk: int, *, session: str, at: datetime) -> list[str]:
    """A way is there: its session is proved, others have to show it, the person is told."""
    Session.objects.filter(person=person, ended_at=None).exclude(key=session).update(is_half=True)
    prove(person, session, at=at)
    tell(person, told, pk, at=at)
    if RecoveryCode.objects.filter(person=person, used_at=None).exists():
        return []
    return _new_codes(person, at)


def require_may_add(person: Person, session: str, at: datetime) -> None:
    """Raise `RuleBroken` unless the session may add a way."""
    here = queries.session(session)
    rules.may_add_second(
        queries.second_steps(person, at=at).state(),
        is_proved=here is not None and here.proved_at is not None,
        is_held=queries.open_reset(person) is not None,
    ).or_raise()


def show_code(person: Person, code: str, *, session: str, at: datetime) -> None:
    """Show the second step by the app's code or a recovery code. Raises `RuleBroken`.

    Each code is taken once, however many come at once; tries are few.
    """
    _count_try(person, at)
    with transaction.atomic():
        if len(_digits(code)) == totp.DIGITS:
            _take_app_code(person, _digits(code), at)
        else:
            _take_recovery_code(person, code, at)
        prove(person, session, at=at)


def prove(person: Person, session: str, *, at: datetime) -> None:
    """Note that a session has shown a second step just now; every process knows."""
    rows = Session.objects.filter(person=person, key=session, ended_at=None)
    rows.update(is_half=False, proved_at=at)
    versions.bump(f"person:{person.pk}")


@transaction.atomic
def remove_authenticator(person: Person, *, by: Person, at: datetime) -> None:
    """Ask for the app's codes no more."""
    require(by, Permission.PERSON_EDIT, person)
    rules.may_remove_second(queries.second_steps(person, at=at).state()).or_raise()
    found = Authenticator.objects.filter(person=person).first()
    if found:
        pk = found.pk
        found.delete()
        _forget_codes(person)
        tell(person, Told.APP_GONE, pk, at=at)


@transaction.atomic
def renew_codes(person: Person, *, by: Person, at: datetime) -> list[str]:
    """Ten new recovery codes in place of all earlier ones, told once."""
    require(by, Permission.PERSON_EDIT, person)
    has_one = queries.second_steps(person, at=at).state().ways > 0
    unless(has_one, "no_step", _("Add a passkey or an app first.")).or_raise()
    tell(person, Told.CODES, person.pk, at=at)
    return _new_codes(person, at)


@transaction.atomic
def remove_passkey(person: Person, pk: int, *, by: Person, at: datetime) -> None:
    """Forget a passkey. Safe to repeat."""
    require(by, Permission.PERSON_EDIT, person)
    found = Passkey.objects.select_for_update().filter(person=person, pk=pk).first()
    if found is None:
        return
    rules.may_remove_second(queries.second_steps(person, at=at).state()).or_raise()
    found.delete()
    _forget_codes(person)
    tell(person, Told.KEY_GONE, pk, at=at)


def name_passkey(person: Person, pk: int, name: str, *, by: Person) -> None:
    """Call a passkey something else."""
    require(by, Permission.PERSON_EDIT, person)
    name = " ".join(name.split())[:60]
    unless(bool(name), "no_name", _("Give it a name.")).or_raise()
    Passkey.objects.filter(person=person, pk=pk).update(name=name)


def _count_try(person: Person, at: datetime) -> None:
    """Before anything is looked at, and outside its transaction: a wrong try stays counted."""
    window = rules.SECOND_WINDOW
    if limits.allow("second step", person.pk, most=rules.SECOND_TRIES, per=window, at=at):
        return
    if limits.allow("second step told", person.pk, most=1, per=window, at=at):
        with transaction.atomic():
            tell(person, Told.CLOSED, person.pk, at=at)
    many = _("Too many wrong codes. Try again in a quarter of an hour, or use a passkey.")
    raise refusal("too_many_tries", many)


def _take_app_code(person: Person, code: str, at: datetime) -> None:
    mine = Authenticator.objects.filter(person=person, confirmed_at__isnull=False)
    found = mine.first()
    step = totp.step_of(totp.secret_of(found), code, at=at) if found else 0
    unless(step > 0, "wrong_code", WRONG).or_raise()
    taken = mine.filter(last_step__lt=step).update(last_step=step)
    used = _("This code was used already. Wait for the next one.")
    unless(bool(taken), "used", used).or_raise()


def _take_recovery_code(person: Person, code: str, at: datetime) -> None:
    mine = RecoveryCode.objects.filter(person=person, digest=_digest(person, code), used_at=None)
    unless(bool(mine.update(used_at=at)), "wrong_code", WRONG).or_raise()
    tell(person, Told.CODE_USED, person.pk, at=at)


def _new_codes(person: Person, at: datetime) -> list[str]:
    RecoveryCode.objects.filter(person=person).delete()
    codes = [_random_code() for _number in range(rules.RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=_digest(person, code), made_at=at) for code in codes
    )
    return codes


def _random_code() -> str:
    text = "".join(secrets.choice(LETTERS) for _number in range(LENGTH))
    return "-".join(text[i : i + 4] for i in range(0, LENGTH, 4))


def _digest(person: Person, code: str) -> str:
    plain = "".join(c for c in code.lower() if c.isalnum())
    said = f"{person.pk}\0{plain}".encode()
    return hmac.digest(seals.key("recovery"), said, hashlib.sha256).hex()


def _digits(code: str) -> str:
    """Digits of any script, if there is nothing else but what people put between them."""
    plain = [c for c in code if not c.isspace() and c != "-"]
    return "".join(str(int(c)) for c in plain) if all(c.isdecimal() for c in plain) else ""


def _forget_codes(person: Person) -> None:
    """Recovery codes stand in for a second step: without one they go too."""
    if not queries.has_second(person):
        RecoveryCode.objects.filter(person=person).delete()


def tell(person: Person, told: Told, pk: int, *, at: datetime) -> None:
    """Remember a change, and tell the person, with a way to say that it was not them."""
    data: dict[str, object] = {"did": told.value, "of": pk}
    fact = record(Kind.SECOND_CHANGED, person, by=person, at=at, about=person, data=data)
    letters.send_second(person, told, fact.pk, at=at)


def demonstration_app(person: Person, *, at: datetime) -> bool:
    """In a demonstration everybody has an app, whose codes the page shows. Safe to repeat."""
    if not network.current().is_demonstration:
        return False
    found = begin_authenticator(person, by=person, at=at)
    Authenticator.objects.filter(pk=found.pk, confirmed_at=None).update(confirmed_at=at)
    return True


def demonstration_code(person: Person, *, at: datetime) -> str:
    """The app's code of now, for a demonstration's page; nothing in a real network."""
    if not network.current().is_demonstration:
        return ""
    found = queries.authenticator(person)
    return totp.next_code(found, at=at) if found else ""

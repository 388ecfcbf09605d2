"""Lost second steps, and "that was not me": where staff have to agree, two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import letters, queries, rules
from jln.accounts.actions.entering import end_sessions
from jln.accounts.letters import Told
from jln.accounts.models import (
    Authenticator,
    Passkey,
    ProviderLink,
    RecoveryCode,
    SecondReset,
)
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import refusal, unless
from jln.people.models import Person

if TYPE_CHECKING:
    from datetime import datetime

    from jln.facts.models import Fact

NOBODY_SAID = "—"


@transaction.atomic
def ask_reset(person: Person, *, because: str, by: Person, at: datetime) -> SecondReset:
    """Say that somebody lost every second step; another person of staff has to agree.

    Raises `RuleBroken`. The person is told at once, and can say that it is not so.
    """
    require(by, Permission.PERSON_RESET, person)
    _lock(person)
    because = because.strip()
    why = _("Say how you know that it is this person.")
    unless(bool(because), "no_reason", why).or_raise()
    rules.may_reset(is_second_person=True, is_oneself=by == person).or_raise()
    found = queries.open_reset(person)
    waits = found is None or found.asked_by_id is None
    unless(waits, "asked", _("Somebody asked for this already.")).or_raise()
    found = found or SecondReset(person=person)
    found.because, found.asked_by, found.asked_at = because[:300], by, at
    found.save()
    _tell(Kind.SECOND_CHANGED, Told.ASKED, person, by, at)
    return found


@transaction.atomic
def decide_reset(person: Person, *, is_done: bool, by: Person, at: datetime) -> None:
    """Agree, as the second person: every second step goes, every session ends. Or say no."""
    require(by, Permission.PERSON_RESET, person)
    _lock(person)
    found = queries.open_reset(person)
    if found is None or found.asked_by_id is None:
        raise refusal("nothing", _("There is nothing here to decide."))
    other = not is_done or found.asked_by_id != by.pk
    rules.may_reset(is_second_person=other, is_oneself=by == person).or_raise()
    found.decided_by, found.decided_at, found.is_done = by, at, is_done
    found.save()
    if is_done:
        _remove_all(person, by, at)


@transaction.atomic
def reset_by_operator(person: Person, *, at: datetime) -> None:
    """The same, by whoever runs the machine: where staff are not two."""
    _lock(person)
    waiting = SecondReset.objects.filter(person=person, decided_at=None)
    waiting.update(decided_at=at, is_done=True)
    _remove_all(person, None, at)


def _remove_all(person: Person, by: Person | None, at: datetime) -> None:
    Authenticator.objects.filter(person=person).delete()
    Passkey.objects.filter(person=person).delete()
    RecoveryCode.objects.filter(person=person).delete()
    end_sessions(person, at=at)
    _tell(Kind.SECOND_RESET, Told.RESET, person, by, at)


@transaction.atomic
def deny_change(fact: Fact, *, at: datetime) -> None:
    """Take "that was not me" at its word: every session ends, what was added goes. Safe to repeat.

    Whoever reads the mailbox only must not get in by this: where no second step is left
    to somebody who needs one, two of staff have to agree to a new one.
    """
    person = fact.about
    if person is None:
        return
    _lock(person)
    end_sessions(person, at=at)
    _take_back(person, fact, at)
    left = queries.second_steps(person, at=at)
    is_held = queries.open_reset(person) is not None
    if left.must and not left.state().ways and not is_held:
        SecondReset.objects.create(person=person, because=NOBODY_SAID, asked_at=at)
    if not left.state().ways:
        RecoveryCode.objects.filter(person=person).delete()
    data: dict[str, object] = {"did": fact.data.get("did"), "fact": fact.pk}
    record(Kind.SECOND_DENIED, person, by=person, at=at, about=person, data=data)


def _take_back(person: Person, fact: Fact, at: datetime) -> None:
    """What the denied change added, or asked for, is gone."""
    match fact.data.get("did"):
        case Told.KEY:
            Passkey.objects.filter(person=person, pk=fact.data["of"]).delete()
        case Told.APP:
            Authenticator.objects.filter(person=person, pk=fact.data["of"]).delete()
        case Told.CODES:
            RecoveryCode.objects.filter(person=person).delete()
        case Told.PROVIDER:
            ProviderLink.objects.filter(person=person, pk=fact.data["of"]).delete()
        case Told.ASKED:
            dropped = SecondReset.objects.filter(person=person, decided_at=None)
            dropped.update(decided_at=at)


def _lock(person: Person) -> None:
    """Two of staff at once: the second sees what the first did."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)


def _tell(kind: Kind, told: Told, person: Person, by: Person | None, at: datetime) -> None:
    data: dict[str, object] = {"did": told.value, "of": person.pk}
    fact = record(kind, person, by=by, at=at, about=person, data=data)
    letters.send_second(person, told, fact.pk, at=at)

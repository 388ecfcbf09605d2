"""Reads of second steps: what somebody has, and what waits for staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from jln.accounts import rules
from jln.accounts.models import (
    Authenticator,
    Passkey,
    PasskeyAsked,
    ProviderAsked,
    ProviderLink,
    RecoveryCode,
    SecondReset,
    Session,
)
from jln.countries.models import Seat
from jln.countries.terms import STAFF_SEATS
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit import tokens
from jln.kit.time import day
from jln.mail import seals
from jln.people.models import Person

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class SecondSteps:
    """What a person has to show, as her own page lists it."""

    app: Authenticator | None
    passkeys: list[Passkey]
    codes_left: int
    must: bool

    def state(self) -> rules.Second:
        """What the rules judge."""
        return rules.Second(self.app is not None, len(self.passkeys), self.must)


def second_steps(person: Person, *, at: datetime) -> SecondSteps:
    """Everything on the page of second steps."""
    return SecondSteps(
        app=Authenticator.objects.filter(person=person, confirmed_at__isnull=False).first(),
        passkeys=passkeys(person),
        codes_left=RecoveryCode.objects.filter(person=person, used_at=None).count(),
        must=is_staff(person, at=at),
    )


def passkeys(person: Person) -> list[Passkey]:
    """A person's passkeys, the oldest first."""
    return list(Passkey.objects.filter(person=person).order_by("added_at", "pk"))


def passkey(credential: str) -> Passkey | None:
    """The passkey of an id, with whose it is."""
    return Passkey.objects.select_related("person").filter(credential=credential).first()


def passkey_asked(challenge: str) -> PasskeyAsked | None:
    """The row of a challenge."""
    return PasskeyAsked.objects.filter(challenge=challenge).first()


def is_staff(person: Person, *, at: datetime) -> bool:
    """Does the person hold a seat of staff today?"""
    held = Seat.objects.held_on(day(at)).filter(person=person)
    return held.filter(kind__in=STAFF_SEATS).exists()


def has_second(person: Person) -> bool:
    """Can anything be asked for after the code from the mailbox?"""
    app = Authenticator.objects.filter(person=OuterRef("pk"), confirmed_at__isnull=False)
    key = Passkey.objects.filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(app) | Exists(key), pk=person.pk).exists()


def is_asked_second(person: Person, *, at: datetime) -> bool:
    """Is the mailbox alone not enough for this person?"""
    return has_second(person) or is_staff(person, at=at)


def authenticator(person: Person) -> Authenticator | None:
    """The app, confirmed or not yet."""
    return Authenticator.objects.filter(person=person).first()


def open_reset(person: Person) -> SecondReset | None:
    """A reset that waits for staff."""
    rows = SecondReset.objects.select_related("person", "asked_by")
    return rows.filter(person=person, decided_at=None).first()


def resets_waiting() -> QuerySet[SecondReset]:
    """Who cannot get in until two of staff agree, oldest first."""
    rows = SecondReset.objects.select_related("person__country", "asked_by")
    return rows.filter(decided_at=None).order_by("asked_at", "pk")


def provider_asked(state: str) -> ProviderAsked | None:
    """The request that comes back with this state; None if it is not ours."""
    row = tokens.row_of(state)
    asked = ProviderAsked.objects.filter(pk=row).first() if row else None
    return asked if asked and seals.holds("provider", state, asked.browser) else None


def provider_link(issuer: str, account: str) -> ProviderLink | None:
    """The confirmed link of an account there."""
    rows = ProviderLink.objects.select_related("person").filter(confirmed_at__isnull=False)
    return rows.filter(issuer=issuer, account=account).first()


def provider_links(person: Person) -> list[ProviderLink]:
    """A person's accounts there."""
    rows = ProviderLink.objects.filter(person=person, confirmed_at__isnull=False)
    return list(rows.order_by("pk"))


def session(key: str) -> Session | None:
    """One browser's session."""
    return Session.objects.filter(key=key, ended_at=None).first()


def denied_change(token: str, *, at: datetime) -> Fact | None:
    """The change that a "not me" link speaks of; None if it is not ours, or too old."""
    row = tokens.row_of(token)
    fact = (
        Fact.objects.select_related("about")
        .filter(kind=Kind.SECOND_CHANGED, pk=row, about__isnull=False)
        .first()
        if row
        else None
    )
    if fact is None or not seals.holds("not-me", token, fact.about_id):
        return None
    return fact if at - fact.at <= rules.DENIAL else None

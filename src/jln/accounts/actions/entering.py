"""Getting in and out: asking for a code, trying it, sessions, invitations."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import letters, queries, rules
from jln.accounts.actions.links import confirm_link
from jln.accounts.actions.positions import Job, begin_position
from jln.accounts.doorkeeper import session_key
from jln.accounts.models import Invitation, Session, SignIn
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import refusal, unless
from jln.mail import seals
from jln.people.models import EmailAddress, Person, SpokenLanguage
from jln.people.terms import PersonStatus
from jln.search import index
from jln.spaces import actions as spaces
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind
from jln.web import limits, network, versions

if TYPE_CHECKING:
    from jln.countries.models import Country

HOUR = timedelta(hours=1)


def ask_to_sign_in(
    address: str, *, browser: str, remote: str, language: str, next_path: str, at: datetime
) -> SignIn:
    """Write the request and its letter: the same work whether or not the address is known.

    `browser` is the value of the asking browser's cookie. Raises `RuleBroken` when
    it was asked too often; what is counted does not depend on who exists.
    """
    address = address.strip().lower()
    few = limits.allow("sign-in", address, most=rules.ASKS_AN_HOUR, per=HOUR, at=at)
    most = rules.ASKS_AN_HOUR_FROM_ONE_PLACE
    quiet = limits.allow("sign-in from", remote, most=most, per=HOUR, at=at)
    late = _("Too many codes were asked for. Try again in an hour; older codes still work.")
    unless(few and quiet, "too_often", late).or_raise()
    with transaction.atomic():
        person = queries.person_of_address(address)
        asked = SignIn.objects.create(
            person=person if person and person.status == PersonStatus.ACTIVE else None,
            address=address,
            browser=browser_mark(browser),
            next_path=next_path,
            asked_at=at,
            expires_at=at + rules.CODE_LIFE,
        )
        letters.send_code(asked, person.language if person else language, at=at)
    return asked


def try_code(asked: SignIn, code: str, *, browser: str, device: str, at: datetime) -> str:
    """Try the six figures; gives the new session's cookie. Raises `RuleBroken`.

    A wrong try is counted even when many come at once: the row is locked.
    """
    right = seals.digits("sign-in", asked.pk, asked.browser)
    is_right = hmac.compare_digest(code.encode(), right.encode())
    with transaction.atomic():
        fresh = _to_try(asked.pk, browser, at)
        SignIn.objects.filter(pk=fresh.pk).update(tries=fresh.tries + 1)
        if is_right and fresh.person:
            return _enter(fresh, device, at)
    left = rules.TRIES - fresh.tries - 1
    wrong = _("That is not the code we sent last. Tries left: %(left)s.") % {"left": left}
    raise refusal("wrong_code", wrong)


def use_link(token: str, *, browser: str, device: str, at: datetime) -> str:
    """Sign in by the mailed link; gives the session's cookie. Raises `RuleBroken`."""
    asked = queries.sign_in_of(token)
    if asked is None or asked.person is None:
        raise refusal("no_link", _("This link is not valid. Ask for a new code."))
    with transaction.atomic():
        return _enter(_to_try(asked.pk, browser, at), device, at)


def _to_try(pk: int, browser: str, at: datetime) -> SignIn:
    fresh = SignIn.objects.select_for_update(of=("self",)).select_related("person").get(pk=pk)
    is_free = fresh.browser == "" and network.current().is_demonstration
    asked = rules.CodeAsked(
        expires_at=fresh.expires_at,
        tries=fresh.tries,
        is_used=fresh.used_at is not None,
        is_same_browser=is_free or fresh.browser == browser_mark(browser),
    )
    rules.may_try(asked, at=at).or_raise()
    return fresh


def _enter(asked: SignIn, device: str, at: datetime) -> str:
    asked.used_at = at
    asked.save(update_fields=["used_at"])
    confirm_link(asked, at=at)
    return session_of_person(asked.person, device=device, at=at)


def session_of_person(person: Person | None, *, device: str, at: datetime) -> str:
    """In, if the account is open; gives the cookie. Raises `RuleBroken`."""
    if person is None or person.status != PersonStatus.ACTIVE:
        raise refusal("no_account", _("This account is not open."))
    Person.objects.filter(pk=person.pk).update(seen_on=at.date())
    return start_session(person, device=device, at=at)


def start_session(person: Person, *, device: str, at: datetime, is_proved: bool = False) -> str:
    """A new session of a person who got in; gives the cookie.

    Whoever has or needs a second step is nobody yet, unless it was just shown (`is_proved`).
    """
    cookie = secrets.token_urlsafe(32)
    Session.objects.create(
        key=session_key(cookie),
        person=person,
        started_at=at,
        seen_at=at,
        device=device[:120],
        is_half=not is_proved and queries.is_asked_second(person, at=at),
        proved_at=at if is_proved else None,
    )
    return cookie


def sign_out(cookie: str, *, at: datetime) -> None:
    """End one session. Safe to repeat."""
    key = session_key(cookie)
    session = Session.objects.filter(key=key, ended_at=None).first()
    if session:
        end_sessions(session.person, key=key, at=at)


@transaction.atomic
def end_sessions(person: Person, *, key: str = "", but: str = "", at: datetime) -> int:
    """End one session of a person (`key`), or all (`but` one); holds at once, everywhere."""
    sessions = Session.objects.filter(person=person, ended_at=None)
    sessions = sessions.filter(key=key) if key else sessions.exclude(key=but)
    ended = sessions.update(ended_at=at)
    versions.bump(f"person:{person.pk}")
    return ended


def demonstration_link(person: Person, *, at: datetime) -> str:
    """A one-time link that works in any browser: in a demonstration network only."""
    unless(
        network.current().is_demonstration,
        "not_a_demonstration",
        _("Only a demonstration network gives sign-in links."),
    ).or_raise()
    asked = SignIn.objects.create(
        person=person,
        address="",
        browser="",
        asked_at=at,
        expires_at=at + timedelta(days=1),
    )
    return network.link(f"/sign-in/link/{seals.seal('sign-in', asked.pk, '')}/")


@transaction.atomic
def invite(
    address: str,
    *,
    name: str,
    country: Country,
    language: str,
    institution: str = "",
    title: str = "",
    by: Person,
    at: datetime,
) -> Invitation:
    """Invite somebody to the network for a country.

    Raises `RuleBroken` if she is here already, was invited already, or too many
    were invited today (threats T11).
    """
    require(by, Permission.PERSON_INVITE, country)
    address = address.strip().lower()
    many = limits.allow("invite", by.pk, most=200, per=timedelta(days=1), at=at)
    verdict = unless(many, "too_many", _("That is enough for today. Go on tomorrow."))
    here = queries.person_of_address(address) is None
    verdict &= unless(here, "is_member", _("A member of the network has this address already."))
    open_one = queries.open_invitation(address, at=at) is None
    verdict &= unless(open_one, "is_invited", _("This address is invited already."))
    verdict.or_raise()

    Invitation.objects.filter(address=address, accepted_at=None, withdrawn_at=None).update(
        withdrawn_at=at
    )
    invitation = Invitation.objects.create(
        address=address,
        name=name,
        language=language,
        country=country,
        institution=institution,
        title=title,
        invited_by=by,
        invited_at=at,
        expires_at=at + rules.INVITATION_LIFE,
    )

    record(Kind.PERSON_INVITED, invitation, by=by, at=at, country=country)
    letters.send_invitation(invitation, at=at)
    return invitation


@transaction.atomic
def accept(
    token: str,
    *,
    name: str,
    language: str,
    device: str,
    at: datetime,
    institution: str = "",
    timezone: str = "",
) -> str:
    """Join by an invitation's link, on the network's roll; gives the session's cookie.

    Raises `RuleBroken`. The address is proved by the link having been read there.
    """
    invitation = queries.invitation_of(token, lock=True)
    if invitation is None or not rules.is_open(invitation.state(), at=at):
        gone = _("This invitation is no longer open. Ask who invited you for a new one.")
        raise refusal("gone", gone)

    person = Person.objects.create(
        name=name.strip(),
        country=invitation.country,
        language=language,
        timezone=timezone or (invitation.country.timezone if invitation.country else "UTC"),
        created_at=at,
    )
    EmailAddress.objects.create(
        person=person, address=invitation.address, is_main=True, added_at=at, confirmed_at=at
    )
    SpokenLanguage.objects.create(person=person, language=language)
    for whole in Space.objects.filter(kind=SpaceKind.NETWORK, closed_at=None):
        spaces.put_on_roll(whole, person, at=at)
    invitation.accepted_at = at
    invitation.accepted_by = person
    invitation.save(update_fields=["accepted_at", "accepted_by"])

    if institution and invitation.title:
        job = Job(title=invitation.title, named=institution)
        begin_position(person, job, by=person, at=at)
    index.renew("person", person.pk)
    record(Kind.PERSON_JOINED, person, by=person, at=at, country=person.country)
    return start_session(person, device=device, at=at)


def browser_mark(cookie: str) -> str:
    """What is stored of the cookie of the browser that asked."""
    return hashlib.sha256(f"browser\0{cookie}".encode()).hexdigest()

"""The rules of getting in. Pure: no database, no request, no clock.

Numbers: design, "Sign in"; threats T01 and T11.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, no, unless

CODE_LIFE = timedelta(minutes=30)
"""Ministries' mail is slow: fifteen minutes lost too many, thirty is still short."""

TRIES = 5
INVITATION_LIFE = timedelta(days=14)
ADDRESS_UNDO = timedelta(days=7)
ASKS_AN_HOUR = 6
ASKS_AN_HOUR_FROM_ONE_PLACE = 40
"""A ministry sits behind one address of the network."""


@dataclass(frozen=True, slots=True)
class CodeAsked:
    """A sign-in that was asked for, as the rules see it."""

    expires_at: datetime
    tries: int
    is_used: bool
    is_same_browser: bool


def may_try(asked: CodeAsked, *, at: datetime) -> Verdict:
    """May a code or link of this request still be tried? The first obstacle is enough to say."""
    same = _("Open this where you asked to sign in: the code works in that browser only.")
    if not asked.is_same_browser:
        return no("other_browser", same)
    if asked.is_used:
        return no("used", _("This code was used already. Ask for a new one."))
    if at >= asked.expires_at:
        return no("expired", _("This code is too old. Ask for a new one."))
    many = _("Too many wrong codes. Ask for a new one.")
    return unless(asked.tries < TRIES, "too_many_tries", many)


@dataclass(frozen=True, slots=True)
class InvitationState:
    """An invitation, as the rules see it."""

    expires_at: datetime
    is_accepted: bool
    is_withdrawn: bool


def is_open(invitation: InvitationState, *, at: datetime) -> bool:
    """Can this invitation still be accepted?"""
    is_over = invitation.is_accepted or invitation.is_withdrawn
    return not is_over and at < invitation.expires_at

"""The rules of getting in. Pure: no database, no request, no clock.

Numbers: design, "Sign in"; threats T01 and T11.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, no, unless

if TYPE_CHECKING:
    from jln.kit.partial import PartialDate

CODE_LIFE = timedelta(minutes=30)
"""Ministries' mail is slow: fifteen minutes lost too many, thirty is still short."""

TRIES = 5
INVITATION_LIFE = timedelta(days=14)
ADDRESS_UNDO = timedelta(days=7)
POSITION_UNDO = timedelta(days=7)
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


def may_begin(*, title: str, has_place: bool, starts: PartialDate | None, on: date) -> Verdict:
    """May a position be stated like this? `has_place`: one institution, chosen or named."""
    place = _("Choose your institution from the list, or write its name: one of the two.")
    return (
        unless(bool(title), "no_title", _("Say what your position is."))
        & unless(has_place, "no_place", place)
        & unless(starts is None or starts.first <= on, "not_yet", _("State it once it has begun."))
    )


def may_end(starts: PartialDate | None, ends: PartialDate, *, is_over: bool, on: date) -> Verdict:
    """May a position be ended on this day?"""
    return (
        unless(not is_over, "ended", _("This position ended already."))
        & unless(ends.first <= on, "not_yet", _("Say so once it has ended."))
        & unless(
            starts is None or starts.first <= ends.last,
            "ends_first",
            _("It cannot end before it begins."),
        )
    )


def may_take_back(said: bool, said_at: datetime | None, *, at: datetime) -> Verdict:  # noqa: FBT001 -- reads as a sentence: may take back what was said
    """May what was said of a position be taken back?"""
    none = _("There is nothing here that could be taken back.")
    late = _("That was more than seven days ago. Say what holds now instead.")
    is_fresh = said_at is not None and at - said_at <= POSITION_UNDO
    return unless(said and said_at is not None, "nothing", none) & unless(
        is_fresh or said_at is None, "too_late", late
    )


def may_ask_for_country(*, is_same: bool, because: str) -> Verdict:
    """May another country be asked for?"""
    return unless(not is_same, "same", _("That is your country already.")) & unless(
        bool(because), "no_reason", _("Say why: the desk decides by it.")
    )


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


SECOND_TRIES = 10
SECOND_WINDOW = timedelta(minutes=15)
FRESH = timedelta(minutes=15)
"""So long after the second step a dangerous act is done without showing it again."""

CHALLENGE_LIFE = timedelta(minutes=5)
RECOVERY_CODES = 10
MOST_PASSKEYS = 10
DENIAL = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Second:
    """What a person can show as a second step. `must`: staff need one."""

    has_app: bool
    passkeys: int
    must: bool

    @property
    def ways(self) -> int:
        """How many there are, recovery codes aside: they only stand in for these."""
        return self.has_app + self.passkeys


def is_fresh(proved_at: datetime | None, *, at: datetime) -> bool:
    """Was the second step shown so lately that a dangerous act may be done?"""
    return proved_at is not None and at - proved_at <= FRESH


def may_remove_second(second: Second) -> Verdict:
    """May one way be removed? Whoever needs a second step keeps one."""
    last = _("This is your only second step, and your seat needs one. Add another first.")
    return unless(second.ways > 1 or not second.must, "last", last)


def may_add_second(second: Second, *, is_proved: bool, is_held: bool) -> Verdict:
    """May a way be added in a session? `is_held`: two of staff have to agree first."""
    held = _("The network’s staff have to agree first, two of them. Write to the desk.")
    first = _("Show your second step first.")
    many = _("That is enough. Remove one first.")
    return (
        unless(not is_held, "held", held)
        & unless(is_proved or second.ways == 0, "not_proved", first)
        & unless(second.passkeys < MOST_PASSKEYS, "too_many", many)
    )


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a browser was given for its passkey, as the rules see it."""

    asked_at: datetime
    is_used: bool
    is_same_browser: bool
    is_same_purpose: bool


def may_answer(challenge: Challenge | None, *, at: datetime) -> Verdict:
    """May a passkey's answer be looked at? It is answered once, soon, where it was asked."""
    again = _("This answer of the passkey is not for this page. Try again.")
    if challenge is None or not challenge.is_same_browser or not challenge.is_same_purpose:
        return no("other", again)
    is_late = at >= challenge.asked_at + CHALLENGE_LIFE
    return unless(not challenge.is_used and not is_late, "too_late", again)


def counts_on(stored: int, shown: int) -> bool:
    """Did the device count on? A copy of it shows a number again. Some never count: 0."""
    return shown > stored or (stored == 0 and shown == 0)


def may_reset(*, is_second_person: bool, is_oneself: bool) -> Verdict:
    """May this person of staff agree to a reset that another asked for?"""
    other = _("Somebody else of staff asked for this: another person has to agree.")
    own = _("Nobody decides about their own second step.")
    return unless(is_second_person, "same_person", other) & unless(not is_oneself, "oneself", own)


def may_propose(*, comes_back: bool, is_free: bool) -> Verdict:
    """May staff ask at another address whether it is somebody's?"""
    arrive = _("Letters to this address do not come back.")
    taken = _("This address is in use already, here or in another account.")
    return unless(comes_back, "arrives", arrive) & unless(is_free, "taken", taken)

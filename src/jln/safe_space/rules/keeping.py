"""Who may start, keep and write in a safe space, and when. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless
from jln.safe_space.terms import State

LONGEST_OPEN = timedelta(days=366)
LONGEST_TEXT = 3_000
FEWEST_LETTERS = 20
FEWEST_DIFFERENT = 8
MOST_WAITING = 500
A_DAY = 5
"""Contributions of one person to one safe space."""

SEALED = _("This safe space is sealed. Nobody can write in it any more.")
ASKED = _("This safe space opens when its keeper has made the key.")

OUTSIDERS = _("People outside the network read this space. Choose another one.")
KEYS_GONE = _("The key of this safe space is gone: nobody can write in it or open it any more.")
OFTEN = _("You have written here often today. Go on tomorrow.")


def may_start(*, is_closed: bool, seals_on: date, on: date) -> Verdict:
    """May a safe space be started here, to be sealed on this day?"""
    return unless(is_closed, "outsiders", OUTSIDERS) & unless(
        on + timedelta(days=1) < seals_on <= on + LONGEST_OPEN,
        "seals_on",
        _("Choose a day from the day after tomorrow on, within a year."),
    )


def are_two(keeper: int, moderator: int | None) -> Verdict:
    """May this person keep what that one moderates?"""
    said = _("Keeper and moderator are two people: who puts texts together never learns authors.")
    return unless(keeper != moderator, "same", said)


def may_contribute(state: State, text: str, *, waiting: int) -> Verdict:
    """May this be written here?"""
    return (
        unless(state is not State.SEALED, "sealed", SEALED)
        & unless(state is not State.ASKED, "not_open", ASKED)
        & unless(bool(text.strip()), "nothing_written", _("Write your contribution first."))
        & unless(
            len(text) <= LONGEST_TEXT,
            "too_long",
            _("This is longer than a post can be. Send it in two parts."),
        )
        & unless(
            waiting < MOST_WAITING,
            "full",
            _("So much waits here that nothing more is taken. Try again in some days."),
        )
    )


def may_keep(state: State, *, is_asked: bool) -> Verdict:
    """May the keeper make the keys?"""
    return unless(state is not State.SEALED, "sealed", SEALED) & unless(
        is_asked, "not_asked", _("This is done already.")
    )


def strong_enough(passphrase: str) -> Verdict:
    """Does a passphrase hold against somebody who has the file and time?"""
    said = " ".join(passphrase.split())
    is_long = len(said) >= FEWEST_LETTERS and len(set(said)) >= FEWEST_DIFFERENT
    return unless(
        is_long, "passphrase", _("Choose at least 20 letters, such as five words by chance.")
    )

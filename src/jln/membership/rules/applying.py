"""Expressions of interest of countries. Pure.

Source: R-EOI-COUNTRY of the network's rules: a senior official of the government stands
behind it, it says what the country does about coverage, and it names a point of contact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, no, unless
from jln.membership.terms import ApplicationState as State
from jln.membership.terms import Screening

DRAFT_LIFE = timedelta(days=60)
KEPT_FOR = timedelta(days=730)
ANSWERED_WITHIN = timedelta(days=14)
"""Ten working days: an officer reads it within them."""

ASKS_A_DAY = 5
ASKS_A_DAY_OF_A_COUNTRY = 20
ASKS_A_DAY_FROM_ONE_PLACE = 20
_SETTLED = _("This expression of interest is answered already.")


@dataclass(frozen=True, slots=True)
class Said:
    """What an expression of interest says, as far as the rules judge it."""

    name: str = ""
    institution: str = ""
    is_supported: bool | None = None
    official: str = ""
    official_title: str = ""
    statement: str = ""
    needs: str = ""
    offers: str = ""
    contact_name: str = ""
    contact_address: str = ""
    is_agreed: bool = False


def words_in(*texts: str) -> int:
    """How many words they have together."""
    return sum(len(text.split()) for text in texts)


def may_ask(*, is_member: bool) -> Verdict:
    """May somebody begin an expression of interest of this country?"""
    member = _("This country is a member already. Its coordinator can invite you.")
    return unless(not is_member, "is_member", member)


def is_complete(said: Said, *, most_words: int) -> Verdict:
    """Does it say all that the network asks for before it can be sent?"""
    missing = _("This answer is missing.")
    asked = {
        "name": said.name,
        "institution": said.institution,
        "official": said.official,
        "official_title": said.official_title,
        "statement": said.statement,
        "contact_name": said.contact_name,
        "contact_address": said.contact_address,
    }
    verdict = unless(
        said.is_supported is True,
        "is_supported",
        _("A senior official has to support it. Your draft is kept until then."),
    )
    for field, text in asked.items():
        verdict &= unless(bool(text.strip()), field, missing)
    count = words_in(said.statement, said.needs, said.offers)
    verdict &= unless(
        count <= most_words,
        "too_long",
        _("Together your texts have %(count)s words; %(most)s are the most.")
        % {"count": count, "most": most_words},
    )
    return verdict & unless(said.is_agreed, "is_agreed", _("Your country has to agree to this."))


def may_submit(state: str, *, is_applying: bool, is_member: bool) -> Verdict:
    """May it be sent now? `is_applying`: somebody else did for this country."""
    applying = _(
        "An expression of interest of this country is under way already. Your draft is kept;"
        " write to the Network Manager to join yours to it."
    )
    return (
        unless(state in {State.DRAFT, State.INCOMPLETE}, "settled", _SETTLED)
        & unless(not is_applying, "is_applying", applying)
        & may_ask(is_member=is_member)
    )


def may_withdraw(state: str) -> Verdict:
    """May who wrote it take it back?"""
    waits = {State.DRAFT, State.SUBMITTED, State.INCOMPLETE, State.SCREENED}
    return unless(state in waits, "settled", _SETTLED)


def may_screen(state: str, answer: str, words: str) -> Verdict:
    """May staff answer this now? Only the Steering Group refuses what is complete."""
    if state not in {State.SUBMITTED, State.INCOMPLETE, State.SCREENED}:
        return no("settled", _SETTLED)
    said = bool(words.strip())
    if answer == Screening.WITHDRAWN:
        return unless(said, "no_words", _("Say how they told you."))
    if state == State.SCREENED:
        return no("with_group", _("It waits for the Steering Group: only the group answers it."))
    if answer == Screening.COMPLETE:
        return unless(said, "no_words", _("Say what is missing: they read your words."))
    if answer == Screening.REFUSE:
        open_ones = _(
            "You refuse only what was not completed after you asked for it. What is complete"
            " is the Steering Group’s to answer."
        )
        why = _("Say why: they read your words.")
        return unless(state == State.INCOMPLETE, "not_asked", open_ones) & unless(
            said, "no_words", why
        )
    return unless(
        state == State.SUBMITTED,
        "incomplete",
        _("You asked for its completion: wait until it is sent again."),
    )


def may_admit(state: str, *, is_member: bool, has_officer: bool) -> Verdict:
    """Can the Steering Group's yes be carried out?"""
    return (
        unless(state == State.SCREENED, "settled", _SETTLED)
        & unless(not is_member, "is_member", _("This country is a member already."))
        & unless(has_officer, "no_officer", _("Nobody of the Network Manager can invite."))
    )


def is_open(state: str, saved_at: datetime, closed_at: datetime | None, *, at: datetime) -> bool:
    """Does the mailed link still lead to it?"""
    if state == State.DRAFT:
        return at <= saved_at + DRAFT_LIFE
    return closed_at is None or at <= closed_at + KEPT_FOR

"""The rules of problems: how one is stated, who shares it, who reads it. Pure.

Source: the learning chain (vision, first line): a problem belongs to a country, is
said in the country's own words, and is never read more widely than where it was said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from datetime import date, datetime

    from jln.kit.partial import PartialDate

LETTERS_WAIT = timedelta(minutes=2)  # so that it can be taken back before anybody is told
SHORTEST, LONGEST = 10, 300  # shorter names no problem, longer is a report
LONGEST_DETAIL = 4_000
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")  # BCP 47, as far as we store it
_WIDTH = {Visibility.ROLL: 0, Visibility.MEMBERS: 1, Visibility.PUBLIC: 2}


def narrowest(*levels: Visibility) -> Visibility:
    """Of several limits, the one that keeps the most to itself."""
    return min(levels, key=_WIDTH.__getitem__)


def may_state(
    statement: str, detail: str, language: str, *, stated: PartialDate, on: date
) -> Verdict:
    """Is this a statement of a problem? Names every obstacle."""
    length = len(statement.strip())
    return (
        unless(length >= SHORTEST, "too_short", _("Say the problem in at least 10 letters."))
        & unless(length <= LONGEST, "too_long", _("Say the problem in at most 300 letters."))
        & unless(
            len(detail) <= LONGEST_DETAIL,
            "detail_too_long",
            _("What else there is to say has room for 4,000 letters."),
        )
        & unless(
            bool(_LANGUAGE.fullmatch(language)),
            "no_language",
            _("Say in which language the problem is written."),
        )
        & unless(stated.first <= on, "future", _("A problem cannot be stated on a day to come."))
    )


def may_publish(space: Visibility) -> Verdict:
    """May what lives in a space of this reach be read by everyone?"""
    return unless(
        space is Visibility.PUBLIC,
        "said_in_confidence",
        _("It was said in a conversation that is not public, and stays there."),
    )


def may_withdraw(*, is_withdrawn: bool, is_built_on: bool) -> Verdict:
    """May a problem be taken back? Not once others share it or something came of it."""
    return unless(
        not is_withdrawn, "withdrawn", _("This problem has been taken back already.")
    ) & unless(
        not is_built_on,
        "built_on",
        _("Others share this problem, or something came of it. Correct it instead."),
    )


def nobody_is_told_yet(recorded_at: datetime, *, at: datetime) -> bool:
    """Whether the letters about it still wait."""
    return at - recorded_at < LETTERS_WAIT


@dataclass(frozen=True, slots=True)
class Sharing:
    """How a country stands to a problem: whose it is, and which countries share it."""

    country: int
    stated_by: int | None
    shared_by: frozenset[int]


def may_share(sharing: Sharing) -> Verdict:
    """May this country say that it has the problem too?"""
    return unless(
        sharing.country != sharing.stated_by,
        "own",
        _("This country stated the problem; it has it already."),
    ) & unless(
        sharing.country not in sharing.shared_by,
        "shared",
        _("This country shares the problem already."),
    )


def may_unshare(sharing: Sharing) -> Verdict:
    """May this country say that it no longer shares the problem?"""
    return unless(
        sharing.country in sharing.shared_by,
        "not_shared",
        _("This country does not share the problem."),
    )

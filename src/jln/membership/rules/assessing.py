"""A country's own assessment on its way to Full Membership. Pure.

What a group claims stands beside what is on record and never in its place: a claim counts
once the group stands behind it and staff have accepted it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless
from jln.membership.rules.full import Evidence, Judged
from jln.membership.terms import Gate
from jln.ui import formats

CLAIMED = (Gate.CORE_GROUP, Gate.HOSTING, Gate.SHARING, Gate.PARTICIPATION)
"""Conditions of which a group can know more than is on record."""

WAIVABLE = (Gate.TIME, *CLAIMED, Gate.PROFILES)
ENDORSERS = 2  # or the chair alone


@dataclass(frozen=True, slots=True)
class Claim:
    """What a group says of one condition."""

    count: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an assessment stands."""

    is_shown: bool = False
    is_endorsed: bool = False
    is_verified: bool = False
    is_accepted: bool = False
    is_closed: bool = False


def may_write(said: Standing, *, is_member: bool, is_full: bool) -> Verdict:
    """May the group's leaders write it, or change it?"""
    return (
        unless(is_member, "no_member", _("Only a member country assesses itself."))
        & unless(not is_full, "is_full", _("This country is a Full Member already."))
        & unless(
            not said.is_endorsed or said.is_verified,
            "endorsed",
            _("The group stands behind it: the Network Manager reads it now."),
        )
    )


def may_show(claims: Mapping[Gate, Claim], known: Mapping[Gate, int], words: str) -> Verdict:
    """May it be shown to the group? What goes beyond the record needs its evidence in words."""
    verdict = unless(
        bool(words.strip()),
        "no_words",
        _("Say in your own words what Full Membership would change."),
    )
    for gate, claim in claims.items():
        is_more = claim.count is not None and claim.count > known.get(gate, 0)
        verdict &= unless(
            not is_more or bool(claim.evidence.strip()),
            f"evidence_{gate}",
            _("This is more than is on record: say what it rests on."),
        )
    return verdict


def may_endorse(said: Standing, *, is_writer: bool) -> Verdict:
    """May somebody of the group stand behind it?"""
    ready = said.is_shown and not said.is_endorsed and not said.is_closed
    other = _("You wrote it: somebody else of the group has to stand behind it.")
    return unless(ready, "not_shown", _("Nothing waits for the group’s endorsement.")) & unless(
        not is_writer, "is_writer", other
    )


def is_endorsed(endorsers: Iterable[bool]) -> bool:
    """The chair, or two of the group, none of whom wrote it. Each: is it the chair?"""
    every = list(endorsers)
    return any(every) or len(every) >= ENDORSERS


def may_verify(said: Standing, returned: Mapping[Gate, str]) -> Verdict:
    """May staff judge its lines? `returned`: the words of each line that is sent back."""
    ready = said.is_endorsed and not said.is_verified and not said.is_closed
    verdict = unless(ready, "not_endorsed", _("The group does not stand behind it yet."))
    for gate, words in returned.items():
        verdict &= unless(
            bool(words.strip()), f"answer_{gate}", _("Say why: they read your words.")
        )
    return verdict


def may_waive(gate: str, reason: str, *, is_waived: bool) -> Verdict:
    """May staff set a condition aside for a country, for ever visible?"""
    return (
        unless(gate in WAIVABLE, "not_waivable", _("This condition cannot be set aside."))
        & unless(bool(reason.strip()), "no_reason", _("Write the reason: it stays visible."))
        & unless(not is_waived, "is_waived", _("This condition is set aside already."))
    )


def with_claim(found: Evidence | None, claim: int, line: tuple[str, str]) -> Evidence:
    """An accepted claim beside the record: the larger of both counts, never their sum."""
    known = found or Evidence(0)
    return known._replace(value=max(known.value, claim), lines=(*known.lines, line))


def waived(found: Evidence | None, line: tuple[str, str]) -> Evidence:
    """A condition that is not asked."""
    known = found or Evidence(0)
    return known._replace(lines=(*known.lines, line), missing=(), is_enough=True, is_waived=True)


def is_recent(endorsed: date, months_ago: date) -> bool:
    """Does an assessment of this day still count?"""
    return endorsed >= months_ago


def is_ready(judged: Sequence[Judged]) -> bool:
    """All but the decision itself hold, or were waived; a place is free."""
    return not lacking(judged) and {one.gate for one in judged} == set(Gate)


def waits_for_place(judged: Sequence[Judged]) -> bool:
    """Everything holds but a free place."""
    return lacking(judged) == [Gate.PLACES]


def lacking(judged: Sequence[Judged]) -> list[Gate]:
    """Conditions that keep a country from being decided upon."""
    return [one.gate for one in judged if not one.holds and one.gate is not Gate.DECISION]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A country for which everything holds but a place: its level, and since when."""

    country: str
    is_associate: bool
    since: datetime


def ranked(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Associates first, then by the day on which everything held; the code breaks a tie."""
    return sorted(waiting, key=lambda one: (not one.is_associate, one.since, one.country))


def may_be_dormant(last_sign: date | None, since: date) -> Verdict:
    """May a member be called dormant? Only without a sign of life for long enough."""
    quiet = last_sign is None or last_sign < since
    alive = _("Its people gave a sign of life after %(date)s.") % {"date": formats.day(since)}
    return unless(quiet, "alive", alive)

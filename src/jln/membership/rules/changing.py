"""A change of level. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import YES, Verdict, no, unless
from jln.membership.rules import assessing
from jln.membership.rules.full import Judged
from jln.membership.terms import Level

SETTLED = _("This is decided already.")
FROM: dict[str, frozenset[Level | None]] = {
    Level.DORMANT: frozenset({Level.ASSOCIATE, Level.FULL, Level.MEMBER}),
    Level.ASSOCIATE: frozenset({Level.FULL, Level.DORMANT, Level.MEMBER}),
    Level.FORMER: frozenset({Level.ASSOCIATE, Level.FULL, Level.MEMBER, Level.DORMANT}),
}
"""From which levels each can be reached without another assessment or application."""


def may_become_full(judged: Sequence[Judged], *, is_accepted: bool) -> Verdict:
    """Does every condition but the decision hold on the day of the decision?"""
    if not is_accepted:
        return no("not_accepted", _("Staff have not accepted this self-assessment."))
    if assessing.is_ready(judged):
        return YES
    missing = [str(gate.label) for gate in assessing.lacking(judged)]
    words = _("These conditions do not hold today: %(conditions)s.")
    return no("not_ready", words % {"conditions": ", ".join(missing)})


def may_propose(
    levels: Sequence[Level | None],
    level: str,
    words: str,
    *,
    is_open: bool,
    last_sign: date | None,
    quiet_since: date,
) -> Verdict:
    """May this level be proposed for a country that can be at these now?"""
    there = _("A country at its level cannot go there this way.")
    verdict = (
        unless(not FROM.get(level, frozenset()).isdisjoint(levels), "not_from_here", there)
        & unless(bool(words.strip()), "no_reason", _("Say why: it stays on record."))
        & unless(not is_open, "is_open", _("Another change waits for the Steering Group."))
    )
    if level == Level.DORMANT:
        verdict &= assessing.may_be_dormant(last_sign, quiet_since)
    return verdict


def may_begin(has_begun_today: bool) -> Verdict:  # noqa: FBT001 -- one fact, named by the call
    """One level a day: so that each has its own dates."""
    words = _("Its level changed today already; decide again tomorrow.")
    return unless(not has_begun_today, "today", words)

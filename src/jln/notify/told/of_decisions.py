"""The letters of motions, decisions and charters."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jln.governance.models import CharterVersion, Decision, Motion, Strategy
from jln.governance.terms import StrategyState
from jln.governance.words import why_not_decided
from jln.kit.time import end_of
from jln.notify.terms import LetterKind
from jln.notify.told.letter import Told
from jln.web import network

if TYPE_CHECKING:
    from jln.facts.models import Fact


def _decision(fact: Fact) -> Told | None:
    found = Decision.objects.filter(pk=fact.subject_id).first()
    if found is None:
        return None
    link = network.link(f"/steering-group/decisions/{found.number}/")
    return Told(LetterKind.DECISION_TAKEN, fact, {"decision": found, "link": link})


def _motion(fact: Fact) -> Told | None:
    found = Motion.objects.filter(pk=fact.subject_id).first()
    if found is None:
        return None
    link = network.link(f"/steering-group/motions/{found.code}/")
    things = {"motion": found, "because": lambda: why_not_decided(found), "link": link}
    return Told(LetterKind.MOTION_DEFERRED, fact, things)


def _charter(fact: Fact) -> Told | None:
    found = CharterVersion.objects.filter(pk=fact.subject_id).first()
    if found is None:
        return None
    things = {"charter": found, "link": network.link("/about/charter/")}
    return Told(LetterKind.CHARTER_SETTLED, fact, things)


def _strategy(fact: Fact) -> Told | None:
    """A draft, to everybody: an answer is input to it. None once it is no draft."""
    rows = Strategy.objects.filter(state=StrategyState.DRAFT, closes_on__isnull=False)
    found = rows.filter(pk=fact.subject_id).prefetch_related("goals").first()
    if found is None:
        return None
    things = {
        "strategy": found,
        "goals": sorted(found.goals.all(), key=lambda one: one.number),
        "link": network.link(f"/strategy/{found.number}/"),
    }
    until = end_of(found.closes_on)
    return Told(
        LetterKind.STRATEGY_OPENED, fact, things, found, until=until, form="strategy.comment"
    )


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    LetterKind.CHARTER_SETTLED: _charter,
    LetterKind.DECISION_TAKEN: _decision,
    LetterKind.MOTION_DEFERRED: _motion,
    LetterKind.STRATEGY_OPENED: _strategy,
}

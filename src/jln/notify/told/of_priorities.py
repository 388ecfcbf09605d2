"""The letters of a round: what people, then countries, are asked, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.kit.time import end_of
from jln.notify.terms import LetterKind
from jln.notify.told.letter import Told
from jln.priorities import queries
from jln.priorities.models import (
    PriorityConsent,
    PriorityFate,
    PriorityMerge,
    PriorityRound,
    RoundCountry,
)
from jln.priorities.terms import Way
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.facts.models import Fact

FEW = 5


def _opened(fact: Fact) -> Told | None:
    found = PriorityRound.objects.filter(pk=fact.subject_id, closed_at=None).first()
    if found is None:
        return None
    things = {"round": found, "link": network.link(f"/priorities/{found.code}/mine/")}
    until = end_of(found.people_until)
    return Told(LetterKind.PRIORITY_OPENED, fact, things, found, until=until, form="priority.name")


def _listed(fact: Fact) -> Told | None:
    found = _country(fact)
    if found is None:
        return None
    ways = [(way, queries.tallied(found, way)[:FEW]) for way in Way]
    if not ways[0][1]:
        return None  # nobody named anything
    link = network.link(f"/priorities/{found.round.code}/list/")
    things = {"round": found.round, "ways": ways, "until": found.round.lists_until, "link": link}
    until = end_of(found.round.lists_until)
    return Told(
        LetterKind.PRIORITY_LISTED, fact, things, found, until=until, form="priority.confirm"
    )


def _asked(fact: Fact) -> Told | None:
    found = _country(fact)
    if found is None:
        return None
    listed = queries.listed(found.round)
    if not listed:
        return None
    link = network.link(f"/priorities/{found.round.code}/points/")
    things = {"round": found.round, "listed": listed, "link": link}
    until = end_of(found.round.countries_until)
    return Told(LetterKind.PRIORITY_ASKED, fact, things, found, until=until, form="priority.spread")


def _similar(fact: Fact) -> Told | None:
    rows = PriorityConsent.objects.select_related("merge__round")
    found = rows.filter(pk=fact.subject_id, merge__merged_at=None, merge__ended_at=None).first()
    if found is None:
        return None
    of = found.merge.round
    things = {
        "round": of,
        "priorities": queries.merged_of(found.merge),
        "until": of.lists_until,
        "link": network.link(f"/priorities/{of.code}/similar/{found.code}/"),
    }
    until = end_of(of.lists_until)
    return Told(
        LetterKind.PRIORITY_SIMILAR, fact, things, found, until=until, form="priority.consent"
    )


def _settled(fact: Fact) -> Told | None:
    found = PriorityMerge.objects.select_related("round").filter(pk=fact.subject_id).first()
    if found is None:
        return None
    reasons = found.consents.filter(is_yes=False).exclude(reason="")
    things = {
        "round": found.round,
        "is_one": found.ended_at is None,
        "priorities": queries.merged_of(found),
        "reasons": list(reasons.order_by("pk").values_list("reason", flat=True)),
        "link": network.link(f"/priorities/{found.round.code}/"),
    }
    return Told(LetterKind.PRIORITY_SETTLED, fact, things)


def _fate(fact: Fact) -> Told | None:
    rows = PriorityFate.objects.select_related(
        "priority__round", "priority__merge", "group", "initiative", "product", "decision"
    )
    found = rows.filter(pk=fact.subject_id).first()
    if found is None:
        return None
    things = {
        "fate": found,
        "others": queries.others_of(found.priority),
        "what": found.group or found.initiative or found.product or found.decision,
        "link": network.link(f"/priorities/{found.priority.round.code}/"),
    }
    return Told(LetterKind.PRIORITY_FATE, fact, things)


def _country(fact: Fact) -> RoundCountry | None:
    rows = RoundCountry.objects.select_related("round", "country")
    return rows.filter(pk=fact.subject_id, round__closed_at=None).first()


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    LetterKind.PRIORITY_ASKED: _asked,
    LetterKind.PRIORITY_FATE: _fate,
    LetterKind.PRIORITY_LISTED: _listed,
    LetterKind.PRIORITY_OPENED: _opened,
    LetterKind.PRIORITY_SETTLED: _settled,
    LetterKind.PRIORITY_SIMILAR: _similar,
}

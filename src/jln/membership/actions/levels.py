"""Another level for a country: decided by the Steering Group, or said by the country itself.

Nothing is overwritten: the period that held ends the day before, and a new one begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.countries.models import Country
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.matter import Carried, Outcome
from jln.kit.sourced import Confidence
from jln.kit.time import day
from jln.kit.verdict import refusal
from jln.membership import evidence, group_letters, queries
from jln.membership.actions.admitting import before, decision, whole
from jln.membership.models import CountryMembership, LevelProposal, SelfAssessment
from jln.membership.rules import changing, full
from jln.membership.rules.months import months_after
from jln.membership.terms import Level
from jln.parameters import queries as parameters
from jln.web.models import Network

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person


@transaction.atomic
def become_full(carried: Carried) -> None:
    """What the Steering Group decided about Full Membership, judged once more on its day.

    Raises `RuleBroken` with what is missing; then nothing is decided.
    """
    list(
        Network.objects.select_for_update(of=("self",)).values_list("pk")
    )  # one place, one country
    rows = SelfAssessment.objects.select_for_update(of=("self",)).select_related("country")
    found = rows.get(pk=carried.subject_id)
    if found.closed_at is not None:
        raise refusal("settled", changing.SETTLED)
    if carried.outcome is Outcome.ADOPTED:
        on = day(carried.at)
        with parameters.looked_up(on) as numbers:
            judged = full.judge(evidence.of(found.country, on), numbers)
        changing.may_become_full(judged, is_accepted=found.is_accepted).or_raise()
        _set(found.country, Level.FULL, source=decision(carried), at=carried.at)
    if carried.outcome is not Outcome.DEFERRED:
        found.closed_at = carried.at
        found.save(update_fields=["closed_at"])
    data: dict[str, object] = {"decision": carried.number, "outcome": str(carried.outcome)}
    fact = record(
        Kind.LEVEL_DECIDED, found, by=None, at=carried.at, country=found.country, data=data
    )
    event = f"full_{carried.outcome}"
    group_letters.told(found.country, event, fact, words=carried.reason, at=carried.at)


@transaction.atomic
def propose(country: Country, level: str, words: str, *, by: Person, at: datetime) -> LevelProposal:
    """Put another level to the Steering Group; a country that leaves has left with its word.

    The same again changes nothing. Raises PermissionDenied or RuleBroken.
    """
    own = level == Level.FORMER
    require(by, Permission.LEVEL_LEAVE if own else Permission.LEVEL_PROPOSE, country)
    country = Country.objects.select_for_update(of=("self",)).get(pk=country.pk)
    words = " ".join(words.split())
    known = LevelProposal.objects.filter(country=country, settled_at=None).first()
    if known and known.level == level:
        return known
    on = day(at)
    record_of = queries.record(queries.recorded().get(pk=country.pk))
    since = months_after(on, -parameters.value("dormant_months", on=on))
    changing.may_propose(
        record_of.on(on).levels,
        level,
        words,
        is_open=known is not None and not own,
        last_sign=queries.last_sign_of_life(country),
        quiet_since=since,
    ).or_raise()

    made = LevelProposal.objects.create(
        country=country,
        level=level,
        words=words,
        proposed_by=by,
        proposed_at=at,
        settled_at=at if own else None,
        outcome=Outcome.ADOPTED if own else "",
    )
    data: dict[str, object] = {"level": level}
    fact = record(Kind.LEVEL_PROPOSED, made, by=by, at=at, country=country, data=data)
    if own:
        open_ones = LevelProposal.objects.filter(country=country, settled_at=None)
        open_ones.update(settled_at=at, outcome=Outcome.REJECTED, reason=words)
        _set(country, Level.FORMER, source=f"The country's own letter, {on.isoformat()}", at=at)
        group_letters.told(country, "left", fact, words=words, at=at)
    return made


@transaction.atomic
def change_level(carried: Carried) -> None:
    """What the Steering Group decided about another level, once. Raises `RuleBroken`."""
    rows = LevelProposal.objects.select_for_update(of=("self",)).select_related("country")
    found = rows.get(pk=carried.subject_id)
    if found.settled_at is not None:
        raise refusal("settled", changing.SETTLED)
    found.reason, found.decision = carried.reason, carried.number
    found.outcome = str(carried.outcome)
    if carried.outcome is not Outcome.DEFERRED:
        found.settled_at = carried.at
    found.save()
    if carried.outcome is Outcome.ADOPTED:
        _set(found.country, Level(found.level), source=decision(carried), at=carried.at)
    data: dict[str, object] = {"decision": carried.number, "outcome": str(carried.outcome)}
    fact = record(
        Kind.LEVEL_DECIDED, found, by=None, at=carried.at, country=found.country, data=data
    )
    event = f"level_{carried.outcome}"
    group_letters.told(found.country, event, fact, words=carried.reason, at=carried.at)


def _set(country: Country, level: Level, *, source: str, at: datetime) -> None:
    """The period that holds ends, another one begins today; one that began today gives way."""
    on = day(at)
    now = CountryMembership.objects.select_for_update().filter(country=country, ends=None)
    changing.may_begin(now.filter(starts=whole(on)).exists()).or_raise()
    now.update(ends=before(on))
    CountryMembership.objects.create(
        country=country,
        level=level,
        starts=whole(on),
        sources=source,
        confidence=Confidence.CONFIRMED,
        confirmed_at=at,
    )

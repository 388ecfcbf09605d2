"""Two rounds of priorities: one of last year with its fates, one in which people name theirs."""

from __future__ import annotations

from datetime import timedelta

from jln.countries.models import Country
from jln.demonstration.seats import CONTACT
from jln.demonstration.stage import Stage
from jln.facts.kinds import Kind
from jln.initiatives.models import LearningGroup
from jln.priorities import shares
from jln.priorities.models import (
    Priority,
    PriorityFate,
    PriorityNaming,
    PriorityRound,
    RoundCountry,
)

TEXTS = (
    "How to pay clinics on time when the budget comes late",
    "How to cost a benefits package without a national survey",
    "How to check claims with few people",
    "How to enrol people who work without a contract",
    "How to keep primary care funded after a donor leaves",
    "How to let regions use data that the capital collects",
    "How to contract private providers for the poor",
    "How to prepare hospitals for floods and heat",
)
TAKEN, WANTED, LISTED = 3, 5, 2
NOT_YET = "No country could host it this year; it is asked again in the next round."


def save_rounds(stage: Stage) -> None:
    """The closed one first."""
    closed = PriorityRound.objects.create(
        title=f"Priorities {stage.on(400).year}",
        names_each=3,
        points=10,
        wanted=WANTED,
        people_until=stage.on(400),
        countries_until=stage.on(380),
        opened_at=stage.before(420),
        passed_on_at=stage.before(399),
        asked_at=stage.before(389),
    )
    codes = sorted(stage.countries[one.code].code for one in stage.members)
    points = _points(stage, closed, codes)
    closed.closed_at = stage.before(379)
    closed.result = {
        "totals": shares.totals(points),
        "points": shares.by_points(points, WANTED),
        "shares": [one.priority for one in shares.equal_shares(points, WANTED)],
        "without": shares.without_each(points, WANTED),
    }
    closed.save()
    stage.fact(Kind.PRIORITY_CLOSED, closed, closed.closed_at)
    _fates(stage, closed)
    _open(stage)


def _points(stage: Stage, of: PriorityRound, codes: list[str]) -> dict[str, dict[int, int]]:
    rng = stage.random("round")
    listed: list[Priority] = []
    for code in codes[::TAKEN]:
        country = stage.countries[code]
        for place, text in enumerate(rng.sample(TEXTS, LISTED), 1):
            author = stage.drafts[code][CONTACT].person
            listed.append(_priority(of, country, text, place=place, author=author))
    found = {}
    for code in codes:
        one = RoundCountry(round=of, country=stage.countries[code])
        if code in codes[::TAKEN]:
            one.confirmed_at = stage.before(395)
        if rng.random() < 0.8:  # noqa: PLR2004 -- most countries, never all
            first, second, third = (row.pk for row in rng.sample(listed, 3))
            found[code] = {first: 5, second: 3, third: 2}
            one.spread = {str(pk): value for pk, value in found[code].items()}
            one.spread_at = stage.before(385)
        one.save()
    return found


def _priority(of: PriorityRound, country: Country, text: str, **values: object) -> Priority:
    return Priority.objects.create(
        **{"round": of, "country": country, "text": text} | values,
    )


def _fates(stage: Stage, of: PriorityRound) -> None:
    by, at = stage.drafts["staff"][0].person, stage.before(350)
    groups = list(LearningGroup.objects.order_by("-pk")[:TAKEN])
    taken = of.result["shares"]
    for one in Priority.objects.filter(round=of).exclude(pk=taken[-1]).order_by("pk"):
        is_taken = one.pk in taken
        fate = PriorityFate.objects.create(
            priority=one,
            is_taken_up=is_taken,
            group=groups[taken.index(one.pk) % len(groups)] if is_taken else None,
            reason="" if is_taken else NOT_YET,
            said_at=at,
        )
        stage.fact(Kind.PRIORITY_FATE, fate, at, by=by, country=one.country)


def _open(stage: Stage) -> None:
    by, at = stage.drafts["staff"][0].person, stage.before(6) + timedelta(hours=9)
    found = PriorityRound.objects.create(
        title=f"Priorities {stage.on(0).year + 1}",
        names_each=3,
        points=10,
        wanted=WANTED,
        people_until=stage.on(-8),
        countries_until=stage.on(-28),
        opened_at=at,
    )
    stage.fact(Kind.PRIORITY_OPENED, found, at, by=by)
    for country in stage.members:
        RoundCountry.objects.create(round=found, country=country)
    for rank, draft in enumerate(stage.drafts["KE"][:TAKEN]):
        one = _priority(found, stage.countries["KE"], TEXTS[rank], author=draft.person)
        PriorityNaming.objects.create(round=found, person=draft.person, priority=one, rank=1)

"""What the pages of priorities read. Who named what is shown to nobody but that person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, When
from django.urls import Resolver404, resolve

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.countries.models import Country
from jln.kit import clock
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.membership import queries as membership
from jln.membership.queries.applications import Waits
from jln.priorities import rules
from jln.priorities.models import (
    Priority,
    PriorityConsent,
    PriorityFate,
    PriorityNaming,
    PriorityRound,
    RoundCountry,
)
from jln.priorities.queries.similar import consents
from jln.priorities.rules import Said
from jln.priorities.terms import Stage, Way
from jln.problems.models import Problem
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import Model, QuerySet

    from jln.people.models import Person

MERGED = Case(When(priority__merge__merged_at__isnull=False, then="priority__merge"))
FEW = 40
MOST_SHOWN = 30


def rounds() -> QuerySet[PriorityRound]:
    """The newest first."""
    return PriorityRound.objects.order_by("-countries_until", "-pk")


def may_open(person: Person | None) -> bool:
    """May she open a round, and say what became of its priorities?"""
    return can(person, Permission.PRIORITY_OPEN, current())


def open_to(person: Person) -> QuerySet[PriorityRound]:
    """Rounds in which she may name problems."""
    return visible(person, Permission.PRIORITY_NAME, PriorityRound.objects.all())


def led_by(person: Person) -> QuerySet[RoundCountry]:
    """Countries in rounds for which she speaks."""
    rows = RoundCountry.objects.select_related("round", "country")
    return visible(person, Permission.PRIORITY_LEAD, rows)


def place_of(person: Person, of: PriorityRound) -> RoundCountry | None:
    """Her country in a round."""
    return of.countries.filter(country=person.country_id).first()


def named_by(person: Person, of: PriorityRound) -> list[str]:
    """What she named, in her order."""
    rows = PriorityNaming.objects.filter(round=of, person=person).order_by("rank")
    return list(rows.values_list("priority__text", flat=True))


def problems_of(person: Person) -> list[Problem]:
    """Problems of her country that she reads, to name one of them."""
    theirs = Problem.objects.filter(country=person.country_id, withdrawn_at=None)
    return list(visible(person, Permission.PROBLEM_VIEW, theirs).order_by("-pk")[:FEW])


class Line(NamedTuple):
    """A priority with what it got of its own country."""

    priority: Priority
    got: int


def tallied(of: RoundCountry, way: Way | str) -> list[Line]:
    """The country's priorities by one way to count, merged ones once. Two queries."""
    rows = PriorityNaming.objects.filter(
        round=of.round_id, priority__country=of.country_id
    ).values_list("person", "priority", "rank", MERGED)
    named = rules.as_one(Said(*row) for row in rows)
    got = rules.tally(named, way, of.round.names_each)
    known = Priority.objects.in_bulk([one for one, _got in got])
    return [Line(known[one], value) for one, value in got]


def listed(of: PriorityRound) -> list[Priority]:
    """All confirmed lists: the numbers that points are given to, in this order, from 1."""
    rows = list(
        on_lists()
        .filter(round=of)
        .select_related("country")
        .order_by("country__code", F("place").asc(nulls_last=True), "pk")
    )
    return _with_others(of, rows)


def on_lists() -> QuerySet[Priority]:
    """What countries put on their lists; of those that are merged only the one that stands."""
    merged = Priority.objects.filter(merge=OuterRef("merge"), place__isnull=False)
    by_others = Q(merge__merged_at__isnull=False) & Exists(merged)
    return Priority.objects.filter(Q(place__isnull=False) | by_others, stands=True)


def _with_others(of: PriorityRound, rows: list[Priority]) -> list[Priority]:
    """One query, however many are merged."""
    merged = Priority.objects.filter(round=of, stands=False).select_related("country")
    others: dict[int | None, list[Priority]] = {}
    for one in merged.order_by("country__code", "pk"):
        others.setdefault(one.merge_id, []).append(one)
    for one in rows:
        one.others = others.get(one.merge_id, ()) if one.merge_id else ()
    return rows


def countries_now() -> list[Country]:
    """Every member country."""
    return [row.country for row in membership.present()]


def spread_of(of: PriorityRound) -> dict[str, dict[int, int]]:
    """By country code, its points by priority. Countries that gave none are left out."""
    rows = of.countries.filter(spread_at__isnull=False).select_related("country")
    return {
        one.country.code: {int(pk): points for pk, points in one.spread.items()} for one in rows
    }


@dataclass(frozen=True, slots=True)
class Outcome:
    """A priority in the result."""

    priority: Priority
    points: int
    countries: int
    by_points: bool
    by_shares: bool
    fate: PriorityFate | None


@dataclass(frozen=True, slots=True)
class Page:
    """A round as somebody reads it."""

    round: PriorityRound
    stage: Stage
    listed: list[Priority]
    confirmed: int
    spread: int
    of: int
    mine: RoundCountry | None = None
    leads: bool = False
    may_open: bool = False
    asked: list[PriorityConsent] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)


def page(person: Person | None, code: str, *, at: datetime) -> Page | None:
    """A closed round for everyone, an open one for who is signed in. None: there is none."""
    found = PriorityRound.objects.filter(pk=number_of(code)).first()
    if found is None or (person is None and found.closed_at is None):
        return None
    counted = found.countries.aggregate(
        of=Count("pk"),
        confirmed=Count("pk", filter=Q(confirmed_at__isnull=False)),
        spread=Count("pk", filter=Q(spread_at__isnull=False)),
    )
    mine = place_of(person, found) if person else None
    outcomes = outcomes_of(found)
    return Page(
        round=found,
        stage=found.stage_on(day(at)),
        listed=[one.priority for one in outcomes] or listed(found),
        mine=mine,
        leads=person is not None and mine is not None and _leads(person, mine),
        may_open=person is not None and may_open(person),
        asked=_asked(person, found, day(at)) if person else [],
        outcomes=outcomes,
        changes=_changes(found, outcomes),
        **counted,
    )


def _asked(person: Person, of: PriorityRound, on: date) -> list[PriorityConsent]:
    if of.stage_on(on) != Stage.LISTS:
        return []
    return list(consents(person).filter(merge__round=of))


def _leads(person: Person, mine: RoundCountry) -> bool:
    return led_by(person).filter(pk=mine.pk).exists()


def outcomes_of(of: PriorityRound) -> list[Outcome]:
    """Every listed priority of a closed round: what was taken first, then by points."""
    if of.closed_at is None:
        return []
    fates = PriorityFate.objects.select_related("group", "initiative", "product", "decision")
    listed_ones = on_lists().filter(round=of).select_related("country").order_by("pk")
    rows = _with_others(of, list(listed_ones.prefetch_related(Prefetch("fate", queryset=fates))))
    scored, shared = set(of.result["points"]), set(of.result["shares"])
    known = {int(pk): (got[0], got[1]) for pk, got in of.result["totals"].items()}
    made = [
        Outcome(
            one,
            *known.get(one.pk, (0, 0)),
            by_points=one.pk in scored,
            by_shares=one.pk in shared,
            fate=getattr(one, "fate", None),
        )
        for one in rows
    ]
    made.sort(key=lambda one: (not one.by_shares, -one.points, -one.countries, one.priority.pk))
    return made


def _changes(of: PriorityRound, outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    numbers = {one.priority.pk: number for number, one in enumerate(outcomes, 1)}
    return [
        {
            "country": code,
            "comes": [numbers[pk] for pk in comes if pk in numbers],
            "goes": [numbers[pk] for pk in goes if pk in numbers],
        }
        for code, (comes, goes) in of.result.get("without", {}).items()
    ]


def to_ask_for_lists(on: date) -> QuerySet[PriorityRound]:
    """Rounds whose people are done."""
    return _open().filter(people_until__lt=on, passed_on_at=None)


def to_ask_for_points(on: date) -> list[PriorityRound]:
    """Rounds whose lists stand."""
    rows = _open().filter(asked_at=None)
    return [one for one in rows if one.stage_on(on) in {Stage.COUNTRIES, Stage.ENDED}]


def to_close(on: date) -> QuerySet[PriorityRound]:
    """Rounds whose last day is over."""
    return _open().filter(countries_until__lt=on)


def _open() -> QuerySet[PriorityRound]:
    return PriorityRound.objects.filter(closed_at=None).order_by("pk")


def fated() -> QuerySet[Priority]:
    """Priorities of closed rounds: each has a fate, or will have."""
    rows = on_lists().filter(round__closed_at__isnull=False)
    return rows.select_related("round", "country", "fate")


def waiting_for_staff(*, at: datetime) -> list[Waits]:
    """Closed rounds of which some priorities have no fate yet; late after a month."""
    fateless = on_lists().filter(round=OuterRef("pk"), fate__isnull=True)
    rows = PriorityRound.objects.filter(Exists(fateless), closed_at__isnull=False)
    return [
        Waits(
            one.title,
            one.closed_at or at,
            f"/priorities/{one.code}/",
            is_late=(at - (one.closed_at or at)).days > FATES_WITHIN_DAYS,
        )
        for one in rows.order_by("closed_at")
    ]


FATES_WITHIN_DAYS = 30
KINDS = {
    "group": ("jln.LearningGroup", "group"),
    "initiative": ("jln.Initiative", "initiative"),
    "product": ("jln.Product", "product"),
}


def thing_at(text: str) -> tuple[str, Model] | None:
    """What an address here, or the number of a decision, leads to."""
    words = text.strip()
    if words.isdecimal():
        return _found("decision", "jln.Decision", number=int(words))
    path = "/" + words.partition("://")[2].partition("/")[2] if "://" in words else words
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return None
    if match.url_name not in KINDS:
        return None
    model, name = KINDS[match.url_name]
    return _found(name, model, slug=match.kwargs["slug"])


def _found(name: str, model: str, **by: object) -> tuple[str, Model] | None:
    things: QuerySet[Model] = apps.get_model(model)._default_manager.filter(**by)
    found = things.first()
    return (name, found) if found else None


def merging(person: Person) -> QuerySet[PriorityRound]:
    """Rounds whose people are done, of which a person may ask whether priorities are one."""
    today = day(clock.now())
    rows = PriorityRound.objects.filter(closed_at=None, people_until__lt=today)
    return rows if may_open(person) else rows.filter(pk__in=led_by(person).values("round"))


def mergeable(person: Person, of: PriorityRound) -> QuerySet[Priority]:
    """What a person may ask about: what is on lists, and all that the own country named."""
    mine = led_by(person).filter(round=of).values("country")
    rows = Priority.objects.filter(Q(place__isnull=False) | Q(country__in=mine), round=of)
    return rows.select_related("country")


def to_merge(person: Person, of: PriorityRound) -> list[Priority]:
    """Of these what is not asked about yet, in the order of the lists."""
    rows = mergeable(person, of).filter(merge=None)
    return list(rows.order_by("country__code", F("place").asc(nulls_last=True), "pk"))

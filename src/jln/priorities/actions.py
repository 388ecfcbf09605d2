"""Deeds of a round: open, name, confirm, spread, close, and say what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.kit.verdict import refusal
from jln.priorities import merging, queries, rules, shares
from jln.priorities.models import (
    Priority,
    PriorityFate,
    PriorityNaming,
    PriorityRound,
    RoundCountry,
)
from jln.priorities.terms import Stage, Way
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import Model

    from jln.people.models import Person


class Called(NamedTuple):
    """A round as it is opened."""

    title: str
    people_until: date
    countries_until: date
    names_each: int = 3
    points: int = 10
    wanted: int = 5


@transaction.atomic
def open_round(said: Called, *, by: Person, at: datetime) -> PriorityRound:
    """Ask the people of every member country. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.PRIORITY_OPEN, current())
    rules.may_open(said.people_until, said.countries_until, on=day(at)).or_raise()
    try:
        with transaction.atomic():
            made = PriorityRound.objects.create(
                **said._asdict(), language=by.language, opened_at=at
            )
    except IntegrityError:
        raise refusal("twice", _("A round of this name is open already.")) from None
    RoundCountry.objects.bulk_create(
        RoundCountry(round=made, country=country) for country in queries.countries_now()
    )

    record(Kind.PRIORITY_OPENED, made, by=by, at=at)
    return made


@transaction.atomic
def name(of: PriorityRound, texts: Sequence[str], *, by: Person, at: datetime) -> PriorityRound:
    """Somebody's names in their order; said again, they are these. Raises as its rule says."""
    require(by, Permission.PRIORITY_NAME, of)
    of = _locked(of)
    said = [" ".join(one.split()) for one in texts if one.strip()]
    place = queries.place_of(by, of)
    stage = of.stage_on(day(at))
    rules.may_name(stage, said, of.names_each, is_in=place is not None).or_raise()
    if place is None or queries.named_by(by, of) == said:
        return of

    PriorityNaming.objects.filter(round=of, person=by).delete()
    for rank, text in enumerate(said, 1):
        PriorityNaming.objects.create(
            round=of, person=by, priority=_priority(of, text, place, by), rank=rank
        )
    unnamed = Priority.objects.filter(round=of, country=place.country_id, namings__isnull=True)
    unnamed.delete()
    return of


def _priority(of: PriorityRound, text: str, place: RoundCountry, by: Person) -> Priority:
    """The same words of the same country are one priority; those of a problem on record are it."""
    known = Priority.objects.filter(round=of, country=place.country_id, text__iexact=text).first()
    if known:
        return known
    match = [one for one in queries.problems_of(by) if one.statement.casefold() == text.casefold()]
    return Priority.objects.create(
        round=of,
        country_id=place.country_id,
        problem=match[0] if match else None,
        text=match[0].statement if match else text,
        language=match[0].language if match else by.language,
        author=by,
    )


@transaction.atomic
def confirm(of: RoundCountry, way: Way | str, *, by: Person, at: datetime) -> RoundCountry:
    """The country's list, counted its own way. Safe to repeat; raises as its rule says."""
    require(by, Permission.PRIORITY_LEAD, of)
    found = _locked(of.round)
    lines = queries.tallied(of, way)
    rules.may_confirm(found.stage_on(day(at)), has_names=bool(lines)).or_raise()
    of = RoundCountry.objects.select_for_update(of=("self",)).get(pk=of.pk)
    wanted = [line.priority.pk for line in lines[: rules.ON_A_LIST]]
    mine = Priority.objects.filter(round=found, country=of.country_id)
    stands = list(mine.filter(place__isnull=False).order_by("place").values_list("pk", flat=True))
    if of.confirmed_at is not None and of.way == way and stands == wanted:
        return of

    mine.update(place=None)
    for place, number in enumerate(wanted, 1):
        Priority.objects.filter(pk=number).update(place=place)
    of.way, of.confirmed_at = way, at
    of.save(update_fields=["way", "confirmed_at"])

    record(Kind.PRIORITY_CONFIRMED, of, by=by, at=at, country=of.country)
    return of


@transaction.atomic
def spread(
    of: RoundCountry, points: Mapping[int, int], *, by: Person, at: datetime
) -> RoundCountry:
    """The country's points by the numbers of the round's lists; the newest word counts."""
    require(by, Permission.PRIORITY_LEAD, of)
    found = _locked(of.round)
    listed = dict(enumerate(queries.listed(found), 1))
    rules.may_spread(found.stage_on(day(at)), points, found.points, listed).or_raise()
    of = RoundCountry.objects.select_for_update(of=("self",)).get(pk=of.pk)
    wanted = {str(listed[number].pk): value for number, value in points.items() if value}
    if of.spread == wanted:
        return of

    of.spread, of.spread_at = wanted, at
    of.save(update_fields=["spread", "spread_at"])

    record(Kind.PRIORITY_SPREAD, of, by=by, at=at, country=of.country)
    return of


def on_their_day(*, at: datetime) -> int:
    """Ask for lists, ask for points, close: whatever is due. Safe to repeat."""
    on = day(at)
    lists = [one.pk for one in queries.to_ask_for_lists(on)]
    for number in lists:
        _ask(number, "passed_on_at", Kind.PRIORITY_LISTED, at)
    asked = [one.pk for one in queries.to_ask_for_points(on)]
    for number in asked:
        _ask(number, "asked_at", Kind.PRIORITY_ASKED, at)
    over = [one.pk for one in queries.to_close(on)]
    for number in over:
        _close(number, at)
    return len(lists) + len(asked) + len(over)


@transaction.atomic
def _ask(number: int, column: str, kind: Kind, at: datetime) -> None:
    """Every country is told by a fact of its own."""
    found = PriorityRound.objects.select_for_update().get(pk=number)
    if getattr(found, column) is not None:
        return
    if kind == Kind.PRIORITY_ASKED:
        merging.end_unanswered(found, at=at)
    setattr(found, column, at)
    found.save(update_fields=[column])
    for one in found.countries.select_related("country").order_by("pk"):
        record(kind, one, by=None, at=at, country=one.country)


def _close(number: int, at: datetime) -> None:
    """Counted before the transaction, which only writes: after the last day nothing changes."""
    found = PriorityRound.objects.get(pk=number)
    points = queries.spread_of(found)
    result = {
        "totals": shares.totals(points),
        "points": shares.by_points(points, found.wanted),
        "shares": [one.priority for one in shares.equal_shares(points, found.wanted)],
        "without": shares.without_each(points, found.wanted),
    }
    with transaction.atomic():
        found = PriorityRound.objects.select_for_update().get(pk=number)
        if found.stage_on(day(at)) != Stage.ENDED:
            return
        found.closed_at, found.result = at, result
        found.save(update_fields=["closed_at", "result"])
        record(Kind.PRIORITY_CLOSED, found, by=None, at=at)


@transaction.atomic
def say_fate(
    of: Priority,
    *,
    is_taken_up: bool,
    what: tuple[str, Model] | None,
    reason: str,
    by: Person,
    at: datetime,
) -> PriorityFate:
    """What became of a priority: with what it is taken up, or why not. Its country is told."""
    require(by, Permission.PRIORITY_OPEN, current())
    _locked(of.round)
    has_what = what is not None
    rules.may_say_fate(
        is_closed=queries.fated().filter(pk=of.pk).exists(),
        is_taken_up=is_taken_up,
        has_what=has_what,
        reason=reason,
    ).or_raise()
    values: dict[str, object] = dict.fromkeys(("group", "initiative", "product", "decision"))
    if is_taken_up and what:
        values[what[0]] = what[1]
    values |= {"is_taken_up": is_taken_up, "reason": reason.strip()}
    before = PriorityFate.objects.filter(priority=of).first()
    if before and all(getattr(before, name) == value for name, value in values.items()):
        return before

    made, _is_new = PriorityFate.objects.update_or_create(
        priority=of, defaults={**values, "said_at": at}
    )

    for country in queries.countries_of(of):
        record(Kind.PRIORITY_FATE, made, by=by, at=at, country=country)
    return made


def _locked(of: PriorityRound) -> PriorityRound:
    return PriorityRound.objects.select_for_update().get(pk=of.pk)

"""Nominations: places offered, an order shown to the group, objections, and the names sent.

Everything of one offer happens under its lock, with its fact and its letters, so that
each happens once and is told once, however often and from wherever it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.activities import letters, queries, rules
from jln.activities.models import Nominee, Objection, PlaceOffer
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from jln.activities.models import Activity
    from jln.countries.models import Country
    from jln.facts.models import Fact
    from jln.people.models import Person


@transaction.atomic
def offer(
    activity: Activity,
    countries: Iterable[Country],
    *,
    places: int,
    due_on: date,
    by: Person,
    at: datetime,
) -> list[PlaceOffer]:
    """Offer places to these countries, each of which is told. A country has one offer.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.DESK_OPEN, current())
    ends = activity.ends or activity.starts
    rules.may_offer(
        places=places, due_on=due_on, on=day(at), last_on=ends.last if ends else None
    ).or_raise()
    made = []
    for country in countries:
        one, is_new = PlaceOffer.objects.get_or_create(
            activity=activity,
            country=country,
            defaults={
                "places": places, "due_on": due_on, "offered_by": by, "offered_at": at,
            },
        )  # fmt: skip
        if is_new:
            _ask(one, Kind.NOMINATION_OFFERED, by=by, at=at)
        made.append(one)
    return made


def _ask(one: PlaceOffer, kind: Kind, *, by: Person | None, at: datetime) -> None:
    """Ask who speaks for the country; where nobody does, the desk's list has it at once."""
    people = queries.who_is_asked(one.country, is_late=kind is Kind.NOMINATION_LATE, on=day(at))
    fact = _told(kind, one, by=by, at=at)
    if people:
        letters.asked(one, people, fact, at=at)
    elif one.desk_asked_at is None:
        one.desk_asked_at = at
        one.save(update_fields=["desk_asked_at"])


@transaction.atomic
def nominate(
    one: PlaceOffer, people: Sequence[Person], *, why: str, by: Person, at: datetime
) -> PlaceOffer:
    """Put people in order and show it to the group, which has its hours to object.

    Another order takes the place of the one before and is shown anew. Safe to repeat.
    """
    require(by, Permission.NOMINATION_KEEP, one)
    one = _locked(one)
    named = [person.pk for person in people]
    rules.may_order(
        queries.said_of(one),
        named,
        of_country=queries.people_of(one.country, named),
        by=by.pk,
    ).or_raise()
    before = list(one.nominees.order_by("rank").values_list("person", flat=True))
    if one.shown_at and before == named and one.why == why:
        return one

    one.nominees.all().delete()
    Nominee.objects.bulk_create(
        Nominee(offer=one, person=person, rank=rank) for rank, person in enumerate(people, 1)
    )
    one.why, one.language, one.reply = why, by.language, ""
    one.ordered_by, one.ordered_at, one.shown_at = by, at, at
    one.save(update_fields=["why", "language", "reply", "ordered_by", "ordered_at", "shown_at"])

    fact = _told(Kind.NOMINATION_SHOWN, one, by=by, at=at)
    letters.shown(one, queries.group_of(one.country, on=day(at)).exclude(pk=by.pk), fact, at=at)
    return one


@transaction.atomic
def object_to(one: PlaceOffer, reason: str, *, by: Person, at: datetime) -> Objection:
    """Say what is wrong with the order; it is then not sent by itself. The same again is one."""
    require(by, Permission.NOMINATION_OBJECT, one)
    one = _locked(one)
    mine = Objection.objects.filter(offer=one, shown_at=one.shown_at or at, by=by).first()
    if mine and mine.reason == reason:
        return mine
    rules.may_object(queries.said_of(one), at=at, has_objected=mine is not None).or_raise()

    made = Objection.objects.create(
        offer=one, shown_at=one.shown_at or at, by=by, reason=reason, language=by.language, at=at
    )

    fact = _told(Kind.NOMINATION_OBJECTED, one, by=by, at=at)
    people = queries.who_speaks(one.country, on=day(at)).exclude(pk=by.pk)
    letters.objected(one, made, people, fact, at=at)
    return made


@transaction.atomic
def send(one: PlaceOffer, *, reply: str = "", by: Person, at: datetime) -> PlaceOffer:
    """Send the names, with an answer to who objected. Once; each person named is told."""
    require(by, Permission.NOMINATION_KEEP, one)
    one = _locked(one)
    rules.may_send(queries.said_of(one), at=at, reply=reply).or_raise()
    return _send(one, reply=reply, by=by, at=at)


def _send(one: PlaceOffer, *, reply: str, by: Person | None, at: datetime) -> PlaceOffer:
    one.reply, one.sent_by, one.sent_at = reply, by, at
    one.save(update_fields=["reply", "sent_by", "sent_at"])

    letters.sent(one, _told(Kind.NOMINATION_SENT, one, by=by, at=at), at=at)
    return one


def follow_up(*, at: datetime) -> int:
    """The hourly duty, safe to repeat: send what nobody objected to, ask who kept silent."""
    return sum(_follow_up(pk, at) for pk in queries.open_offers())


@transaction.atomic
def _follow_up(pk: int, at: datetime) -> int:
    one = _locked(PlaceOffer(pk=pk))
    if rules.goes_by_itself(queries.said_of(one), at=at):
        _send(one, reply="", by=None, at=at)
        return 1
    is_shown = one.shown_at is not None
    is_asked = one.chair_asked_at is not None
    if rules.asks_chair(due_on=one.due_on, on=day(at), is_shown=is_shown, is_asked=is_asked):
        one.chair_asked_at = at
        one.save(update_fields=["chair_asked_at"])
        _ask(one, Kind.NOMINATION_LATE, by=None, at=at)
        return 1
    if one.desk_asked_at is None and rules.asks_desk(
        chair_asked_at=one.chair_asked_at, at=at, is_shown=is_shown
    ):
        one.desk_asked_at = at
        one.save(update_fields=["desk_asked_at"])
        return 1
    return 0


def _locked(one: PlaceOffer) -> PlaceOffer:
    rows = PlaceOffer.objects.select_for_update(of=("self",))
    return rows.select_related("activity", "country").get(pk=one.pk)


def _told(kind: Kind, one: PlaceOffer, *, by: Person | None, at: datetime) -> Fact:
    return record(kind, one, by=by, at=at, country=one.country)

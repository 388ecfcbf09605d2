"""Naming who follows, her yes or no, and the second person's agreement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.accounts import actions as accounts
from jln.facts.kinds import Kind
from jln.kit.time import day
from jln.kit.verdict import refusal
from jln.seats import letters, queries, rules
from jln.seats.actions.beginning import begin_if_ready
from jln.seats.actions.ending import keep_words
from jln.seats.actions.recording import locked, tell
from jln.seats.terms import Way

if TYPE_CHECKING:
    from jln.accounts.models import Invitation
    from jln.people.models import Person
    from jln.seats.models import Handover


@dataclass(frozen=True, slots=True)
class Successor:
    """Somebody who is here, or who is invited by her address."""

    person: Person | None = None
    address: str = ""
    name: str = ""


@transaction.atomic
def name(
    handover: Handover,
    successor: Successor,
    *,
    by: Person,
    at: datetime,
    starts_on: date | None = None,
    words: str = "",
) -> Handover:
    """Name who follows: she is asked by mail, with the briefing. Safe to repeat.

    Another one named before loses what was said of her. Nobody's rights change by this.
    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.SEAT_END, handover.seat)
    handover = locked(handover)
    person, seat = successor.person, handover.seat
    first = rules.begins_on(starts_on, handover.last_day or day(at), on=day(at))
    rules.may_name(
        handover.said(),
        is_holder=person is not None and person.pk == seat.person_id,
        has_it=person is not None and queries.holds_such(person, seat, first),
        starts_on=starts_on,
    ).or_raise()
    keep_words(handover, words, by)
    same = person is not None and handover.successor_id == person.pk
    if same and handover.declined_at is None and starts_on == handover.starts_on:
        return handover

    handover.successor = person
    handover.invitation = None if person else _invited(handover, successor, by=by, at=at)
    handover.starts_on = starts_on
    _begin_anew(handover, by=by, at=at)

    fact = tell(Kind.HANDOVER_NAMED, handover, by=by, at=at, about=person)
    letters.brief(handover, fact, at=at)
    letters.waits(handover, _who_may_second(handover, by, at), fact, at=at)
    return handover


def _invited(handover: Handover, successor: Successor, *, by: Person, at: datetime) -> Invitation:
    country = handover.seat.country
    if country is None:
        raise refusal("no_country", rules.ONLY_HERE)
    return accounts.invite(
        successor.address,
        name=successor.name or successor.address.partition("@")[0],
        country=country,
        language=by.language,
        by=by,
        at=at,
    )


def _begin_anew(handover: Handover, *, by: Person, at: datetime) -> None:
    """What was said of another one does not count for her."""
    handover.named_by, handover.named_at = by, at
    handover.confirmed_at, handover.confirmed_by = None, ""
    handover.seconded_at, handover.seconded_by = None, None
    handover.declined_at = None
    handover.briefed_at = at if handover.successor else None
    handover.save()


@transaction.atomic
def leave_open(handover: Handover, *, by: Person, at: datetime) -> Handover:
    """Nobody follows yet; the alternate stands in. Safe to repeat."""
    require(by, Permission.SEAT_END, handover.seat)
    handover = locked(handover)
    rules.may_name(handover.said(), is_holder=False, has_it=False, starts_on=None).or_raise()
    handover.successor = handover.invitation = None
    handover.starts_on = None
    _begin_anew(handover, by=by, at=at)
    handover.named_by = handover.named_at = None
    handover.save(update_fields=["named_by", "named_at"])
    tell(Kind.HANDOVER_LEFT, handover, by=by, at=at)
    return handover


@transaction.atomic
def confirm(handover: Handover, *, by: Person, at: datetime, way: Way) -> Handover:
    """The successor says yes. Safe to repeat. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.HANDOVER_TAKE, handover)
    handover = locked(handover)
    require(by, Permission.HANDOVER_TAKE, handover)
    if handover.confirmed_at is not None and handover.declined_at is None:
        return handover
    rules.may_take(handover.said()).or_raise()

    handover.confirmed_at, handover.confirmed_by = at, way
    handover.save(update_fields=["confirmed_at", "confirmed_by"])

    tell(Kind.HANDOVER_CONFIRMED, handover, by=by, at=at, about=by, data={"way": str(way)})
    begin_if_ready(handover, at=at)
    return handover


@transaction.atomic
def decline(handover: Handover, *, by: Person, at: datetime) -> Handover:
    """The successor says no: somebody else is named. Safe to repeat."""
    require(by, Permission.HANDOVER_TAKE, handover)
    handover = locked(handover)
    require(by, Permission.HANDOVER_TAKE, handover)
    if handover.declined_at is not None:
        return handover
    rules.may_take(handover.said()).or_raise()

    handover.declined_at, handover.confirmed_at, handover.confirmed_by = at, None, ""
    handover.save(update_fields=["declined_at", "confirmed_at", "confirmed_by"])

    fact = tell(Kind.HANDOVER_DECLINED, handover, by=by, at=at, about=by)
    letters.seat_ends(handover, _who_may_second(handover, by, at), fact, at=at)
    return handover


@transaction.atomic
def second(handover: Handover, *, by: Person, at: datetime) -> Handover:
    """A second person agrees, in a signed-in session: no form of the mail room leads here.

    Safe to repeat. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.SEAT_END, handover.seat)
    handover = locked(handover)
    if handover.seconded_at is not None and handover.named_at is not None:
        return handover
    rules.may_second(
        handover.said(),
        is_successor=handover.successor_id == by.pk,
        has_named=handover.named_by_id == by.pk,
    ).or_raise()

    handover.seconded_by, handover.seconded_at = by, at
    handover.save(update_fields=["seconded_by", "seconded_at"])

    tell(Kind.HANDOVER_SECONDED, handover, by=by, at=at, about=handover.successor)
    begin_if_ready(handover, at=at)
    return handover


def _who_may_second(handover: Handover, by: Person, at: datetime) -> list[Person]:
    """Holder, chair, coordinator; the Network Manager's staff where the country has nobody."""
    seat, on = handover.seat, day(at)
    country = [one for one in queries.of_the_country(seat, on=on) if one.pk != by.pk]
    holder = [seat.person] if seat.person and queries.may_end(seat.person, seat) else []
    found = [*holder, *country] or list(queries.of_the_network(seat, on=on))
    people = {one.pk: one for one in found}
    return [one for pk, one in people.items() if pk not in {by.pk, handover.successor_id}]

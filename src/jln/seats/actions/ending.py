"""Ending a seat on a day, and taking that back. History is never overwritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.seats import letters, queries, rules
from jln.seats.actions.recording import locked, locked_seat, tell
from jln.seats.models import Handover
from jln.seats.terms import Trigger

if TYPE_CHECKING:
    from jln.countries.models import Seat
    from jln.people.models import Person


@transaction.atomic
def end(seat: Seat, ends_on: date, *, by: Person, at: datetime, words: str = "") -> Handover:
    """Say the last day of a seat: today or later. Opens its hand-over. Safe to repeat.

    `words` are the holder's own, to who follows. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.SEAT_END, seat)
    seat = locked_seat(seat)
    rules.may_end(queries.dates_of(seat), ends_on, on=day(at)).or_raise()

    handover = open_handover(seat, by=by, at=at)
    keep_words(handover, words, by)
    if seat.ends_on == ends_on:
        return handover
    seat.ends_on = ends_on
    seat.save(update_fields=["ends_on"])
    handover.seat = seat

    fact = record(Kind.SEAT_ENDED, seat, by=by, at=at, about=seat.person, country=seat.country)
    letters.seat_ends(handover, _to_be_told(seat, by, day(at)), fact, at=at)
    return handover


@transaction.atomic
def go_on(seat: Seat, *, by: Person, at: datetime) -> Seat:
    """Take back that a seat ends, or that this was proposed. Safe to repeat.

    Raises PermissionDenied, or RuleBroken once it is over or handed over.
    """
    require(by, Permission.SEAT_END, seat)
    seat = locked_seat(seat)
    rules.may_go_on(queries.dates_of(seat), on=day(at)).or_raise()
    handover = queries.open_of(seat)
    if handover is None and seat.ends_on is None:
        return seat

    seat.ends_on = None
    seat.save(update_fields=["ends_on"])
    if handover is not None:
        Handover.objects.filter(pk=handover.pk).update(closed_at=at)

    record(Kind.SEAT_KEPT, seat, by=by, at=at, about=seat.person, country=seat.country)
    return seat


def open_handover(
    seat: Seat, *, by: Person | None, at: datetime, trigger: Trigger = Trigger.SAID
) -> Handover:
    """The seat's open hand-over, made if there is none. Call it with the seat locked."""
    found = queries.open_of(seat)
    if found is not None:
        return locked(found)
    return Handover.objects.create(seat=seat, trigger=trigger, opened_by=by, opened_at=at)


@transaction.atomic
def propose(seat: Seat, trigger: Trigger, *, at: datetime) -> Handover | None:
    """Ask whether a seat ends whose holder is not reached; None if it was asked before."""
    seat = locked_seat(seat)
    if queries.open_of(seat) is not None:
        return None
    handover = open_handover(seat, by=None, at=at, trigger=trigger)
    fact = tell(
        Kind.HANDOVER_PROPOSED,
        handover,
        by=None,
        at=at,
        about=seat.person,
        data={"trigger": str(trigger)},
    )
    letters.proposed(handover, queries.of_the_country(seat, on=day(at)), fact, at=at)
    return handover


def keep_words(handover: Handover, words: str, by: Person) -> None:
    """Only the holder speaks to who follows; nobody says it for her."""
    said = words.strip()[: rules.LONGEST_WORDS]
    if said and handover.seat.person_id == by.pk and handover.words != said:
        handover.words = said
        handover.save(update_fields=["words"])


def _to_be_told(seat: Seat, by: Person, on: date) -> list[Person]:
    """The holder and who speaks for the country; else the Network Manager. Not who said it."""
    country = list(queries.of_the_country(seat, on=on))
    others = country or list(queries.of_the_network(seat, on=on))
    holder = [seat.person] if seat.person else []
    people = {one.pk: one for one in [*holder, *others]}
    return [one for pk, one in people.items() if pk != by.pk]

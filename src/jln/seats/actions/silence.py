"""A holder who is not reached any more: her country is asked, and after a week the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from jln.countries.models import Seat
from jln.facts.kinds import Kind
from jln.kit.time import day
from jln.mail.models import InboundMail
from jln.mail.terms import Reason
from jln.people.models import EmailAddress
from jln.people.terms import PersonStatus
from jln.seats import letters, queries
from jln.seats.actions.ending import propose
from jln.seats.actions.recording import locked, tell
from jln.seats.models import Handover
from jln.seats.terms import PATIENCE, Trigger

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

GONE = (PersonStatus.CLOSED, PersonStatus.ERASED)


def notice_silence(*, at: datetime) -> int:
    """The daily duty, safe to repeat. Gives how many proposals it made, raised or dropped."""
    made = 0
    for trigger, seats in _silent(at).items():
        for seat in seats.select_related(*queries.WITH).order_by("pk"):
            made += propose(seat, trigger, at=at) is not None
    return made + _drop_answered(at) + _raise_overdue(at)


def _silent(at: datetime) -> dict[Trigger, QuerySet[Seat]]:
    """Seats held today, without an end and without a hand-over, whose holder is not reached.

    A person's address counts as dead once the letter that asks whether it is read came back
    (see `mailroom.bounces`); mail from it brings it to life.
    """
    handed = Handover.objects.filter(seat=OuterRef("pk"), closed_at=None)
    held = Seat.objects.held_on(day(at)).filter(ends_on=None).exclude(Exists(handed))
    return {
        Trigger.CLOSED: held.filter(person__status__in=GONE).exclude(Exists(_asked_before())),
        Trigger.BOUNCES: held.filter(Exists(_dead().exclude(Exists(_kept())))),
        Trigger.LEFT: held.filter(_has_left(at)),
    }


def _dead(person: str = "person") -> QuerySet[EmailAddress]:
    return EmailAddress.objects.filter(
        person=OuterRef(person), is_main=True, removed_at=None, bounced_at__isnull=False
    )


def _kept() -> QuerySet[Handover]:
    """It was asked since the address died, and somebody said that the seat goes on."""
    return Handover.objects.filter(
        seat__person=OuterRef("person"),
        trigger=Trigger.BOUNCES,
        opened_at__gte=OuterRef("bounced_at"),
    )


def _asked_before() -> QuerySet[Handover]:
    return Handover.objects.filter(seat=OuterRef("pk"), trigger=Trigger.CLOSED)


def _has_left(at: datetime) -> Q:
    """An automatic answer to a letter of ours said so, and nothing she wrote came after it."""
    later = InboundMail.objects.filter(
        person=OuterRef("person"), is_proved=True, received_at__gt=OuterRef("received_at")
    )
    dropped = Handover.objects.filter(
        seat__person=OuterRef("person"),
        trigger=Trigger.LEFT,
        opened_at__gte=OuterRef("received_at"),
    )
    said = InboundMail.objects.filter(
        person=OuterRef("person"), reason=Reason.LEFT, received_at__gt=at - 4 * PATIENCE
    )
    return Q(Exists(said.exclude(Exists(later)).exclude(Exists(dropped))))


def _drop_answered(at: datetime) -> int:
    """Her mail arrives again, or she wrote: nothing is proposed any more."""
    proposed = Handover.objects.filter(closed_at=None, seat__ends_on=None)
    wrote = InboundMail.objects.filter(
        person=OuterRef("seat__person"), is_proved=True, received_at__gt=OuterRef("opened_at")
    )
    reached = Q(trigger=Trigger.BOUNCES) & ~Q(Exists(_dead("seat__person")))
    back = Q(trigger__in=(Trigger.BOUNCES, Trigger.LEFT)) & Q(Exists(wrote))
    count = 0
    for pk in list(proposed.filter(reached | back).values_list("pk", flat=True)):
        count += _close(pk, at)
    return count


@transaction.atomic
def _close(pk: int, at: datetime) -> int:
    handover = locked(Handover.objects.select_related("seat").get(pk=pk))
    if handover.closed_at is not None or handover.seat.ends_on is not None:
        return 0
    handover.closed_at = at
    handover.save(update_fields=["closed_at"])
    tell(Kind.HANDOVER_DROPPED, handover, by=None, at=at, about=handover.seat.person)
    return 1


def _raise_overdue(at: datetime) -> int:
    """A week without a word from the country: the Network Manager's staff are told."""
    silent = Handover.objects.filter(
        closed_at=None,
        raised_at=None,
        due_on=None,
        seat__ends_on=None,
        opened_at__lte=at - PATIENCE,
    )
    count = 0
    for pk in list(silent.order_by("pk").values_list("pk", flat=True)):
        count += _raise(pk, at)
    return count


@transaction.atomic
def _raise(pk: int, at: datetime) -> int:
    handover = locked(Handover.objects.select_related("seat").get(pk=pk))
    if handover.closed_at or handover.raised_at or handover.seat.ends_on:
        return 0
    handover.raised_at = at
    handover.save(update_fields=["raised_at"])
    fact = tell(Kind.HANDOVER_RAISED, handover, by=None, at=at, about=handover.seat.person)
    letters.proposed(handover, queries.of_the_network(handover.seat, on=day(at)), fact, at=at)
    return 1

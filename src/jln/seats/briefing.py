"""What who follows needs to know: two pages, made for one reader out of what she may read.

Nothing of the predecessor's own is asked for here: no letters, no drafts, no addresses.
Domains above add their lines by `register` when the app is ready.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.countries.models import Seat
from jln.countries.terms import CONVENERS, STAFF_SEATS, SeatKind
from jln.kit.time import day
from jln.people.models import Person
from jln.people.terms import PersonStatus
from jln.problems.queries import problems_of
from jln.seats import moving, queries

if TYPE_CHECKING:
    from datetime import date, datetime

    from jln.seats.models import Handover

MOST = 6  # lines of a part: two sides on paper
ORDER = (
    SeatKind.CCG_CHAIR,
    SeatKind.CCG_COORDINATOR,
    SeatKind.POINT_OF_CONTACT,
    SeatKind.STEERING_REPRESENTATIVE,
    SeatKind.STEERING_ALTERNATE,
    SeatKind.NETWORK_OFFICER,
    SeatKind.CCG_MEMBER,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work or one date: a title, a word more, its page."""

    title: str
    path: str
    meta: str = ""


Lines = Callable[[Seat, "Person", "date"], Sequence[Line]]
WORK: dict[str, Lines] = {}
DATES: dict[str, Lines] = {}


def register(name: str, *, work: Lines | None = None, dates: Lines | None = None) -> None:
    """Have lines of a domain in every briefing. Safe to repeat."""
    if work:
        WORK[name] = work
    if dates:
        DATES[name] = dates


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody she will work with."""

    name: str
    seat: str
    code: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """All of it, as one reader may read it."""

    waiting: moving.Waiting
    people: list[Holder]
    work: list[Line] = field(default_factory=list)
    dates: list[Line] = field(default_factory=list)
    words: str = ""
    predecessor: str = ""


def of(handover: Handover, reader: Person, *, at: datetime) -> Briefing:
    """The briefing as this reader may read it, in the active language."""
    seat, on = handover.seat, day(at)
    holder = seat.person
    is_here = holder is not None and holder.status != PersonStatus.ERASED
    return Briefing(
        waiting=moving.pending(seat, reader),
        people=_people(seat, reader, on),
        work=[*_lines(WORK, seat, reader, on), *_problems(seat, reader)][: 2 * MOST],
        dates=_lines(DATES, seat, reader, on)[:MOST],
        words=handover.words,
        predecessor=holder.name if holder and is_here else "",
    )


def _lines(parts: dict[str, Lines], seat: Seat, reader: Person, on: date) -> list[Line]:
    return [line for lines in parts.values() for line in list(lines(seat, reader, on))[:MOST]]


def _problems(seat: Seat, reader: Person) -> list[Line]:
    if seat.country is None:
        return []
    found = problems_of(seat.country, reader)[:MOST]
    return [Line(one.statement, f"/problems/{one.code}/") for one in found]


def _people(seat: Seat, reader: Person, on: date) -> list[Holder]:
    """Who else holds a seat of the country or group, and the country's officer."""
    known = visible(reader, Permission.PERSON_VIEW, Person.objects.filter(pk=OuterRef("person")))
    held = queries.seats().filter(Exists(known), pk__in=Seat.objects.held_on(on).values("pk"))
    if seat.country_id:
        held = held.filter(country=seat.country_id)
    elif seat.group_id:
        held = held.filter(group=seat.group_id)
    elif seat.kind in STAFF_SEATS:
        held = held.filter(kind__in=(*STAFF_SEATS, *CONVENERS))
    else:
        return []
    rank = {kind: place for place, kind in enumerate(ORDER)}
    found = list(held.exclude(Q(pk=seat.pk) | Q(person=reader))[:100])
    found.sort(key=lambda one: (rank.get(SeatKind(one.kind), len(rank)), one.pk))
    return [
        Holder(one.person.name, str(one.get_kind_display()), one.person.code)
        for one in found
        if one.person
    ][: 2 * MOST]

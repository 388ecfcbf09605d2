"""What the pages of seats and hand-overs read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jln.access.check import can, require, visible, who_can
from jln.access.permissions import Permission
from jln.countries.models import Seat
from jln.countries.terms import LEADING_SEATS, STEERING_SEATS, SeatKind
from jln.kit.time import day
from jln.people import naming
from jln.people.models import EmailAddress, Person
from jln.seats.models import Handover
from jln.seats.rules import Dates, overlaps
from jln.seats.terms import ONE_HOLDER
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import date, datetime

    from jln.countries.models import Country

FEW = 20
WITH = ("person", "country", "group", "working_group")


def seats() -> QuerySet[Seat]:
    """Seats with all that their names need."""
    return Seat.objects.select_related(*WITH)


def handovers(person: Person) -> QuerySet[Handover]:
    """Those she may follow."""
    return visible(person, Permission.HANDOVER_VIEW, _handovers())


def to_answer(person: Person) -> QuerySet[Handover]:
    """Those that wait for her own yes or no."""
    mine = _handovers().filter(closed_at=None)
    return visible(person, Permission.HANDOVER_TAKE, mine)


def seats_to_end(person: Person) -> QuerySet[Seat]:
    """Seats whose end she may say, and whose successor she may name."""
    return visible(person, Permission.SEAT_END, seats())


def to_settle(person: Person) -> QuerySet[Handover]:
    """Open hand-overs of seats that she may end."""
    mine = visible(person, Permission.SEAT_END, Seat.objects.all())
    return _handovers().filter(closed_at=None, seat__in=mine)


def _handovers() -> QuerySet[Handover]:
    return Handover.objects.select_related(
        "seat__person",
        "seat__country",
        "seat__group",
        "seat__working_group",
        "successor",
        "invitation",
        "named_by",
        "seconded_by",
        "begun",
    )


def open_of(seat: Seat) -> Handover | None:
    """The seat's open hand-over."""
    return _handovers().filter(seat=seat, closed_at=None).first()


def begun_of(handover: Handover) -> date | None:
    """The first day of who follows, once both have spoken; read again, it may just have come."""
    row = Handover.objects.filter(pk=handover.pk, begun__isnull=False)
    return row.values_list("begun__starts_on", flat=True).first()


@dataclass(frozen=True, slots=True)
class Mine:
    """A person's own seats, what waits for her, and what she follows."""

    seats: list[Seat]
    to_answer: list[Handover]
    to_settle: list[Handover]
    ending: dict[int, Handover]


def mine(person: Person, *, at: datetime) -> Mine:
    """The seats a person holds or is to hold, and hand-overs in which she has a say."""
    held = list(seats().filter(_not_over(day(at)), person=person).order_by("starts_on", "pk"))
    settles = list(to_settle(person).order_by("opened_at", "pk")[:FEW])
    own = {one.seat_id: one for one in settles if one.seat.person_id == person.pk}
    return Mine(
        seats=held,
        to_answer=list(to_answer(person).filter(confirmed_at=None, declined_at=None)),
        to_settle=settles,
        ending=own,
    )


def _not_over(on: date) -> Q:
    return Q(ends_on=None) | Q(ends_on__gte=on)


def dates_of(seat: Seat) -> Dates:
    """What the rules of ending judge."""
    row = Handover.objects.filter(seat=seat, closed_at=None)
    known = row.values_list("begun", "due_on").first()
    begun, due_on = known or (None, None)
    return Dates(
        seat.starts_on,
        seat.ends_on,
        is_followed=begun is not None,
        is_decided=due_on is not None and seat.ends_on is None,
    )


def same_place(seat: Seat) -> QuerySet[Seat]:
    """All seats of this kind in the same country, group, body or partner, the seat among them."""
    rows = Seat.objects.filter(
        kind=seat.kind,
        country=seat.country_id,
        group=seat.group_id,
        working_group=seat.working_group_id,
    )
    is_partners = seat.kind in STEERING_SEATS and seat.country_id is None
    return rows.filter(institution=seat.institution_id) if is_partners else rows


def holds_such(person: Person, seat: Seat, starts_on: date) -> bool:
    """Does she hold a seat of the same kind there, from this day on?"""
    return same_place(seat).filter(_not_over(starts_on), person=person).exists()


def taken(seat: Seat, starts_on: date) -> bool:
    """Where one person at a time holds it: does somebody hold it from this day on?"""
    if SeatKind(seat.kind) not in ONE_HOLDER:
        return False
    wanted = Dates(starts_on, None)
    others = same_place(seat).filter(person__isnull=False)
    return any(overlaps(wanted, Dates(one.starts_on, one.ends_on)) for one in others)


def may_end(person: Person, seat: Seat) -> bool:
    """May she end this seat?"""
    return can(person, Permission.SEAT_END, seat)


def may_invite(person: Person, country: Country | None) -> bool:
    """May she name somebody who is not here yet?"""
    return country is not None and can(person, Permission.PERSON_INVITE, country)


def people_named(text: str, seat: Seat, reader: Person) -> list[Person]:
    """The people of the seat's country whom this name or address means, among those she sees."""
    people = Person.objects.present().exclude(pk=seat.person_id or 0)
    if seat.country_id:
        people = people.filter(country=seat.country_id)
    found = visible(reader, Permission.PERSON_VIEW, people)
    if "@" in text:
        theirs = EmailAddress.objects.filter(
            person=OuterRef("pk"),
            address=text.strip().lower(),
            confirmed_at__isnull=False,
            removed_at=None,
        )
        return list(found.filter(Exists(theirs))[:2])
    whole = list(found.filter(name__iexact=" ".join(text.split())).order_by("pk")[:2])
    return whole or naming.named(text, found.order_by("pk"))


def colleagues(seat: Seat, reader: Person) -> list[Person]:
    """Whom she may think of: people of the country, by name."""
    if not seat.country_id:
        return []
    people = (
        Person.objects.present().filter(country=seat.country_id).exclude(pk=seat.person_id or 0)
    )
    return list(visible(reader, Permission.PERSON_VIEW, people).order_by("name", "pk")[:FEW])


def who_may_settle(seat: Seat) -> QuerySet[Person]:
    """Everybody who may end the seat, name who follows, and agree."""
    return who_can(Permission.SEAT_END, seat).prefetch_related("addresses", "mail_settings")


def of_the_country(seat: Seat, *, on: date) -> QuerySet[Person]:
    """Of those, who speaks for the country: alternate, chair, coordinator; not the holder."""
    kinds = (SeatKind.CCG_CHAIR, SeatKind.CCG_COORDINATOR, SeatKind.STEERING_ALTERNATE)
    held = Seat.objects.held_on(on).filter(country=seat.country_id, kind__in=kinds)
    theirs = who_may_settle(seat).exclude(pk=seat.person_id or 0)
    return theirs.filter(Exists(held.filter(person=OuterRef("pk"), country__isnull=False)))


def speaking_for(country: Country | None, *, on: date) -> QuerySet[Person]:
    """Who speaks for a country on a day: its point of contact, chair and coordinator."""
    held = Seat.objects.held_on(on).filter(kind__in=LEADING_SEATS, country=country)
    mine = held.filter(person=OuterRef("pk"), country__isnull=False)
    people = Person.objects.filter(Exists(mine)).order_by("pk")
    return people.prefetch_related("addresses", "mail_settings")


def of_the_network(seat: Seat, *, on: date) -> QuerySet[Person]:
    """The Network Manager's staff who may settle it: the country's own officer if it has one."""
    kinds = (SeatKind.NETWORK_OFFICER, SeatKind.ADMINISTRATOR)
    held = Seat.objects.held_on(on).filter(kind__in=kinds, person=OuterRef("pk"))
    staff = who_may_settle(seat).exclude(pk=seat.person_id or 0).filter(Exists(held))
    own = staff.filter(Exists(held.filter(country=seat.country_id, country__isnull=False)))
    return own if own.exists() else staff


def reached_by(seat: Seat, *, on: date) -> list[Person]:
    """Who reads mail to a seat: its holder, else who followed, else who answers for it."""
    followed = Handover.objects.filter(seat=seat, begun__isnull=False).values("begun")
    places = Q(pk=seat.pk) | Q(pk__in=followed)
    if SeatKind(seat.kind) in ONE_HOLDER:
        same = same_place(seat).filter(institution=seat.institution_id).values("pk")
        places |= Q(pk__in=same)
    held = Seat.objects.held_on(on).filter(places)
    present = Person.objects.present().prefetch_related("addresses", "mail_settings")
    holders = present.filter(pk__in=held.values("person")).order_by("pk")
    return (
        list(holders) or list(of_the_country(seat, on=on)) or list(of_the_network(seat, on=on)[:3])
    )


@dataclass(frozen=True, slots=True)
class Vacancies:
    """The desk's list: seats that nobody holds, and hand-overs that are open."""

    open: list[Handover]
    vacant: list[Seat]


def vacancies(person: Person, *, at: datetime) -> Vacancies:
    """Raises PermissionDenied for anybody but staff."""
    require(person, Permission.DESK_OPEN, current())
    return waiting(at=at)


def waiting(*, at: datetime) -> Vacancies:
    """The same; whoever calls this sees to it that a member of staff reads them."""
    return Vacancies(
        open=list(_handovers().filter(closed_at=None).order_by("opened_at", "pk")[:100]),
        vacant=list(_vacant(day(at))[:100]),
    )


def _vacant(on: date) -> QuerySet[Seat]:
    """The last seat of each place that somebody held and nobody holds, without a hand-over."""
    there: Any = Seat.objects.filter(
        kind=OuterRef("kind"), country=OuterRef("country"), person__isnull=False
    )
    later = there.filter(Q(ends_on=None) | Q(ends_on__gte=on) | Q(ends_on__gt=OuterRef("ends_on")))
    handed = Handover.objects.filter(seat=OuterRef("pk"), closed_at=None)
    ended = seats().filter(kind__in=sorted(ONE_HOLDER), ends_on__lt=on, country__isnull=False)
    return ended.exclude(Exists(later)).exclude(Exists(handed)).order_by("ends_on", "pk")

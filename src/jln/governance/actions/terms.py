"""Terms of countries and partners on the Steering Group, and who speaks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from jln.access.check import require
from jln.access.permissions import Permission
from jln.countries.models import Country, Seat
from jln.countries.terms import CONVENERS, STEERING_SEATS, SeatKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import rules
from jln.governance.models import SteeringTerm
from jln.governance.queries.voters import held_on, of_the_place, people_of
from jln.kit.time import day
from jln.membership.models import CountryMembership
from jln.membership.terms import Level
from jln.parameters import queries as parameters
from jln.people.models import Institution
from jln.people.terms import InstitutionKind
from jln.seats.carried import rooms_of, still_needs
from jln.spaces import actions as spaces
from jln.web.models import Network
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from jln.people.models import Person

PARTNERS = frozenset({InstitutionKind.PARTNER, InstitutionKind.FUNDER})


@transaction.atomic
def begin_term(
    of: Country | Institution,
    starts_on: date,
    ends_on: date | None,
    *,
    by: Person | None,
    at: datetime,
) -> SteeringTerm:
    """Give a country or a partner a place. `by` is None where a decision does it. Safe to repeat.

    Raises PermissionDenied or RuleBroken.
    """
    if by is not None:
        require(by, Permission.STEERING_SEAT, current())
    _alone()
    theirs: dict[str, Any] = {"country": of} if isinstance(of, Country) else {"institution": of}
    rows = SteeringTerm.objects.select_for_update(of=("self",))
    known = rows.filter(**theirs, starts_on=starts_on).first()
    if known is not None:
        return known
    rules.may_begin_term(
        is_full=_may_sit(of, starts_on),
        is_free=not _meanwhile(starts_on, ends_on).filter(**theirs).exists(),
        left=_left(of, starts_on, ends_on),
        starts_on=starts_on,
        ends_on=ends_on,
    ).or_raise()

    term = SteeringTerm.objects.create(**theirs, starts_on=starts_on, ends_on=ends_on)

    record(Kind.STEERING_TERM_BEGUN, term, by=by, at=at, country=term.country)
    return term


@transaction.atomic
def end_term(term: SteeringTerm, ends_on: date, *, by: Person | None, at: datetime) -> SteeringTerm:
    """Say the last day of a term: its seats end with it. Safe to repeat."""
    if by is not None:
        require(by, Permission.STEERING_SEAT, current())
    term = _locked(term)
    rules.may_end_term(
        starts_on=term.starts_on, was=term.ends_on, ends_on=ends_on, on=day(at)
    ).or_raise()
    if term.ends_on == ends_on:
        return term
    seats = list(of_the_place(term).filter(Q(ends_on=None) | Q(ends_on__gt=ends_on)))

    term.ends_on = ends_on
    term.save(update_fields=["ends_on"])
    for seat in seats:
        seat.ends_on = ends_on
        seat.save(update_fields=["ends_on"])

    record(Kind.STEERING_TERM_ENDED, term, by=by, at=at, country=term.country)
    for seat in seats:
        record(Kind.SEAT_ENDED, seat, by=by, at=at, about=seat.person, country=seat.country)
    return term


@transaction.atomic
def seat(term: SteeringTerm, person: Person, kind: SeatKind, *, by: Person, at: datetime) -> Seat:
    """Seat somebody where nobody sits, from today. A seat that is held is handed over instead.

    Raises PermissionDenied or RuleBroken. Safe to repeat.
    """
    require(by, Permission.STEERING_SEAT, current())
    on = day(at)
    _alone()
    term = _locked(term)
    held = Seat.objects.held_on(on).filter(kind__in=sorted(STEERING_SEATS))
    there = held.filter(kind=kind)
    convenes = kind in CONVENERS
    if not convenes:
        there = there.filter(country=term.country, institution=term.institution)
    known = there.filter(person=person).first()
    if known is not None:
        return known
    others = held.filter(person=person, kind__in=_kinds(convenes=convenes))
    rules.may_seat(
        is_on=term.ends_on is None or term.ends_on >= on,
        is_taken=there.exists(),
        is_theirs=people_of(term).filter(pk=person.pk).exists(),
        holds_place=others.exists(),
    ).or_raise()

    made = Seat.objects.create(
        kind=kind,
        person=person,
        country=term.country,
        institution=term.institution,
        starts_on=on,
        ends_on=term.ends_on,
    )
    for space in rooms_of(made):
        spaces.put_on_roll(space, person, at=at)

    record(Kind.SEAT_BEGUN, made, by=by, at=at, about=person, country=term.country)
    return made


@transaction.atomic
def close_terms(*, at: datetime) -> int:
    """After a term's last day its seats end too, and their holders leave the room. Repeatable.

    A country that has left the network has its last day on the Steering Group today.
    """
    on = day(at)
    count = _end_of_who_left(on, at)
    for term in SteeringTerm.objects.filter(ends_on__lt=on).order_by("pk"):
        follows = SteeringTerm.objects.filter(
            Q(ends_on=None) | Q(ends_on__gte=on),
            country=term.country_id,
            institution=term.institution_id,
            starts_on__lte=on,
        )
        if follows.exists():
            continue
        for held in of_the_place(term).filter(ends_on=None).select_for_update(of=("self",)):
            held.ends_on = max(term.ends_on or on, held.starts_on)
            held.save(update_fields=["ends_on"])
            record(Kind.SEAT_ENDED, held, by=None, at=at, about=held.person, country=held.country)
            count += 1
        for held in of_the_place(term).filter(ends_on__lt=on, person__isnull=False):
            _leave_rooms(held, at)
    return count


def _end_of_who_left(on: date, at: datetime) -> int:
    left = CountryMembership.objects.filter(level=Level.FORMER, ends=None).values("country")
    held = held_on(on).filter(country__in=left).exclude(ends_on=on).order_by("pk")
    return sum(bool(end_term(term, on, by=None, at=at)) for term in held)


def _leave_rooms(held: Seat, at: datetime) -> None:
    for space in rooms_of(held):
        if held.person and not still_needs(held.person_id, space, day(at)):
            spaces.take_off_roll(space, held.person, at=at)


def _kinds(*, convenes: bool) -> list[str]:
    """Of these a person holds one: who convenes may speak for a place as well."""
    return sorted(CONVENERS if convenes else STEERING_SEATS - CONVENERS)


def _alone() -> None:
    """Places are counted one after another: what no constraint of the table can say."""
    list(Network.objects.select_for_update(of=("self",)).order_by("pk"))


def _locked(term: SteeringTerm) -> SteeringTerm:
    SteeringTerm.objects.select_for_update(of=("self",)).get(pk=term.pk)
    return SteeringTerm.objects.select_related("country", "institution").get(pk=term.pk)


def _may_sit(of: Country | Institution, on: date) -> bool:
    if isinstance(of, Institution):
        return of.kind in PARTNERS
    held = CountryMembership.objects.filter(country=of, level=Level.FULL)
    return any(one.starts.first <= on and (one.ends is None or one.ends.first > on) for one in held)


def _meanwhile(starts_on: date, ends_on: date | None) -> QuerySet[SteeringTerm]:
    """Terms of which a day falls into this time."""
    rows = SteeringTerm.objects.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
    return rows if ends_on is None else rows.filter(starts_on__lte=ends_on)


def _left(of: Country | Institution, starts_on: date, ends_on: date | None) -> int:
    """Places of its kind that no term of that time takes."""
    is_country = isinstance(of, Country)
    code = "sg_country_seats" if is_country else "sg_partner_seats"
    taken = _meanwhile(starts_on, ends_on).filter(country__isnull=not is_country).count()
    return parameters.value(code, on=starts_on) - taken

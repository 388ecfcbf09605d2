"""Who sits on the Steering Group on a day: terms, who speaks for each, who convenes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from jln.conversations.words import folded
from jln.countries.models import Country, Seat
from jln.countries.terms import CONVENERS, STAFF_SEATS, STEERING_SEATS, SeatKind
from jln.governance import rules
from jln.governance.models import SteeringTerm
from jln.membership import queries as membership
from jln.membership.terms import Level
from jln.parameters import queries as parameters
from jln.people.models import Institution, Person, Position
from jln.people.terms import InstitutionKind
from jln.ui import formats

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from jln.parameters.rules import Number

PARTNER, FUNDER = InstitutionKind.PARTNER, InstitutionKind.FUNDER


class Voter(NamedTuple):
    """A place, who speaks for it, and whether its word is a vote."""

    term: SteeringTerm
    representative: Seat | None
    alternate: Seat | None
    votes: bool

    @property
    def seats(self) -> list[Seat]:
        """Those of its two that somebody holds."""
        return [one for one in (self.representative, self.alternate) if one]

    @property
    def place(self) -> rules.Place:
        """As the rules know it."""
        first, second = self.representative, self.alternate
        return rules.Place(first.person_id if first else None, second.person_id if second else None)


class Sitting(NamedTuple):
    """The Steering Group on a day, and the numbers of its rules on that day."""

    on: date
    voters: list[Voter]
    conveners: list[Seat]
    numbers: dict[str, Number]

    @property
    def of_countries(self) -> list[Voter]:
        """The places of countries."""
        return [one for one in self.voters if one.term.country_id]

    @property
    def of_partners(self) -> list[Voter]:
        """The places of partners."""
        return [one for one in self.voters if one.term.institution_id]

    @property
    def vacant(self) -> tuple[int, int]:
        """Places of countries and of partners that no term fills."""
        return (
            max(0, self.numbers["sg_country_seats"].value - len(self.of_countries)),
            max(0, self.numbers["sg_partner_seats"].value - len(self.of_partners)),
        )

    @property
    def people(self) -> dict[int, Voter | None]:
        """Everybody on it, and the place they speak for, if they do."""
        found: dict[int, Voter | None] = {
            seat.person_id: None for seat in self.conveners if seat.person_id
        }
        for voter in self.voters:
            for seat in voter.seats:
                if seat.person_id:
                    found[seat.person_id] = voter
        return found


def held_on(on: date) -> QuerySet[SteeringTerm]:
    """Terms that hold on a day."""
    rows = SteeringTerm.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)
    return rows.select_related("country", "institution")


def not_over(on: date) -> QuerySet[SteeringTerm]:
    """Terms that hold or are to come."""
    rows = SteeringTerm.objects.filter(Q(ends_on=None) | Q(ends_on__gte=on))
    return rows.select_related("country", "institution")


def who_may_sit(on: date) -> dict[str, tuple[str, Country | Institution]]:
    """Full Members and partners without a term, by a code for a form, with their names."""
    taken = list(not_over(on).values_list("country", "institution"))
    members = membership.present().filter(level=Level.FULL)
    countries = [
        one.country for one in members if one.country_id not in {country for country, _ in taken}
    ]
    partners = Institution.objects.filter(kind__in=(PARTNER, FUNDER), is_invented=False)
    found: dict[str, tuple[str, Country | Institution]] = {
        f"c-{one.code}": (formats.country_name(one), one) for one in countries
    }
    held = {institution for _, institution in taken}
    for one in partners.order_by("name", "pk"):
        if one.pk not in held:
            found[f"p-{one.slug}"] = (one.name, one)
    return found


def of_the_place(term: SteeringTerm) -> QuerySet[Seat]:
    """Every seat of the place, whenever it was held."""
    kinds = (SeatKind.STEERING_REPRESENTATIVE, SeatKind.STEERING_ALTERNATE, *sorted(CONVENERS))
    rows = Seat.objects.filter(
        kind__in=kinds, country=term.country_id, institution=term.institution_id
    )
    return rows.select_related("person", "country").order_by("pk")


def people_of(term: SteeringTerm) -> QuerySet[Person]:
    """Those who may speak for it: of the country, or with a position at the partner."""
    rows = Person.objects.present().order_by("name", "pk")
    if term.country_id:
        return rows.filter(country=term.country_id)
    there = Position.objects.filter(institution=term.institution_id, ends=None)
    return rows.filter(pk__in=there.values("person"))


def voters(on: date) -> list[Voter]:
    """Every place on a day, countries first, by name; who speaks for it; whether it votes."""
    return sitting(on).voters


def staff_on(on: date) -> list[Person]:
    """The Network Manager's people on a day."""
    held = Seat.objects.held_on(on).filter(kind__in=STAFF_SEATS)
    return list(Person.objects.present().filter(pk__in=held.values("person")).order_by("pk"))


def sitting(on: date) -> Sitting:
    """The whole Steering Group on a day. Three queries, however large it is."""
    numbers = parameters.all_on(on)
    partners_vote = bool(numbers["partner_votes"].value)
    seats = list(
        Seat.objects.held_on(on)
        .filter(kind__in=sorted(STEERING_SEATS))
        .select_related("person", "country", "institution")
        .order_by("starts_on", "pk")
    )
    found = [
        Voter(
            term=term,
            representative=_of(term, seats, SeatKind.STEERING_REPRESENTATIVE),
            alternate=_of(term, seats, SeatKind.STEERING_ALTERNATE),
            votes=term.country_id is not None or partners_vote,
        )
        for term in held_on(on)
    ]
    return Sitting(
        on=on,
        voters=sorted(found, key=_place),
        conveners=sorted(
            (one for one in seats if one.kind in CONVENERS),
            key=lambda one: one.kind != SeatKind.CONVENER,
        ),
        numbers=numbers,
    )


def _place(one: Voter) -> tuple[bool, str]:
    return one.term.country_id is None, folded(one.term.called)


def _of(term: SteeringTerm, seats: Iterable[Seat], kind: SeatKind) -> Seat | None:
    """Who holds this seat of the place; of two, by a mistake of the record, who began later."""
    theirs = [
        seat
        for seat in seats
        if seat.kind == kind
        and (
            (term.country_id and seat.country_id == term.country_id)
            or (term.institution_id and seat.institution_id == term.institution_id)
        )
    ]
    return theirs[-1] if theirs else None

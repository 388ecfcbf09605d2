"""A network of 200 countries and 50,000 people, with the years of work that they would have done."""

from __future__ import annotations

from datetime import timedelta
from itertools import product as pairs
from string import ascii_uppercase

from jln.activities.models import Activity, Nominee, PlaceOffer
from jln.countries.models import Country, CountryCoreGroup, Seat
from jln.countries.terms import SeatKind
from jln.elections.models import Candidacy, Election, ElectionVoter
from jln.governance.models import (
    CoreGroupAction,
    CoreGroupMeeting,
    Decision,
    Meeting,
    Motion,
    SteeringTerm,
    SupportRequest,
)
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.membership.models import Application, CountryMembership, SelfAssessment
from jln.people.models import EmailAddress, Institution, Person, Position
from jln.priorities.models import Priority, PriorityNaming, PriorityRound, RoundCountry
from jln.seats.models import Handover
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind, Visibility

COUNTRIES, PEOPLE, MEETINGS, DECISIONS = 200, 50_000, 60, 600
DAY = timedelta(days=1)


def grow():
    """Rows beside those that are there; what each page is about stays what it was."""
    at = clock.now()
    countries, people = _countries(at)
    _steering_group(at, countries)
    _joining(at, countries)
    _elections(at, countries)
    _priorities(at, countries, people)
    _of_kenya(at, countries)


def _countries(at):
    """Countries with members, institutions, groups, people and seats."""
    on = day(at)
    taken = set(Country.objects.values_list("code", flat=True))
    free = (a + b for a, b in pairs(ascii_uppercase, repeat=2) if a + b not in taken)
    countries = Country.objects.bulk_create(
        Country(
            code=code,
            iso3=f"{code}9",
            names={"en": f"Country {code}"},
            region="Africa",
            languages=["en"],
        )
        for _number, code in zip(range(COUNTRIES - len(taken)), free, strict=False)
    )
    CountryMembership.objects.bulk_create(
        CountryMembership(country=one, level="full", starts=PartialDate(2015)) for one in countries
    )
    institutions = Institution.objects.bulk_create(
        Institution(
            slug=f"grown-{one.code.lower()}-{n}",
            name=f"Institution {n}",
            country=one,
            kind="ministry",
        )
        for one in countries
        for n in range(5)
    )
    groups = CountryCoreGroup.objects.bulk_create(
        CountryCoreGroup(country=one, terms="To learn.", since=PartialDate(2015))
        for one in countries
    )
    through = CountryCoreGroup.institutions.through
    by_country = {one.country_id: one.pk for one in groups}
    through.objects.bulk_create(
        through(countrycoregroup_id=by_country[one.country_id], institution_id=one.pk)
        for one in institutions
    )
    Space.objects.bulk_create(
        Space(
            slug=f"grown-{one.code.lower()}", kind=SpaceKind.COUNTRY, name=f"Country {one.code}",
            visibility=Visibility.ROLL, country=one, created_at=at,
        )
        for one in countries
    )  # fmt: skip
    everywhere = [*Country.objects.all()]
    people = Person.objects.bulk_create(
        Person(
            name=f"Person {n}", created_at=at, country=everywhere[n % len(everywhere)],
            status="active", listing="members",
        )
        for n in range(PEOPLE - Person.objects.count())
    )  # fmt: skip
    EmailAddress.objects.bulk_create(
        EmailAddress(
            person=one, address=f"grown{one.pk}@grown.example", is_main=True, added_at=at,
            confirmed_at=at,
        )
        for one in people
    )  # fmt: skip
    Position.objects.bulk_create(
        Position(
            person=one,
            institution=institutions[n % len(institutions)],
            title="Analyst",
            starts=PartialDate(2020),
        )
        for n, one in enumerate(people[::5])
    )
    kinds = (
        SeatKind.CCG_COORDINATOR,
        SeatKind.CCG_CHAIR,
        SeatKind.POINT_OF_CONTACT,
        SeatKind.CCG_MEMBER,
    )
    Seat.objects.bulk_create(
        Seat(
            kind=kinds[n // len(everywhere) % 4],
            person=one,
            country_id=one.country_id,
            starts_on=on - timedelta(900),
        )
        for n, one in enumerate(people[:2000])
    )
    return countries, people


def _steering_group(at, countries):
    """Terms, meetings, decisions, and motions under way."""
    on = day(at)
    SteeringTerm.objects.bulk_create(
        SteeringTerm(country=one, starts_on=on - timedelta(400)) for one in countries[:20]
    )
    held = Meeting.objects.bulk_create(
        Meeting(slug=f"grown-{n}", starts=PartialDate(2010 + n % 16, 1 + n % 12))
        for n in range(MEETINGS - Meeting.objects.count())
    )
    already = Decision.objects.count()
    Decision.objects.bulk_create(
        Decision(
            meeting=held[n % len(held)], number=already + 1 + n, text=f"Decision {n}",
            decided_on=held[n % len(held)].starts, mark=f"{n:064}",
        )
        for n in range(DECISIONS - already)
    )  # fmt: skip
    Motion.objects.bulk_create(
        Motion(
            title=f"Motion {n}", text=f"Motion {n}", taking="silence", opens_at=at,
            closes_on=on + 9 * DAY, closes_at=at + 9 * DAY,
        )
        for n in range(40)
    )  # fmt: skip


def _joining(at, countries):
    """Applications in every state, assessments to check and such as wait for a place."""
    taken = {
        *Country.objects.values_list("code", flat=True),
        *Application.objects.values_list("country_code", flat=True),
    }
    free = (a + b for a, b in pairs(ascii_uppercase, repeat=2) if a + b not in taken)
    for state in ("submitted", "incomplete", "screened", "refused"):
        Application.objects.bulk_create(
            Application(
                country_code=code, state=state, address=f"{code.lower()}@grown.example",
                name="Somebody", asked_at=at, saved_at=at, submitted_at=at,
                screened_at=at if state == "screened" else None,
                closed_at=at if state == "refused" else None,
            )
            for _number, code in zip(range(20), free, strict=False)
        )  # fmt: skip
    SelfAssessment.objects.bulk_create(
        SelfAssessment(
            country=one, opened_at=at, shown_at=at, endorsed_at=at,
            verified_at=at if number % 2 else None, is_accepted=bool(number % 2),
        )
        for number, one in enumerate(countries[:40])
    )  # fmt: skip
    Handover.objects.bulk_create(
        Handover(seat=seat, opened_at=at)
        for seat in Seat.objects.filter(country__in=countries[:40], kind=SeatKind.CCG_MEMBER)[:40]
    )


def _elections(at, countries):
    """A longer roll for the one that is open, and those before it."""
    one = Election.objects.order_by("pk")[0]
    ElectionVoter.objects.bulk_create(ElectionVoter(election=one, country=c) for c in countries)
    Candidacy.objects.bulk_create(
        Candidacy(election=one, country=c, put_at=at) for c in countries[:40]
    )
    on = day(at) - 5000 * DAY
    Election.objects.bulk_create(
        Election(
            seats=2, votes_each=2, roll_on=on, candidates_until=on, votes_from=on + DAY,
            votes_until=on + 2 * DAY, starts_on=on + (9 + n) * DAY, ends_on=on + 900 * DAY,
            seed="seed", called_at=at, opened_at=at, counted_at=at, turnout=0,
        )
        for n in range(20)
    )  # fmt: skip


def _priorities(at, countries, people):
    """Lists of many countries in the open round, and rounds before it."""
    one = PriorityRound.objects.filter(closed_at=None).order_by("pk")[0]
    RoundCountry.objects.bulk_create(RoundCountry(round=one, country=c) for c in countries)
    made = Priority.objects.bulk_create(
        Priority(round=one, country=c, text=f"Priority {n}", place=n if c.pk % 2 else None)
        for c in [*countries, Country.objects.get(code="KE")]
        for n in range(50, 53)
    )
    PriorityNaming.objects.bulk_create(
        PriorityNaming(round=one, person=person, priority=made[n % len(made)], rank=1)
        for n, person in enumerate(people[:2000])
    )
    nothing = {"totals": {}, "points": [], "shares": [], "without": {}}
    on = day(at) - 900 * DAY
    PriorityRound.objects.bulk_create(
        PriorityRound(
            title=f"Round {n}", names_each=3, points=10, wanted=2, people_until=on,
            countries_until=on + DAY, opened_at=at, closed_at=at, result=nothing,
        )
        for n in range(20)
    )  # fmt: skip


def _of_kenya(at, countries):
    """Places, requests, meetings and actions of the Core Group that the pages are about."""
    kenya = Country.objects.get(code="KE")
    group, on = kenya.core_group, day(at)
    theirs = [*Person.objects.present().filter(country=kenya).order_by("pk")[:5]]
    offers = PlaceOffer.objects.bulk_create(
        PlaceOffer(activity=one, country=kenya, places=2, due_on=on + 9 * DAY, offered_at=at)
        for one in Activity.objects.exclude(offers__country=kenya).order_by("pk")[5:35]
    )
    Nominee.objects.bulk_create(
        Nominee(offer=offer, person=person, rank=rank)
        for offer in offers
        for rank, person in enumerate(theirs, 1)
    )
    PlaceOffer.objects.bulk_create(
        PlaceOffer(
            activity=Activity.objects.order_by("pk")[3], country=one, places=1,
            due_on=on + 9 * DAY, offered_at=at,
        )
        for one in countries
    )  # fmt: skip
    bank = Institution.objects.filter(kind="partner").order_by("pk")[0]
    SupportRequest.objects.bulk_create(
        SupportRequest(group=group, institution=bank, text=f"Request {n}", asked_at=at)
        for n in range(30)
    )
    held = CoreGroupMeeting.objects.bulk_create(
        CoreGroupMeeting(
            group=group, starts_at=at - (900 + n) * DAY, created_at=at, noted_at=at, notes="Notes."
        )
        for n in range(30)
    )
    CoreGroupAction.objects.bulk_create(
        CoreGroupAction(
            group=group, meeting=one, text="Ask.", owner=theirs[0], due_on=on, given_at=at
        )
        for one in held
        for _n in range(2)
    )

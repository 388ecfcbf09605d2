"""A page asks the database as often in a network of 200 countries and 50,000 people as in ours."""

from __future__ import annotations

import os
from datetime import timedelta
from itertools import product as pairs
from string import ascii_uppercase

import pytest
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext

from jln.countries.models import Country, CountryCoreGroup, Seat
from jln.countries.terms import SeatKind
from jln.governance.models import Decision, Meeting, SteeringTerm
from jln.kit import clock
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.membership.models import CountryMembership
from jln.people.models import EmailAddress, Institution, Person, Position
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind, Visibility
from jln.web import versions
from tests.gates.routes import ROUTES
from tests.gates.test_every_page import ROLES, speaks

pytestmark = pytest.mark.django_db
COUNTRIES, PEOPLE, MEETINGS, DECISIONS = 200, 50_000, 60, 600


@pytest.fixture
def _django_db_helper():
    """No transaction around the test: its network is written, see `emptied`."""


def counted(reader):
    """How often each page of each reader reads, with nothing kept from the page before.

    Not how often it writes: a reader's pace is written down once in so many pages.
    """
    found = {}
    for name, (kind, path) in sorted(ROUTES.items()):
        for role in ROLES[kind]:
            client, address = reader(role), path()
            speaks(role, "en")  # who is forgotten at each page, not at some
            versions.bump("public")
            reset_queries()  # the log has room for 9,000
            with transaction.atomic(), CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
            assert answer.status_code == 200, (name, role)
            found[name, role] = sum(one["sql"].startswith("SELECT") for one in asked)
    return found


def grow():
    """Countries with members, institutions, groups and seats, people, meetings and decisions."""
    at = clock.now()
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


def test_a_page_asks_the_same_of_a_network_of_200_countries(reader):
    if os.environ.get("JLN_TEST") != "all":
        pytest.skip("pages of a network of 50,000 people (JLN_TEST=all)")
    counted(reader)  # what is looked up once in a process
    small = counted(reader)
    grow()
    large = counted(reader)
    assert {name: (small[name], large[name]) for name in small if small[name] != large[name]} == {}

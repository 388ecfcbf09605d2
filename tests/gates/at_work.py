"""Rows of a Core Group at work, for the routes that lead to them."""

from __future__ import annotations

from datetime import timedelta

from jln.activities.models import Activity, PlaceOffer
from jln.countries.models import Country, Seat
from jln.countries.terms import SeatKind
from jln.elections.models import Election
from jln.governance.models import CoreGroupAction, CoreGroupMeeting, SupportRequest
from jln.kit import clock
from jln.kit.time import day
from jln.membership.models import Contribution
from jln.people.models import Institution, Person
from tests.elections.world import link


def planned() -> CoreGroupMeeting:
    """A meeting of Kenya's Core Group to come."""
    group = core_meeting().group
    at = clock.now().replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=33)
    made, _is_new = CoreGroupMeeting.objects.get_or_create(
        group=group, starts_at=at, defaults={"created_at": clock.now()}
    )
    return made


def support() -> SupportRequest:
    """What Kenya's Core Group asked of a partner."""
    bank = Institution.objects.filter(kind="partner").order_by("pk").first()
    made, _is_new = SupportRequest.objects.get_or_create(
        group=core_meeting().group,
        institution=bank,
        text="An actuary for two weeks, to check the new tariff.",
        defaults={"asked_at": clock.now()},
    )
    return made


def offer() -> PlaceOffer:
    """Places for Kenya, with people of it in order, shown to the group."""
    kenya = Country.objects.get(code="KE")
    activity = Activity.objects.order_by("pk")[3]
    one, is_new = PlaceOffer.objects.get_or_create(
        activity=activity,
        country=kenya,
        defaults={
            "places": 2,
            "due_on": day(clock.now()) + timedelta(days=14),
            "offered_at": clock.now(),
            "shown_at": clock.now(),
            "why": "Both see clinics every week, and neither has travelled for the network.",
        },
    )
    if is_new:
        people = Person.objects.present().filter(country=kenya).order_by("pk")[:5]
        for rank, person in enumerate(people, 1):
            one.nominees.create(person=person, rank=rank)
    return one


def given() -> Contribution:
    """What Kenya gave in kind."""
    made, _is_new = Contribution.objects.get_or_create(
        country=Country.objects.get(code="KE"),
        given_on=day(clock.now()) - timedelta(days=20),
        what="A hall for forty people, for two days",
        for_whom="The group on costing",
        defaults={"recorded_at": clock.now(), "value": "About a month of its rent"},
    )
    return made


def ballot() -> str:
    """The link by which Kenya votes: its coordinator is its point of contact too."""
    kenya = Country.objects.get(code="KE")
    wanjiru = Person.objects.get(addresses__address="wanjiru@ke.example")
    Seat.objects.get_or_create(
        kind=SeatKind.POINT_OF_CONTACT,
        person=wanjiru,
        country=kenya,
        ends_on=None,
        defaults={"starts_on": day(clock.now())},
    )
    return link(Election.objects.filter(roll__country=kenya).order_by("pk")[0], "KE", wanjiru)


def core_meeting() -> CoreGroupMeeting:
    held = CoreGroupMeeting.objects.filter(group__country__code="KE", noted_at__isnull=False)
    return held.order_by("-starts_at")[0]


def core_action() -> CoreGroupAction:
    return CoreGroupAction.objects.filter(group__country__code="KE", done_at=None).order_by("pk")[0]

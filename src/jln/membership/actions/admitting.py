"""The Steering Group's answer to an expression of interest, carried out; and what is forgotten."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from jln.accounts import actions as accounts
from jln.accounts import queries as account_queries
from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.matter import Carried, Outcome
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.kit.time import day
from jln.membership import letters, queries, territories
from jln.membership.models import Application, CountryMembership
from jln.membership.rules import applying as rules
from jln.membership.terms import ApplicationState, Level
from jln.spaces.models import Space
from jln.spaces.rolls import follow_seats
from jln.spaces.terms import SpaceKind, Visibility
from jln.uploads import actions as uploads

if TYPE_CHECKING:
    from jln.countries.models import Country
    from jln.people.models import Person

DAY = timedelta(days=1)


@transaction.atomic
def admit(carried: Carried) -> None:
    """What the Steering Group decided about an application, once. Raises `RuleBroken`."""
    rows = Application.objects.select_for_update(of=("self",))
    application = rows.get(pk=carried.subject_id)
    if carried.outcome is not Outcome.ADOPTED:
        _answer(application, carried)
        return
    officer = queries.officer_of(application, at=carried.at)
    rules.may_admit(
        application.state,
        is_member=queries.is_member(application.country_code),
        has_officer=officer is not None,
    ).or_raise()
    if officer is None:  # said above; the type does not know
        return
    country = territories.country_of(application.country_code)
    _become_associate(country, carried)
    _assign(country, officer, at=carried.at)
    _make_space(country, at=carried.at)
    application.country, application.state = country, ApplicationState.ADMITTED
    application.closed_at, application.words = carried.at, carried.reason
    _bring_contact(application, country, officer, at=carried.at)
    application.save()
    _told(application, "admitted", carried, officer=officer.name)


def _answer(application: Application, carried: Carried) -> None:
    """Not now, or no: with the reason."""
    rules.may_admit(application.state, is_member=False, has_officer=True).or_raise()
    is_refused = carried.outcome is Outcome.REJECTED
    application.words = carried.reason
    if is_refused:
        application.state, application.closed_at = ApplicationState.REFUSED, carried.at
    application.save()
    _told(application, "refused" if is_refused else "deferred", carried)


def _told(application: Application, event: str, carried: Carried, officer: str = "") -> None:
    record(
        Kind.APPLICATION_DECIDED,
        application,
        by=None,
        at=carried.at,
        country=application.country,
        data={"country": application.country_code, "decision": carried.number, "outcome": event},
    )
    letters.tell(application, event, words=carried.reason, officer=officer, at=carried.at)


def _become_associate(country: Country, carried: Carried) -> None:
    on = day(carried.at)
    CountryMembership.objects.filter(country=country, ends=None).update(ends=before(on))
    CountryMembership.objects.create(
        country=country,
        level=Level.ASSOCIATE,
        starts=whole(on),
        sources=decision(carried),
        confidence=Confidence.CONFIRMED,
        confirmed_at=carried.at,
    )
    if country.joined is None:
        country.joined = whole(on)
        country.save(update_fields=["joined"])


def _assign(country: Country, officer: Person, *, at: datetime) -> None:
    """An officer of its own, if it has none."""
    kind = SeatKind.NETWORK_OFFICER
    if Seat.objects.held_on(day(at)).filter(country=country, kind=kind).exists():
        return
    seat = Seat.objects.create(kind=kind, country=country, person=officer, starts_on=day(at))
    record(Kind.SEAT_BEGUN, seat, by=None, at=at, about=officer, country=country)


def _make_space(country: Country, *, at: datetime) -> Space:
    name = country.name_in("en")
    found = Space.objects.filter(country=country).first()
    if found:
        return found
    slug = slugify(name)[:50] or country.code.lower()
    if Space.objects.filter(slug=slug).exists():
        slug = f"{slug}-{country.code.lower()}"
    return Space.objects.create(
        slug=slug,
        kind=SpaceKind.COUNTRY,
        name=f"Country Core Group of {name}",
        visibility=Visibility.ROLL,
        country=country,
        created_at=at,
    )


def _bring_contact(
    application: Application, country: Country, officer: Person, *, at: datetime
) -> None:
    """Who is here already, and of the country, gets the seat; who is not here is invited."""
    address = application.contact_address.strip().lower()
    person = account_queries.person_of_address(address)
    if person is None:
        application.invitation = account_queries.open_invitation(address, at=at) or accounts.invite(
            address,
            name=application.contact_name,
            country=country,
            language=application.language,
            institution=application.institution,
            by=officer,
            at=at,
        )
    elif person.country_id == country.pk:
        _seat(application, country, person, at=at)


def _seat(application: Application, country: Country, person: Person, *, at: datetime) -> None:
    seat, is_new = Seat.objects.get_or_create(
        kind=SeatKind.POINT_OF_CONTACT,
        country=country,
        person=person,
        ends_on=None,
        defaults={"starts_on": day(at)},
    )
    application.contact, application.seat = person, seat
    application.save(update_fields=["contact", "seat"])
    if is_new:
        record(Kind.SEAT_BEGUN, seat, by=None, at=at, about=person, country=country)
    follow_seats(_make_space(country, at=at), at=at)


def seat_contacts(*, at: datetime) -> int:
    """The hourly duty: who was invited as point of contact and joined takes the seat."""
    rows = Application.objects.filter(
        state=ApplicationState.ADMITTED, seat=None, invitation__accepted_by__isnull=False
    )
    return sum(_seat_one(pk, at) for pk in list(rows.values_list("pk", flat=True)))


@transaction.atomic
def _seat_one(pk: int, at: datetime) -> int:
    rows = Application.objects.select_for_update(of=("self",))
    application = rows.select_related("country", "invitation__accepted_by").get(pk=pk)
    joined = application.invitation.accepted_by if application.invitation else None
    country = application.country
    if application.seat_id or joined is None or country is None:
        return 0
    if joined.country_id != country.pk:
        return 0
    _seat(application, country, joined, at=at)
    return 1


def forget(*, at: datetime) -> int:
    """The daily duty: drafts nobody came back to, and refused ones after their time."""
    drafts = Application.objects.filter(
        state=ApplicationState.DRAFT, saved_at__lt=at - rules.DRAFT_LIFE
    )
    gone = (ApplicationState.REFUSED, ApplicationState.WITHDRAWN)
    old = Application.objects.filter(state__in=gone, closed_at__lt=at - rules.KEPT_FOR)
    done = 0
    for application in [*drafts.select_related("letter"), *old.select_related("letter")]:
        letter = application.letter
        application.delete()
        if letter:
            uploads.discard(letter)
        done += 1
    return done


def whole(on: date) -> PartialDate:
    """A day as history writes it."""
    return PartialDate(on.year, on.month, on.day)


def before(on: date) -> PartialDate:
    """The last day before."""
    return whole(on - DAY)


def decision(carried: Carried) -> str:
    """The source of what was decided."""
    return f"Decision {carried.number}"

"""Member countries: who should be called and why, and what was said with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Subquery

from jln.access.check import require
from jln.access.permissions import Permission
from jln.activities.models import PlaceOffer
from jln.countries.models import Country, CountryCoreGroup, Seat
from jln.countries.terms import SeatKind
from jln.desk.models import CountryContact
from jln.desk.rules import calling
from jln.governance.models import CoreGroupMeeting
from jln.kit.time import day
from jln.mail.models import InboundMail
from jln.membership import queries as membership
from jln.parameters import queries as parameters
from jln.people.models import EmailAddress, Person
from jln.seats.models import Handover
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class ToCall:
    """One country, what is on record of it, and why somebody should call it."""

    country: Country
    signs: calling.Signs
    coordinator: str
    whys: list[calling.Why]

    @property
    def because(self) -> list[str]:
        """In words."""
        return [str(calling.WORDS[why]) for why in self.whys]


def to_call(person: Person, *, at: datetime) -> list[ToCall]:
    """Those to call, what is due first. Two queries and the numbers, however many countries."""
    require(person, Permission.DESK_OPEN, current())
    numbers = parameters.all_on(day(at))
    limits = calling.Limits(numbers["call_days"].value, numbers["ccg_at_risk_months"].value)
    named = dict(
        Seat.objects.held_on(day(at))
        .filter(kind=SeatKind.CCG_COORDINATOR, country__isnull=False)
        .values_list("country", "person__name")
    )
    found = []
    for country in _members(day(at)):
        signs = _signs(country, has_coordinator=country.pk in named)
        whys = calling.reasons(signs, limits, day(at))
        found.append(ToCall(country, signs, named.get(country.pk, ""), whys))
    order = calling.in_order((one.signs, one.whys) for one in found)
    return [found[place] for place in order]


def _signs(country: Any, *, has_coordinator: bool) -> calling.Signs:  # noqa: ANN401 -- with what stands below
    wrote_on = day(country.wrote_at) if country.wrote_at else None
    met_on = day(country.met_at) if country.met_at else None
    group = country.group_since
    return calling.Signs(
        last_sign=max(filter(None, (country.seen_on, wrote_on)), default=None),
        last_called=country.called_on,
        step_on=country.step_on,
        owed_since=country.owed_since,
        has_coordinator=has_coordinator,
        is_handed_over=country.is_handed_over,
        bounces=country.bounces,
        last_met=met_on or (group.last if group else None),
        has_group=country.has_group,
    )


def _members(on: date) -> QuerySet[Country]:
    """Member countries with the dates that the rule asks for."""
    of = OuterRef("pk")
    people = Person.objects.filter(country=of)
    mail = InboundMail.objects.filter(person__country=of, is_proved=True)
    said = CountryContact.objects.filter(country=of)
    met = CoreGroupMeeting.objects.filter(group__country=of, noted_at__isnull=False)
    owed = PlaceOffer.objects.filter(country=of, sent_at=None, ordered_at=None, due_on__lt=on)
    held = Seat.objects.held_on(on).filter(country=of, kind=SeatKind.CCG_COORDINATOR)
    back = EmailAddress.objects.filter(is_main=True, removed_at=None, bounced_at__isnull=False)
    handed = Handover.objects.filter(seat__country=of, closed_at=None)
    countries = Country.objects.filter(pk__in=membership.present().values("country"))
    return countries.annotate(
        seen_on=_first(people, "-seen_on"),
        wrote_at=_first(mail, "-received_at"),
        called_on=_first(said, "-held_on"),
        step_on=_first(said.filter(done_at=None), "next_on"),
        owed_since=_first(owed, "due_on"),
        met_at=_first(met, "-starts_at"),
        group_since=F("core_group__since"),
        has_group=Exists(CountryCoreGroup.objects.filter(country=of)),
        is_handed_over=Exists(handed),
        bounces=Exists(held.filter(Exists(back.filter(person=OuterRef("person"))))),
    ).order_by("code")


def _first(rows: QuerySet[Any], order: str) -> Subquery:
    """The first or the last date of the rows of a country."""
    name = order.lstrip("-")
    rows = rows.filter(**{f"{name}__isnull": False})
    return Subquery(rows.order_by(order).values(name)[:1])


def contacts(person: Person, country: Country | None = None) -> QuerySet[CountryContact]:
    """What was said with a country, or with all, the latest first."""
    require(person, Permission.DESK_OPEN, current())
    rows = CountryContact.objects.select_related("country", "by")
    rows = rows.filter(country=country) if country else rows
    return rows.order_by("-held_on", "-pk")


def to_note(person: Person) -> QuerySet[Country]:
    """Countries of which this person may put on record what was said. Raises PermissionDenied."""
    require(person, Permission.DESK_OPEN, current())
    return Country.objects.filter(pk__in=membership.present().values("country"))


def steps_due(*, at: datetime) -> QuerySet[CountryContact]:
    """Next steps whose day has come, the oldest first."""
    rows = CountryContact.objects.filter(done_at=None, next_on__lte=day(at))
    return rows.select_related("country").order_by("next_on", "pk")

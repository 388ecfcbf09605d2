"""What took place, what is to come, and who is named for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from jln.access.check import can, granted, visible
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.activities import rules
from jln.activities.models import Activity, Nominee, Objection, PlaceOffer
from jln.activities.terms import NominationState
from jln.countries.models import Country, Seat
from jln.countries.terms import COUNTRY_SEATS, LEADING_SEATS, SeatKind
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.membership import queries as membership
from jln.parameters import queries as parameters
from jln.people import naming
from jln.people.models import Person
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet


def activities() -> QuerySet[Activity]:
    """Every activity, newest first; those without a date last."""
    return (
        Activity.objects.select_related("initiative", "group")
        .prefetch_related("countries")
        .order_by(F("starts").desc(nulls_last=True), "pk")
    )


def offers(person: Person) -> QuerySet[PlaceOffer]:
    """Places offered, of which this person may read."""
    return visible(person, P.NOMINATION_VIEW, _offers())


def offers_to_order(person: Person) -> QuerySet[PlaceOffer]:
    """Those for which this person may put people in order."""
    return visible(person, P.NOMINATION_KEEP, _offers().filter(sent_at=None))


def offers_to_object_to(person: Person) -> QuerySet[PlaceOffer]:
    """Those against whose order this person may object."""
    shown = _offers().filter(sent_at=None, shown_at__isnull=False)
    return visible(person, P.NOMINATION_OBJECT, shown)


def offers_to_send(person: Person) -> QuerySet[PlaceOffer]:
    """Those whose names this person may send."""
    return offers_to_order(person).filter(shown_at__isnull=False)


def activities_to_offer(person: Person) -> QuerySet[Activity]:
    """Activities in which this person may offer places."""
    rows = Activity.objects.order_by("pk")
    return rows if can(person, P.DESK_OPEN, current()) else rows.none()


def members() -> list[Country]:
    """To whom places can be offered."""
    return [row.country for row in membership.present()]


def _offers() -> QuerySet[PlaceOffer]:
    return PlaceOffer.objects.select_related("activity", "country", "ordered_by")


def offers_of(activity: Activity) -> list[PlaceOffer]:
    """Those of one activity, for staff."""
    return list(_offers().filter(activity=activity).order_by("country__code"))


def country_of_group(person: Person, code: str) -> Country | None:
    """The country, for its group and for staff."""
    rows = Country.objects.filter(code=code.upper())
    return visible(person, P.CORE_GROUP_VIEW, rows).first()


def open_offers() -> list[int]:
    """Those that are not sent, by number."""
    return list(PlaceOffer.objects.filter(sent_at=None).order_by("pk").values_list("pk", flat=True))


def silent_offers() -> QuerySet[PlaceOffer]:
    """Those that neither coordinator nor chair answered: somebody has to call."""
    rows = _offers().filter(sent_at=None, shown_at=None, desk_asked_at__isnull=False)
    return rows.order_by("desk_asked_at", "pk")


def path_of(one: PlaceOffer) -> str:
    """Its page."""
    return f"/countries/{one.country.code.lower()}/group/nominations/{one.code}/"


def nominees(one: PlaceOffer) -> list[Nominee]:
    """Those named, in their order."""
    rows = one.nominees.select_related("person").prefetch_related("person__addresses")
    return list(rows.prefetch_related("person__mail_settings").order_by("rank"))


def until(one: PlaceOffer) -> datetime | None:
    """The end of the time to object to the order as it was shown last."""
    if one.shown_at is None:
        return None
    hours = parameters.value("objection_hours", on=day(one.shown_at))
    return one.shown_at + timedelta(hours=hours)


def said_of(one: PlaceOffer) -> rules.Standing:
    """What the rules judge."""
    return rules.Standing(
        shown_at=one.shown_at,
        until=until(one),
        objections=len(_against(one)),
        sent_at=one.sent_at,
    )


def _against(one: PlaceOffer) -> list[Objection]:
    """Objections to the order as it was shown last."""
    if one.shown_at is None:
        return []
    rows = one.objections.filter(shown_at=one.shown_at).select_related("by")
    return list(rows.order_by("pk"))


def people_of(country: Country, named: Iterable[int]) -> set[int]:
    """Of these people, those who are of the country and here."""
    here = Person.objects.present().filter(country=country, pk__in=list(named))
    return set(here.values_list("pk", flat=True))


def candidates(country: Country, reader: Person) -> list[Person]:
    """Whom the reader may think of, with how often each was sent before; numbered in letters."""
    here = Person.objects.present().filter(country=country).exclude(pk=reader.pk)
    sent = Count(
        "nominations",
        filter=Q(
            nominations__offer__sent_at__isnull=False,
            nominations__rank__lte=F("nominations__offer__places"),
        ),
    )
    seen = visible(reader, P.PERSON_VIEW, here).annotate(times_sent=sent)
    return list(seen.order_by("pk")[: rules.MOST_NAMES])


def called(country: Country, text: str, reader: Person) -> list[Person]:
    """The people of the country whom these words can mean, among those the reader sees."""
    here = Person.objects.present().filter(country=country)
    seen = visible(reader, P.PERSON_VIEW, here)
    whole = list(seen.filter(name__iexact=text).order_by("pk")[:2])
    found = whole or list(seen.filter(name__istartswith=text).order_by("pk")[:2])
    return found or naming.named(text, seen.order_by("pk"))


def group_of(country: Country, *, on: date) -> QuerySet[Person]:
    """Everybody who holds a seat of the country."""
    return _holders(country, sorted(COUNTRY_SEATS), on)


def who_speaks(country: Country, *, on: date) -> QuerySet[Person]:
    """Coordinator, point of contact and chair."""
    return _holders(country, sorted(LEADING_SEATS), on)


def who_is_asked(country: Country, *, is_late: bool, on: date) -> list[Person]:
    """The coordinator, else the point of contact; when no names came, the chair."""
    order = [SeatKind.CCG_COORDINATOR, SeatKind.POINT_OF_CONTACT, SeatKind.CCG_CHAIR]
    for kind in [SeatKind.CCG_CHAIR] if is_late else order:
        found = list(_holders(country, [kind], on))
        if found:
            return found
    return []


def _holders(country: Country, kinds: list[SeatKind], on: date) -> QuerySet[Person]:
    held = Seat.objects.held_on(on).filter(country=country, kind__in=kinds)
    people = Person.objects.present().filter(pk__in=held.values("person")).order_by("pk")
    return people.prefetch_related("addresses", "mail_settings")


@dataclass(frozen=True, slots=True)
class OfferPage:
    """One offer as its page shows it."""

    offer: PlaceOffer
    state: NominationState
    nominees: list[Nominee]
    objections: list[Objection]
    until: datetime | None
    may_keep: bool
    may_object: bool


def offer_page(person: Person, country: str, code: str, *, at: datetime) -> OfferPage | None:
    """None where there is none, or it is none of the reader's."""
    rows = offers(person).filter(country__code=country.upper())
    one = rows.filter(pk=number_of(code)).first()
    if one is None:
        return None
    may = {
        permission
        for permission, _pk in granted(
            person, [(P.NOMINATION_KEEP, [one.pk]), (P.NOMINATION_OBJECT, [one.pk])]
        )
    }
    ends = until(one)
    against = _against(one)
    standing = rules.Standing(one.shown_at, ends, len(against), one.sent_at)
    mine = any(objection.by_id == person.pk for objection in against)
    return OfferPage(
        offer=one,
        state=rules.state_of(standing),
        nominees=nominees(one),
        objections=against,
        until=ends,
        may_keep=P.NOMINATION_KEEP in may and one.sent_at is None,
        may_object=P.NOMINATION_OBJECT in may
        and bool(rules.may_object(standing, at=at, has_objected=mine)),
    )

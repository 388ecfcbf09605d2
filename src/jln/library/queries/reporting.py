"""What somebody sees before she records an adaptation: what is there, and who will be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from jln.access.check import visible, who_can
from jln.access.permissions import Permission
from jln.countries.models import Country, Seat
from jln.countries.terms import COUNTRY_SEATS, SeatKind
from jln.kit import clock
from jln.kit.time import day
from jln.library.models import Adaptation
from jln.library.queries.adaptations import adaptations
from jln.mail import outgoing
from jln.people.models import Person

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.conversations.models import Topic
    from jln.library.models import Product

CORE_GROUP, FACILITATOR, ADAPTED = "core_group", "facilitator", "adapted"
MOST_EXAMPLES = 30  # to choose from; a longer list is quicker on the product's own page


def concerned(product: Product, country: int, *, but: int = 0) -> dict[str, QuerySet[Person]]:
    """Who is told of an adaptation (`but` itself), by the reason; the first one counts.

    The country's Core Group, who facilitates the group that made the product, and who
    recorded what others made of it. Whether they may read it is asked of the policy.
    """
    others = Adaptation.objects.filter(product=product, withdrawn_at=None).exclude(pk=but)
    return {
        CORE_GROUP: _holders(Q(country=country, kind__in=COUNTRY_SEATS)),
        FACILITATOR: _holders(Q(group=product.group_id or 0, kind=SeatKind.FACILITATOR)),
        ADAPTED: Person.objects.present().filter(pk__in=others.values("reported_by")),
    }


def _holders(seats: Q) -> QuerySet[Person]:
    held = Seat.objects.held_on(day(clock.now())).filter(seats)
    return Person.objects.present().filter(pk__in=held.values("person"))


@dataclass(frozen=True, slots=True)
class Reporting:
    """What the page of the form says beside the questions."""

    recorded: list[Any]  # what the country has recorded of the product; `may_add` for the reader
    examples: list[Adaptation]  # what others made of it, to have begun from
    told: dict[str, list[Person]]  # who will be told by mail, by the reason

    @property
    def told_count(self) -> int:
        """How many letters it will be."""
        return sum(map(len, self.told.values()))


def countries_to_report_for(person: Person) -> QuerySet[Country]:
    """Her own country; for staff of none, any."""
    countries = Country.objects.filter(memberships__isnull=False).distinct()
    if person.country_id:
        countries = Country.objects.filter(pk=person.country_id)
    return visible(person, Permission.ADAPTATION_REPORT, countries).order_by("code")


def reporting(
    person: Person, product: Product, country: Country, *, topic: Topic | None, at: datetime
) -> Reporting:
    """What is on record already, and who will be told; of that what she may know."""
    found = examples(person, product, country)
    return Reporting(
        recorded=[one for one in found if one.country_id == country.pk],
        examples=found,
        told=_told(person, product, country, topic, at),
    )


def examples(person: Person, product: Product, country: Country | None) -> list[Any]:
    """What was made of a product, the country's own first, each with `may_add`."""
    adds = visible(
        person, Permission.ADAPTATION_ADVANCE, Adaptation.objects.filter(pk=OuterRef("pk"))
    )
    made = adaptations(person).filter(product=product).annotate(may_add=Exists(adds))
    own = Q(country=country.pk if country else 0)
    return list(made.annotate(is_own=own).order_by("-is_own", "-created_at", "-pk")[:MOST_EXAMPLES])


def _told(
    person: Person, product: Product, country: Country, topic: Topic | None, at: datetime
) -> dict[str, list[Person]]:
    """Each once, for the first reason; only whom a letter would reach. Three queries."""
    groups = {why: people.values("pk") for why, people in concerned(product, country.pk).items()}
    anyone = Q(pk__in=groups[CORE_GROUP])
    for why in (FACILITATOR, ADAPTED):
        reads = Q(pk__in=who_can(Permission.TOPIC_VIEW, topic).values("pk")) if topic else Q()
        anyone |= Q(pk__in=groups[why]) & reads
    people = Person.objects.filter(anyone).exclude(pk=person.pk).select_related("country")
    asked = people.annotate(**{f"is_{why}": Q(pk__in=pks) for why, pks in groups.items()})
    told: dict[str, list[Person]] = {}
    for one in asked.prefetch_related("addresses", "mail_settings").order_by("name", "pk"):
        to = outgoing.main_address(one)
        if outgoing.why_not(one, "adaptation.reported", "", to, at) == "":
            why = next(why for why in groups if getattr(one, f"is_{why}"))
            told.setdefault(why, []).append(one)
    return told

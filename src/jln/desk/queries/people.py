"""The people there, for staff: found by name, country, last visit and the state of their mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q

from jln.access.check import require, visible
from jln.access.permissions import Permission
from jln.accounts.models import CountryRequest
from jln.countries.models import Country
from jln.desk.terms import Showing
from jln.kit.time import day
from jln.mail.outgoing import ALL_KINDS
from jln.people.models import EmailAddress, Person, Position
from jln.people.terms import PersonStatus
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

PAGE = 25
LONG = timedelta(days=180)
"""Six months without a visit: somebody may have left without saying so."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What staff look for. A code that names nothing finds nobody."""

    words: str = ""
    country: str = ""
    showing: str = ""

    def query(self, **changes: object) -> dict[str, object]:
        """As it stands in an address, with changes."""
        said: dict[str, object] = {"q": self.words, "country": self.country, "show": self.showing}
        return {name: value for name, value in (said | changes).items() if value}


def people(person: Person, looked: Looked, *, at: datetime) -> QuerySet[Person]:
    """Everybody who fits, by name, each with the state of her mail; nobody twice."""
    require(person, Permission.DESK_OPEN, current())
    found = Person.objects.exclude(status=PersonStatus.ERASED).select_related("country")
    if looked.words:
        mine = EmailAddress.objects.filter(address__icontains=looked.words, removed_at=None)
        by_address = Q(pk__in=mine.values("person")) if "@" in looked.words else Q(pk__in=())
        found = found.filter(Q(name__icontains=looked.words) | by_address)
    if looked.country:
        found = found.filter(country__code=looked.country)
    return _narrowed(_with_mail(found), looked.showing, at=at).order_by("name", "pk")


def _with_mail(found: QuerySet[Person]) -> QuerySet[Person]:
    main = EmailAddress.objects.filter(person=OuterRef("pk"), is_main=True, removed_at=None)
    settings = apps.get_model("jln.MailSetting")._default_manager
    off = settings.filter(person=OuterRef("pk"), kind=ALL_KINDS, is_off=True)
    return found.annotate(
        bounces=Exists(main.filter(bounced_at__isnull=False)),
        is_off=Exists(off),
        is_reached=Exists(main),
    )


def _narrowed(found: QuerySet[Person], showing: str, *, at: datetime) -> QuerySet[Person]:
    narrow = {
        Showing.BOUNCING: Q(bounces=True),
        Showing.STOPPED: Q(is_off=True),
        Showing.UNSEEN: Q(status=PersonStatus.ACTIVE)
        & (Q(seen_on=None) | Q(seen_on__lt=day(at - LONG))),
        Showing.SUSPENDED: Q(status=PersonStatus.SUSPENDED),
        Showing.CLOSED: Q(status=PersonStatus.CLOSED),
    }
    return found.filter(narrow[Showing(showing)]) if showing in Showing.values else found


def countries_of_people() -> list[Country]:
    """Where anybody comes from."""
    return list(Country.objects.filter(Exists(Person.objects.filter(country=OuterRef("pk")))))


@dataclass(frozen=True, slots=True)
class PersonAtDesk:
    """One person as staff see her."""

    person: Person
    positions: list[Position]
    addresses: list[EmailAddress]
    request: CountryRequest | None
    is_off: bool


def person(by: Person, pk: int) -> PersonAtDesk | None:
    """One person, whatever her status, for staff."""
    rows = Person.objects.filter(pk=pk).select_related("country")
    found = visible(by, Permission.PERSON_SUSPEND, rows).first()
    if found is None:
        return None
    mine = apps.get_model("jln.MailSetting")._default_manager.filter(person=found)
    return PersonAtDesk(
        person=found,
        positions=list(
            Position.objects.filter(person=found)
            .select_related("institution")
            .order_by(F("starts").desc(nulls_last=True), "-pk")
        ),
        addresses=list(
            EmailAddress.objects.filter(person=found, removed_at=None).order_by("-is_main", "pk")
        ),
        request=requests().filter(person=found).first(),
        is_off=mine.filter(kind=ALL_KINDS, is_off=True).exists(),
    )


def requests() -> QuerySet[CountryRequest]:
    """Changes of country that wait for a decision."""
    open_ones = CountryRequest.objects.filter(decided_at=None, withdrawn_at=None)
    return open_ones.select_related("person__country", "country").order_by("asked_at", "pk")


def request_to_decide(by: Person, pk: int) -> CountryRequest | None:
    """One change of country, for who may decide on it."""
    people_to_move = visible(by, Permission.PERSON_MOVE, Person.objects.all())
    asked = CountryRequest.objects.filter(pk=pk, person__in=people_to_move)
    return asked.select_related("person__country", "country", "decided_by").first()

"""Reads of accounts: whose address, which request, which sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.utils import translation

from jln.accounts import rules
from jln.accounts.models import CountryRequest, Invitation, Session, SignIn
from jln.countries.models import Country, Seat
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit import tokens
from jln.kit.time import day
from jln.mail import seals
from jln.people.models import EmailAddress, Institution, Person, Position, Theme
from jln.ui import formats
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


MOST_TO_CHOOSE = 120
"""Institutions in one list; whoever misses hers writes its name."""


def person_of_address(address: str) -> Person | None:
    """Whose confirmed address this is; case does not matter."""
    found = (
        EmailAddress.objects.select_related("person")
        .filter(address__iexact=address.strip(), confirmed_at__isnull=False, removed_at=None)
        .first()
    )
    return found.person if found else None


def sign_in_of(token: str) -> SignIn | None:
    """The request a mailed link belongs to; None if the link is not ours."""
    row = tokens.row_of(token)
    asked = SignIn.objects.select_related("person").filter(pk=row).first() if row else None
    return asked if asked and seals.holds("sign-in", token, asked.browser) else None


def latest_sign_in(browser: str) -> SignIn | None:
    """The newest request of a browser (its mark)."""
    asked = SignIn.objects.select_related("person").filter(browser=browser)
    return asked.exclude(browser="").order_by("-pk").first()


def open_invitation(address: str, *, at: datetime) -> Invitation | None:
    """An invitation of this address that can still be accepted."""
    return Invitation.objects.filter(
        address__iexact=address, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    ).first()


def invitation_of(token: str, *, lock: bool = False) -> Invitation | None:
    """The invitation a link belongs to; None if the link is not ours."""
    row = tokens.row_of(token)
    rows = Invitation.objects.select_for_update(of=("self",)) if lock else Invitation.objects.all()
    found = rows.select_related("country", "invited_by").filter(pk=row).first() if row else None
    return found if found and seals.holds("invitation", token, found.address) else None


def sessions(person: Person) -> QuerySet[Session]:
    """Where a person is signed in, newest first."""
    return Session.objects.filter(person=person, ended_at=None).order_by("-seen_at", "pk")


def addresses(person: Person) -> QuerySet[EmailAddress]:
    """A person's addresses, the main one first; removed ones that can still come back, last."""
    asked = Fact.objects.filter(
        subject_model=EmailAddress._meta.label,
        subject_id=OuterRef("pk"),
        kind=Kind.ADDRESS_PROPOSED,
    )
    mine = EmailAddress.objects.filter(person=person).annotate(is_proposed=Exists(asked))
    return mine.order_by("removed_at", "-is_main", "pk")


def positions(person: Person) -> list[Position]:
    """What a person does and did, what she does now first."""
    rows = Position.objects.filter(person=person).select_related("institution")
    newest = F("starts").desc(nulls_last=True)
    return list(rows.order_by(F("ends").desc(nulls_first=True), newest, "-pk"))


def all_positions(person: Person) -> QuerySet[Position]:
    """A person's own positions, ended or not."""
    return Position.objects.filter(person=person).select_related("person", "institution")


def own_positions(person: Person) -> QuerySet[Position]:
    """A person's own positions that have not ended."""
    return Position.objects.filter(person=person, ends=None).select_related("person", "institution")


def institutions_to_choose(person: Person) -> list[Institution]:
    """Where somebody of her country may work, as far as it is known."""
    mine = Q(country=person.country_id) if person.country_id else Q(pk__in=())
    held = Q(pk__in=Position.objects.filter(person=person).values("institution"))
    return list(Institution.objects.filter(mine | held).order_by("name", "pk")[:MOST_TO_CHOOSE])


def institution_named(name: str, country: Country | None) -> Institution | None:
    """The institution of a country that has this name; case does not matter."""
    return Institution.objects.filter(name__iexact=name.strip(), country=country).first()


def holds_seats(person: Person, *, at: datetime) -> bool:
    """Does she hold a seat of a country or group today? They are asked about with a position."""
    mine = Seat.objects.held_on(day(at)).filter(person=person)
    return mine.exclude(country=None, group=None).exists()


def latest(kind: Kind, position: Position) -> datetime | None:
    """When something was last said of a position."""
    facts = Fact.objects.filter(
        kind=kind, subject_model=position._meta.label, subject_id=position.pk
    )
    return facts.order_by("-pk").values_list("at", flat=True).first()


def fresh_positions(person: Person, *, at: datetime) -> dict[int, str]:
    """Of her positions, those of which something was said so lately that it can be taken back."""
    kinds = (Kind.POSITION_BEGUN, Kind.POSITION_ENDED, Kind.POSITION_TAKEN_BACK)
    since = at - rules.POSITION_UNDO
    said = Fact.objects.filter(kind__in=kinds, about=person, at__gte=since).order_by("pk")
    return {row["subject_id"]: row["kind"] for row in said.values("subject_id", "kind")}


def open_country_request(person: Person) -> CountryRequest | None:
    """A change of country that waits for the desk."""
    asked = CountryRequest.objects.filter(person=person, decided_at=None, withdrawn_at=None)
    return asked.select_related("country").first()


def countries() -> list[Country]:
    """Every country of the network, by code."""
    return list(Country.objects.order_by("code"))


def other_countries(person: Person) -> list[Country]:
    """The countries she could belong to instead."""
    return list(Country.objects.exclude(pk=person.country_id or 0).order_by("code"))


def knowledge(person: Person) -> dict[str, list[str]]:
    """What a person said about languages and subjects, by the names of the form's fields."""
    said: dict[str, list[str]] = {"offered": [], "sought": []}
    for kind, code in person.expertise.values_list("kind", "theme__code").order_by("pk"):
        said[kind].append(code)
    said["languages"] = list(person.languages.values_list("language", flat=True).order_by("pk"))
    return said


def themes(language: str) -> list[tuple[str, str]]:
    """Every subject of the field, by code and name."""
    found = [(theme.code, theme.name_in(language)) for theme in Theme.objects.order_by("pk")]
    return sorted(found, key=lambda pair: pair[1].casefold())


def working_languages(language: str) -> list[tuple[str, str]]:
    """Languages a person can say she works in: those of the network and of its countries."""
    codes = set(current().languages)
    for spoken in Country.objects.values_list("languages", flat=True):
        codes.update(spoken)
    with translation.override(language):
        names = [(code, formats.language_name(code)) for code in codes]
    return sorted(names, key=lambda pair: pair[1].casefold())

"""People as lists show them: position, country, what they offer, languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F

from jln.kit.codes import code_of
from jln.kit.prepared import Prepared
from jln.people.models import Expertise, Person, Position, SpokenLanguage
from jln.people.terms import ExpertiseKind
from jln.ui.formats import language as shown_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

MOST = 20
_NOBODY = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A country in a row: its code, and its name as the page's filter asks for it."""

    code: str
    names: Mapping[str, str]

    def name_in(self, language: str) -> str:
        """Its name in a language, else in English."""
        return self.names.get(language) or self.names.get("en", "")


@dataclass(slots=True)
class Row:
    """A person in a list."""

    pk: int
    name: str
    country: Place | None
    is_away: bool = False
    role: str = ""
    offers: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)


def of(pks: Sequence[int]) -> list[Row]:
    """At most twenty people, in this order."""
    if not pks:
        return []
    ids = {f"p{at}": pk for at, pk in enumerate([*pks, *[_NOBODY] * MOST][:MOST])}
    found = {row["pk"]: _row(row) for row in _PEOPLE(**ids)}
    language = shown_language()
    for row in _ROLES(**ids):
        found[row["person_id"]].role = f"{row['title']}, {row['institution__name']}"
    for row in _OFFERS(**ids):
        names = row["theme__names"]
        found[row["person_id"]].offers.append(names.get(language) or names["en"])
    for row in _LANGUAGES(**ids):
        found[row["person_id"]].languages.append(row["language"])
    return [found[pk] for pk in pks if pk in found]


def _row(row: dict[str, Any]) -> Row:
    code = row["country__code"]
    return Row(row["pk"], row["name"], Place(code, row["country__names"]) if code else None)


def _people(**ids: int) -> QuerySet[Any, Any]:
    found = Person.objects.filter(pk__in=list(ids.values()))
    return found.values("pk", "name", "country__code", "country__names")


def _roles(**ids: int) -> QuerySet[Any, Any]:
    held = Position.objects.filter(person__in=list(ids.values()), ends=None)
    oldest = held.order_by(F("starts").asc(nulls_first=True), "pk")
    return oldest.values("person_id", "title", "institution__name")


def _offers(**ids: int) -> QuerySet[Any, Any]:
    offered = Expertise.objects.filter(person__in=list(ids.values()), kind=ExpertiseKind.OFFERED)
    return offered.order_by("pk").values("person_id", "theme__names")


def _languages(**ids: int) -> QuerySet[Any, Any]:
    spoken = SpokenLanguage.objects.filter(person__in=list(ids.values()))
    return spoken.order_by("pk").values("person_id", "language")


_PEOPLE = Prepared(_people)
_ROLES = Prepared(_roles)
_OFFERS = Prepared(_offers)
_LANGUAGES = Prepared(_languages)

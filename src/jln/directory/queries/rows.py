"""People as lists show them: position, country, what they offer, languages."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F

from jln.countries.places import Place, place
from jln.kit.codes import code_of
from jln.kit.prepared import Prepared
from jln.people.models import Expertise, Person, Position, SpokenLanguage
from jln.people.terms import ExpertiseKind
from jln.ui.formats import language as shown_language
from jln.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

MOST = 20
_NOBODY = 0


class Row(NamedTuple):
    """A person in a list, in the reader's language; all of it makes its HTML."""

    pk: int
    name: str
    country: Place | None
    role: str
    offers: tuple[str, ...]
    languages: tuple[str, ...]

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)


_kept: Kept[tuple[Row, ...]] = Kept(300, "directory")


def of(pks: Sequence[int]) -> tuple[Row, ...]:
    """At most twenty people, in this order; read anew when somebody's entry changed."""
    if not pks:
        return ()
    return _kept.get((shown_language(), tuple(pks)), lambda: _read(pks))


def _read(pks: Sequence[int]) -> tuple[Row, ...]:
    ids = {f"p{at}": pk for at, pk in enumerate([*pks, *[_NOBODY] * MOST][:MOST])}
    found = {row["pk"]: row for row in _PEOPLE(**ids)}
    roles = {
        row["person_id"]: f"{row['title']}, {row['institution__name']}" for row in _ROLES(**ids)
    }
    language = shown_language()
    offers, languages = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    for row in _OFFERS(**ids):
        names = row["theme__names"]
        offers[row["person_id"]].append(names.get(language) or names["en"])
    for row in _LANGUAGES(**ids):
        languages[row["person_id"]].append(row["language"])
    return tuple(
        Row(
            pk=pk,
            name=found[pk]["name"],
            country=place(found[pk]["country__code"], found[pk]["country__names"]),
            role=roles.get(pk, ""),
            offers=tuple(offers[pk]),
            languages=tuple(languages[pk]),
        )
        for pk in pks
        if pk in found
    )


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

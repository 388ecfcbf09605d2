"""What of people and institutions can be found by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from jln.people.models import Expertise, Institution, Person, Position
from jln.people.terms import DirectoryListing, ExpertiseKind, PersonStatus
from jln.search.index import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet


def entries() -> Iterator[Entry]:
    """Everyone who is listed to members, and every institution."""
    for person in _listed().order_by("pk").iterator(chunk_size=500):
        yield person_entry(person)
    institutions = Institution.objects.select_related("country").order_by("pk")
    for institution in institutions.iterator(chunk_size=500):
        yield institution_entry(institution)


def entry_for(kind: str, pk: int) -> Entry | None:
    """One person or institution as it can be found now; None if it cannot."""
    if kind == "institution":
        known = Institution.objects.select_related("country").filter(pk=pk).first()
        return institution_entry(known) if known else None
    found = _listed().filter(pk=pk).first()
    return person_entry(found) if found else None


def person_entry(person: Person) -> Entry:
    """By name, and by what she does, offers and says of herself. Never by an address."""
    offered = [one for one in person.expertise.all() if one.kind == ExpertiseKind.OFFERED]
    said = [
        *(f"{one.title}, {one.institution.name}" for one in person.positions.all()),
        *(one.note for one in offered if one.note),
        person.about,
    ]
    also = [(name, tongue) for one in offered for tongue, name in one.theme.names.items()]
    if person.country:
        also += [(name, tongue) for tongue, name in person.country.names.items()]
    return Entry(
        kind="person",
        subject_id=person.pk,
        title=person.name,
        body=" · ".join(part for part in said if part),
        also=tuple(also),
        language=person.language,
        reach="members",
        country_code=person.country.code if person.country else "",
    )


def institution_entry(institution: Institution) -> Entry:
    """By its name, its kind and what is noted of it."""
    country = institution.country
    return Entry(
        kind="institution",
        subject_id=institution.pk,
        title=institution.name,
        body=institution.note,
        also=tuple((name, tongue) for tongue, name in country.names.items()) if country else (),
        reach="public",
        country_code=country.code if country else "",
        facet=institution.kind,
    )


def _listed() -> QuerySet[Person]:
    listed = Person.objects.filter(
        status=PersonStatus.ACTIVE, listing=DirectoryListing.MEMBERS
    ).select_related("country")
    positions = Position.objects.filter(ends=None).select_related("institution")
    return listed.prefetch_related(
        Prefetch("positions", positions),
        Prefetch("expertise", Expertise.objects.select_related("theme")),
    )

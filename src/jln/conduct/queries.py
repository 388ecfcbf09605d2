"""Who keeps whom away. Each is asked by number: a page and a letter know no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conduct.models import KeptAway
from jln.conduct.terms import Distance
from jln.people.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet


def people(person: Person) -> QuerySet[Person]:
    """Whom the person may keep away: whoever they see."""
    return visible(person, Permission.PERSON_VIEW, Person.objects.exclude(pk=person.pk))


def kept_away(person: Person) -> QuerySet[KeptAway]:
    """The person's own list, for them alone."""
    rows = KeptAway.objects.filter(by=person).select_related("about__country")
    return rows.order_by("about__name", "pk")


def distance_of(person: Person, about: Person) -> str:
    """How far this person keeps another away; "" for not at all."""
    row = KeptAway.objects.filter(by=person, about=about).first()
    return row.distance if row else ""


def blocks(person: Person, other: Person) -> bool:
    """Does the person let nothing of the other come to them?"""
    return distance_of(person, other) == Distance.BLOCK


def away_from(person: int) -> frozenset[int]:
    """Whose posts are folded for this person."""
    return frozenset(KeptAway.objects.filter(by=person).values_list("about", flat=True))


def deaf_to(person: int | None) -> QuerySet[KeptAway, Any]:
    """Who gets no letters of this person, as their numbers."""
    return KeptAway.objects.filter(about=person or 0).values("by")


def away_from_each(people: Iterable[int]) -> dict[int, set[int]]:
    """The same for many at once."""
    found: dict[int, set[int]] = defaultdict(set)
    for by, about in KeptAway.objects.filter(by__in=people).values_list("by", "about"):
        found[by].add(about)
    return found

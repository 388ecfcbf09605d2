"""Institutions: the public list and page, and what members see of the people there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, OuterRef, Q

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import Post
from jln.directory.queries.people import people
from jln.people.models import Expertise, Institution, InstitutionRole, Position, Theme
from jln.people.terms import ExpertiseKind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.people.models import Person

PAGE = 25
MOST_PEOPLE = 12


@dataclass(slots=True)
class InstitutionPage:
    """What everybody sees of an institution."""

    institution: Institution
    roles: list[InstitutionRole]
    groups: list[Any]  # Country Core Groups it belongs to


@dataclass(slots=True)
class Inside:
    """What members see beside: who works there, who has moved on, what to ask them about."""

    present: list[Position]
    gone: list[Position]
    present_count: int
    gone_count: int
    subjects: list[tuple[Theme, int]]
    subject_count: int
    answer_count: int


def institutions() -> QuerySet[Institution]:
    """All of them, public as they are."""
    return Institution.objects.select_related("country")


def listed(kind: str, country: str, words: str, after: str) -> tuple[list[Institution], str]:
    """One page by name, and the slug the next page begins after."""
    found = institutions()
    if kind:
        found = found.filter(kind=kind)
    if country:
        found = found.filter(country__code=country.upper())
    if words:
        found = found.filter(name__icontains=words)
    last = (
        Institution.objects.filter(slug=after).values_list("name", "pk").first() if after else None
    )
    if last:
        found = found.filter(Q(name__gt=last[0]) | Q(name=last[0], pk__gt=last[1]))
    page = list(found.order_by("name", "pk")[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].slug if len(page) > PAGE else ""


def kinds() -> list[tuple[str, int]]:
    """How many institutions there are of each kind."""
    counted = Institution.objects.order_by().values_list("kind").annotate(n=Count("pk"))
    return sorted(counted, key=lambda one: (-one[1], one[0]))


def institution_page(institution: Institution) -> InstitutionPage:
    """The public part."""
    return InstitutionPage(
        institution=institution,
        roles=list(institution.roles.order_by(F("starts").asc(nulls_first=True), "pk")),
        groups=list(institution.core_groups.select_related("country").order_by("pk")),
    )


def inside(reader: Person, institution: Institution) -> Inside:
    """The members' part: only people the reader may see."""
    seen = people(reader).filter(pk=OuterRef("person"))
    held = Position.objects.filter(Exists(seen), institution=institution)
    present = held.filter(ends=None)
    again = present.filter(person=OuterRef("person"))
    gone = held.exclude(ends=None).filter(~Exists(again))
    offered = Expertise.objects.filter(
        kind=ExpertiseKind.OFFERED, person__in=present.values("person")
    )
    answers = Post.objects.filter(by__in=present.values("person"), number__gt=1)
    counted = dict(offered.order_by().values_list("theme").annotate(n=Count("person")))
    themes = Theme.objects.in_bulk(list(counted))
    subjects = sorted(counted.items(), key=lambda one: (-one[1], themes[one[0]].code))[:5]
    return Inside(
        present=list(present.select_related("person").order_by("person__name", "pk")[:MOST_PEOPLE]),
        gone=list(gone.select_related("person").order_by("-ends", "pk")[:MOST_PEOPLE]),
        present_count=present.count(),
        gone_count=gone.count(),
        subject_count=len(counted),
        answer_count=visible(reader, Permission.POST_VIEW, answers).count(),
        subjects=[(themes[pk], count) for pk, count in subjects],
    )

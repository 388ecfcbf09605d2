"""What pages read of adaptations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.conversations.models import Topic
from jln.countries.models import Country
from jln.facts.wordings import earlier
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.library.models import Adaptation, AdaptationEvidence
from jln.library.queries.origins import Origin, origins_of
from jln.problems.queries import problems
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet

    from jln.facts.models import Wording
    from jln.people.models import Person
    from jln.problems.models import Problem


def adaptations(person: Person | None) -> QuerySet[Adaptation]:
    """The adaptations the person may read."""
    rows = Adaptation.objects.select_related("country", "product", "space")
    return visible(person, Permission.ADAPTATION_VIEW, rows)


def adaptations_of(country: Country, person: Person | None) -> QuerySet[Adaptation]:
    """What a country made of products, as far as the person may read it; the newest first."""
    return adaptations(person).filter(country=country).order_by("-created_at", "-pk")


def advancing(person: Person) -> QuerySet[Adaptation]:
    """The adaptations to which this person may add."""
    return visible(person, Permission.ADAPTATION_ADVANCE, adaptations(person))


def correcting(person: Person) -> QuerySet[Adaptation]:
    """The adaptations whose words this person may put right."""
    return visible(person, Permission.ADAPTATION_CORRECT, adaptations(person))


def withdrawing(person: Person) -> QuerySet[Adaptation]:
    """The adaptations this person may take back."""
    return visible(person, Permission.ADAPTATION_WITHDRAW, adaptations(person))


def publishing(person: Person) -> QuerySet[Adaptation]:
    """The adaptations this person may open to everyone."""
    decides = visible(person, Permission.COUNTRY_PUBLISH, Country.objects.all())
    return adaptations(person).filter(country__in=decides)


def led_by(person: Person, query: Mapping[str, str]) -> dict[str, Any]:
    """The problem or the topic an adaptation is reported for, of those she may read.

    Raises Http404 for one that she may not, or that is not there.
    """
    found: dict[str, Any] = {}
    if "problem" in query:
        found["problem"] = get_object_or_404(problems(person), pk=number_of(query["problem"]))
    if "topic" in query:
        topics = Topic.objects.select_related("space").filter(pk=number_of(query["topic"]))
        found["topic"] = get_object_or_404(visible(person, Permission.TOPIC_VIEW, topics))
    return found


@dataclass(frozen=True, slots=True)
class AdaptationPage:
    """An adaptation with its evidence and its line back to the problem."""

    adaptation: Adaptation
    evidence: list[AdaptationEvidence]
    problem: Problem | None
    origins: list[Origin]
    is_public: bool
    corrected_on: date | None
    earlier: list[Wording]  # what it said before, for those who may correct it
    may_correct: bool
    may_advance: bool
    may_withdraw: bool
    may_publish: bool


def adaptation_page(person: Person | None, adaptation: Adaptation) -> AdaptationPage:
    """Everything on the page of one adaptation."""
    shown = AdaptationEvidence.objects.filter(adaptation=adaptation)
    is_public = adaptation.visibility == Visibility.PUBLIC
    in_public = adaptation.space.visibility == Visibility.PUBLIC
    may_correct = bool(person) and can(person, Permission.ADAPTATION_CORRECT, adaptation)
    wordings = list(earlier(adaptation))
    return AdaptationPage(
        adaptation=adaptation,
        evidence=list(shown.order_by("dated", "pk")),
        problem=problems(person).filter(pk=adaptation.problem_id or 0).first(),
        origins=origins_of(person, [adaptation.product_id]),
        is_public=is_public and in_public,
        corrected_on=day(wordings[0].until) if wordings else None,
        earlier=wordings if may_correct else [],
        may_correct=may_correct,
        may_advance=bool(person) and can(person, Permission.ADAPTATION_ADVANCE, adaptation),
        may_withdraw=bool(person) and can(person, Permission.ADAPTATION_WITHDRAW, adaptation),
        may_publish=(
            bool(person)
            and in_public
            and not is_public
            and can(person, Permission.COUNTRY_PUBLISH, adaptation.country)
        ),
    )

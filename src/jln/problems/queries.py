"""What the pages of problems read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.conversations.models import Topic
from jln.countries.models import Country
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.wordings import earlier
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.people.models import Theme
from jln.problems.models import Problem, ProblemCountry
from jln.problems.rules import Sharing
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind, Visibility

if TYPE_CHECKING:
    from datetime import date

    from jln.facts.models import Wording
    from jln.people.models import Person


def problems(person: Person | None) -> QuerySet[Problem]:
    """The problems the person may read."""
    return visible(
        person, Permission.PROBLEM_VIEW, Problem.objects.select_related("country", "theme", "space")
    )


def publishing(person: Person) -> QuerySet[Problem]:
    """The problems this person may open to everyone."""
    decides = visible(person, Permission.COUNTRY_PUBLISH, Country.objects.all())
    return problems(person).filter(country__in=decides)


def correcting(person: Person) -> QuerySet[Problem]:
    """The problems this person may put right or take back."""
    return visible(person, Permission.PROBLEM_CORRECT, problems(person))


def is_built_on(problem: Problem) -> bool:
    """Whether another country shares it, something came of it, or the network confirmed it.

    Countries that were named with the problem itself do not count.
    """
    stated = Fact.objects.filter(
        kind=Kind.PROBLEM_STATED, subject_model=problem._meta.label, subject_id=problem.pk
    ).first()
    named = stated.data.get("shared_with", []) if stated else []
    shared = ProblemCountry.objects.filter(problem=problem).exclude(country__in=named)
    became: Any = problem.became
    used: Any = problem.adaptations
    return (
        problem.confirmed_at is not None
        or shared.exists()
        or became.exists()
        or used.filter(withdrawn_at=None).exists()
    )


def problems_of(country: Country, person: Person | None) -> QuerySet[Problem]:
    """What a country has stated, or shares; the newest first."""
    shares = ProblemCountry.objects.filter(problem=OuterRef("pk"), country=country)
    mine = problems(person).filter(Q(country=country) | Exists(shares))
    return mine.order_by("-stated", "-pk")


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """A problem with what came of it, as far as the reader may see it."""

    problem: Problem
    countries: list[Country]  # that share it, besides the one that stated it
    topic: Topic | None
    products: list[Any]
    adaptations: list[Any]
    may_share: bool
    is_shared: bool  # by the reader's own country
    may_publish: bool
    may_correct: bool
    corrected_on: date | None
    earlier: list[Wording]  # how it was said before, for those who may correct it


def problem_page(person: Person | None, problem: Problem) -> ProblemPage:
    """Everything on the page of one problem."""
    countries = list(
        Country.objects.filter(shared_problems__problem=problem).order_by("shared_problems__pk")
    )
    topics = Topic.objects.filter(pk=problem.topic_id or 0)
    became: Any = problem.became
    origins = became.select_related("product").order_by("product__published", "pk")
    used: Any = problem.adaptations
    adaptations = visible(
        person, Permission.ADAPTATION_VIEW, used.select_related("country", "product")
    )
    own = person.country_id if person else None
    may_correct = person is not None and can(person, Permission.PROBLEM_CORRECT, problem)
    wordings = list(earlier(problem))
    return ProblemPage(
        problem=problem,
        countries=countries,
        topic=visible(person, Permission.TOPIC_VIEW, topics).first(),
        products=[origin.product for origin in origins],
        adaptations=list(adaptations.order_by("created_at", "pk")),
        may_share=own is not None and own != problem.country_id,
        is_shared=any(country.pk == own for country in countries),
        may_publish=(
            person is not None
            and problem.visibility != Visibility.PUBLIC
            and problem.space.visibility == Visibility.PUBLIC
            and may_publish(person, problem.country)
        ),
        may_correct=may_correct,
        corrected_on=day(wordings[0].until) if wordings else None,
        earlier=wordings if may_correct else [],
    )


def sharing(problem: Problem, country: Country) -> Sharing:
    """How the country stands to the problem now."""
    return Sharing(country.pk, problem.country_id, shared_by(problem))


def shared_by(problem: Problem) -> frozenset[int]:
    """The countries that share the problem."""
    rows = ProblemCountry.objects.filter(problem=problem)
    return frozenset(rows.values_list("country_id", flat=True))


def theme(code: str) -> Theme | None:
    """A subject by its code."""
    return Theme.objects.filter(code=code).first()


def topic_to_state_from(person: Person, code: str) -> Topic | None:
    """The topic that led to the problem, if she may read it."""
    topics = Topic.objects.select_related("space", "theme").filter(pk=number_of(code))
    return visible(person, Permission.TOPIC_VIEW, topics).first()


def themes() -> list[Theme]:
    """The subjects a problem may be put under."""
    return list(Theme.objects.order_by("code"))


def countries_to_add(person: Person, own: Country | None) -> list[Country]:
    """The other countries for which this person may say that they share a problem."""
    others = Country.objects.exclude(pk=own.pk if own else 0)
    return list(visible(person, Permission.PROBLEM_SHARE, others).order_by("code"))


def may_publish(person: Person, country: Country | None) -> bool:
    """Whether she decides what is public about this country."""
    return country is not None and can(person, Permission.COUNTRY_PUBLISH, country)


def record_space() -> Space:
    """Where a thing is kept that was said in no conversation: the public record.

    Its own visibility narrows it there. A network without a public record keeps it in
    its own space. Raises `Space.DoesNotExist` where there is neither.
    """
    found = {
        space.kind: space
        for space in Space.objects.filter(
            kind__in=(SpaceKind.RECORD, SpaceKind.NETWORK), closed_at=None
        ).order_by("-pk")
    }
    for kind in (SpaceKind.RECORD, SpaceKind.NETWORK):
        if kind in found:
            return found[kind]
    raise Space.DoesNotExist("the network has no space of its own")

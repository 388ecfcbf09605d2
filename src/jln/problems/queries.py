"""What the pages of problems read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.conversations.models import Topic
from jln.countries.models import Country
from jln.kit.codes import number_of
from jln.people.models import Theme
from jln.problems.models import Problem, ProblemCountry
from jln.problems.rules import Sharing
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind, Visibility

if TYPE_CHECKING:
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
    )


def sharing(problem: Problem, country: Country) -> Sharing:
    """How the country stands to the problem now."""
    shared = ProblemCountry.objects.filter(problem=problem).values_list("country_id", flat=True)
    return Sharing(country.pk, problem.country_id, frozenset(shared))


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

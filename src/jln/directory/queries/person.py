"""One person: positions with their dates, what is offered and sought, what was put in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, F, Max, Min, OuterRef

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.conversations.models import Post, Thanks, Topic
from jln.countries.models import Seat
from jln.kit.time import day
from jln.people.models import Expertise, Person, Position, SpokenLanguage
from jln.people.terms import ExpertiseKind
from jln.spaces import queries as spaces

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.spaces.models import Space

FEW = 5


@dataclass(slots=True)
class PersonPage:
    """Everything the page of a person shows."""

    person: Person
    positions: list[Position]
    offers: list[dict[str, Any]]
    seeks: list[Expertise]
    languages: list[SpokenLanguage]
    seats: list[Seat]
    spaces: list[Space]
    adaptations: list[Any]
    answers: dict[str, Any]
    topics: list[Topic]
    thanks: list[Thanks]
    may_write: bool


def person_page(reader: Person, person: Person, *, at: datetime) -> PersonPage:
    """Of each thing only what the reader may see; a fixed number of queries."""
    posts = visible(reader, Permission.POST_VIEW, Post.objects.filter(by=person))
    thanks = Thanks.objects.filter(to=person, post__in=posts.values("pk"))
    knowledge = list(Expertise.objects.filter(person=person).select_related("theme").order_by("pk"))
    own = spaces.own(person).filter(pk__in=spaces.readable(reader).values("pk"))
    asked = visible(reader, Permission.TOPIC_VIEW, Topic.objects.filter(by=person))
    adaptations = apps.get_model("jln.Adaptation")._default_manager.filter(reported_by=person)
    return PersonPage(
        person=person,
        positions=list(
            Position.objects.filter(person=person)
            .select_related("institution__country")
            .order_by(F("starts").desc(nulls_last=True), "-pk")
        ),
        offers=_offers(knowledge, thanks),
        seeks=[one for one in knowledge if one.kind == ExpertiseKind.SOUGHT],
        languages=list(SpokenLanguage.objects.filter(person=person).order_by("pk")),
        seats=list(
            Seat.objects.held_on(day(at))
            .filter(person=person)
            .select_related("country", "group")
            .order_by("pk")
        ),
        spaces=list(own.select_related("country", "group", "initiative")[: FEW * 2]),
        adaptations=list(
            visible(reader, Permission.ADAPTATION_VIEW, adaptations)
            .select_related("product", "country")
            .order_by("-created_at", "-pk")[:FEW]
        ),
        answers=_answers(posts),
        topics=list(asked.order_by("-started_at", "-pk")[:FEW]),
        thanks=list(
            thanks.exclude(words="")
            .select_related("by__country", "post__topic")
            .order_by("-at")[:3]
        ),
        may_write=reader.pk != person.pk and can(reader, Permission.PERSON_WRITE_TO, person),
    )


def _offers(knowledge: list[Expertise], thanks: QuerySet[Thanks]) -> list[dict[str, Any]]:
    """Each subject offered, with how many colleagues of how many countries thanked for it."""
    by_theme = {
        row["post__topic__theme"]: row
        for row in thanks.order_by()
        .values("post__topic__theme")
        .annotate(people=Count("by", distinct=True), countries=Count("by__country", distinct=True))
    }
    return [
        {
            "theme": one.theme,
            "note": one.note,
            **{
                name: by_theme.get(one.theme_id, {}).get(name, 0)
                for name in ("people", "countries")
            },
        }
        for one in knowledge
        if one.kind == ExpertiseKind.OFFERED
    ]


def _answers(posts: QuerySet[Post]) -> dict[str, Any]:
    """How many answers since when, and how many of them the asker thanked for."""
    answers = posts.exclude(number=1)
    found: dict[str, Any] = answers.aggregate(
        count=Count("pk"), first=Min("posted_at"), last=Max("posted_at")
    )
    by_asker = Thanks.objects.filter(post=OuterRef("pk"), by=OuterRef("topic__by"))
    found["helped"] = answers.filter(Exists(by_asker)).count()
    return found

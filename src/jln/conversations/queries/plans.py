"""The queries of a conversation's page, made once: it is the page that is opened most."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import (
    Case,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Length, Substr

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import AskedColleague, Post, Thanks, Topic, TopicFollow
from jln.kit.prepared import Prepared
from jln.people.models import Person, Position
from jln.people.terms import PersonStatus

MOST = 20
LONG = 2_400
"""Characters of HTML beyond which a post shows its beginning only."""
BEGINNING = 1_200


def reader_of(number: int) -> Person:
    """The person the policy is asked about; pages are for people who are present."""
    return Person(pk=number, status=PersonStatus.ACTIVE)


def _topic(topic: int, reader: int) -> QuerySet[Topic, Any]:
    follows = TopicFollow.objects.filter(topic=OuterRef("pk"), person=reader)
    return (
        visible(reader_of(reader), Permission.TOPIC_VIEW, Topic.objects.filter(pk=topic))
        .annotate(
            is_followed=Exists(follows),
            muted_at=Subquery(follows.values("muted_at")[:1]),
            has_problems=Exists(_of_topic("jln.Problem")),
            has_adaptations=Exists(_of_topic("jln.Adaptation")),
        )
        .values(
            "pk", "title", "language", "kind", "by_id", "by__name", "started_at", "post_count",
            "answered_at", "solved_at", "closed_at", "space__name", "space__kind",
            "space__visibility", "space__group__slug", "space__initiative__slug",
            "space__country__code", "space__country__names", "theme_id", "theme__code",
            "theme__names", "product__title", "product__slug", "product__language",
            "is_followed", "muted_at", "has_problems", "has_adaptations",
        )
    )  # fmt: skip


def _posts(topic: int, first: int) -> QuerySet[Post, Any]:
    is_long = Q(size__gt=LONG)
    return (
        _of_page(topic, first)
        .annotate(
            size=Length("html"),
            whole=_where(~is_long, F("html")),
            start=_where(is_long, Substr("text", 1, BEGINNING)),
            length=Case(When(is_long, then=Length("text")), default=Value(0)),
        )
        .order_by("number")
        .values(
            "pk", "number", "by_id", "by__name", "country__code", "country__names", "channel",
            "inbound_id", "language", "posted_at", "hidden_at", "hidden_because", "thanked_at",
            "whole", "start", "length",
        )[: MOST + 1]
    )  # fmt: skip


def _roles(topic: int, first: int, last: int) -> QuerySet[Position, Any]:
    writers = _of_page(topic, first).filter(number__lte=last).values("by")
    positions = Position.objects.filter(person__in=writers)
    oldest = positions.order_by(F("starts").asc(nulls_first=True), "pk")
    return oldest.values("person_id", "title", "institution__name", "starts", "ends")


def _thanks(topic: int, first: int, last: int) -> QuerySet[Thanks, Any]:
    thanked = _of_page(topic, first).filter(number__lte=last).exclude(thanked_at=None).values("pk")
    given = Thanks.objects.filter(post__in=thanked).order_by("at", "pk")
    return given.values("post_id", "by_id", "by__name", "words")


def _asked(topic: int) -> QuerySet[Any, Any]:
    asks = AskedColleague.objects.filter(topic=topic).order_by("asked_at", "pk")
    columns = ("person_id", "person__name", "person__country__code", "person__country__names")
    rows: QuerySet[Any, Any] = asks.values(*columns, "reasons", "answered_at", "declined_at")
    return rows


def _problems(topic: int, reader: int) -> QuerySet[Any, Any]:
    stated = apps.get_model("jln.Problem")._default_manager.filter(topic=topic)
    seen = visible(reader_of(reader), Permission.PROBLEM_VIEW, stated)
    return seen.order_by("pk").values("pk", "statement", "language")


def _adaptations(topic: int, reader: int) -> QuerySet[Any, Any]:
    made = apps.get_model("jln.Adaptation")._default_manager.filter(topic=topic)
    seen = visible(reader_of(reader), Permission.ADAPTATION_VIEW, made)
    return seen.order_by("pk").values(
        "pk", "product__title", "product__language", "country__code", "country__names"
    )


def _of_page(topic: int, first: int) -> QuerySet[Post]:
    return Post.objects.filter(topic=topic, number__gte=first)


def _of_topic(model: str) -> QuerySet[Any]:
    """Whether there are any, whoever may see them: most conversations have none to ask about."""
    found: QuerySet[Any] = apps.get_model(model)._default_manager.filter(topic=OuterRef("pk"))
    return found


def _where(condition: Q, value: Any) -> Case:  # noqa: ANN401 -- an expression
    """The text where it is wanted, so that a page never carries what it does not show."""
    return Case(When(condition, then=value), default=Value(""), output_field=TextField())


TOPIC = Prepared(_topic)
POSTS = Prepared(_posts)
ROLES = Prepared(_roles)
THANKS = Prepared(_thanks)
ASKED = Prepared(_asked)
PROBLEMS = Prepared(_problems)
ADAPTATIONS = Prepared(_adaptations)

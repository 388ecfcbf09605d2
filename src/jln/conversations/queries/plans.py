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
from django.db.models.functions import Cast, Coalesce, Concat, Length, Substr

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conduct.models import KeptAway
from jln.conversations.models import (
    AskedColleague,
    CatchUp,
    Post,
    PostFile,
    PostOrigin,
    PostTranslation,
    Practice,
    Thanks,
    Topic,
    TopicChange,
    TopicFollow,
)
from jln.conversations.queries.seen import as_seen_by, count_of, first_of, new_to
from jln.conversations.terms import TopicKind
from jln.facts.kinds import Kind
from jln.kit.prepared import Prepared
from jln.people.models import Person, Position
from jln.people.terms import PersonStatus
from jln.spaces.models import Subscription
from jln.spaces.terms import Delivery
from jln.web.models import Version

MOST = 20
LONG = 2_400
"""Characters of HTML beyond which a post shows its beginning only."""
BEGINNING = 1_200


def reader_of(number: int) -> Person:
    """The person the policy is asked about; pages are for people who are present."""
    return Person(pk=number, status=PersonStatus.ACTIVE)


def _topic(topic: int, reader: int) -> QuerySet[Topic, Any]:
    follows = TopicFollow.objects.filter(topic=OuterRef("pk"), person=reader)
    new = new_to(reader)
    itself = as_seen_by(reader, Topic.objects.filter(pk=topic))
    return (
        visible(reader_of(reader), Permission.TOPIC_VIEW, itself)
        .annotate(
            asker=_first_writer(),
            is_followed=Exists(follows),
            muted_at=Subquery(follows.values("muted_at")[:1]),
            is_unmailed=unmailed(reader),
            new_count=count_of(new),
            new_first=first_of(new),
            has_problems=Exists(_of_topic("jln.Problem")),
            has_adaptations=Exists(_of_topic("jln.Adaptation")),
            may_shape=Exists(_to_shape(reader)),
            may_catch_up=Exists(_to_catch_up(reader)),
            may_mark=Exists(_to_mark(reader)),
            has_catch_up=Exists(CatchUp.objects.filter(topic=OuterRef("pk"))),
            was_shaped=Exists(TopicChange.objects.filter(topic=OuterRef("pk"))),
            keeps_away=Exists(KeptAway.objects.filter(by=reader)),
            version=_version(),
        )
        .values(
            "pk", "title", "language", "kind", "by_id", "by__name", "started_at", "post_count",
            "answered_at", "solved_at", "closed_at", "space__name", "space__slug", "space__kind",
            "space__visibility", "space__country__code", "space__country__names", "theme_id",
            "space__chatham_since",
            "theme__code", "theme__names", "product__title", "product__slug",
            "product__language", "asker", "is_followed", "muted_at", "is_unmailed", "has_problems",
            "has_adaptations", "new_count", "new_first", "may_shape", "was_shaped", "keeps_away",
            "may_catch_up", "has_catch_up", "may_mark", "answer_mark__post__number",
            "card__pk", "card__retired_at", "asking__ended",
            "follow_up__outcome", "follow_up__words", "version",
        )
    )  # fmt: skip


def unmailed(reader: int) -> Q:
    """Whether the reader wants no posts of followed conversations, or nothing of its space."""
    settings: Any = apps.get_model("jln.MailSetting")._default_manager
    off = settings.filter(person=reader, kind__in=("all", Kind.POST_WRITTEN), is_off=True)
    deaf = Subscription.objects.filter(
        space=OuterRef("space"), person=reader, left_at=None, delivery=Delivery.NONE
    )
    return Exists(off) | Exists(deaf)


def _version() -> Coalesce:
    """The topic's own, read with it: older than whatever is read after."""
    name = Concat(Value("topic:"), Cast(OuterRef("pk"), TextField()))
    return Coalesce(Subquery(Version.objects.filter(name=name).values("number")[:1]), 1)


def _to_shape(reader: int) -> QuerySet[Topic]:
    itself = Topic.objects.filter(pk=OuterRef("pk"))
    return visible(reader_of(reader), Permission.TOPIC_SHAPE, itself)


def _to_catch_up(reader: int) -> QuerySet[Topic]:
    itself = Topic.objects.filter(pk=OuterRef("pk"))
    return visible(reader_of(reader), Permission.TOPIC_CATCH_UP, itself)


def _to_mark(reader: int) -> QuerySet[Topic]:
    itself = Topic.objects.filter(pk=OuterRef("pk"), kind=TopicKind.QUESTION, post_count__gt=1)
    return visible(reader_of(reader), Permission.TOPIC_MARK_ANSWER, itself)


def _posts(topic: int, first: int) -> QuerySet[Post, Any]:
    is_long = Q(size__gt=LONG)
    return (
        _of_page(topic, first)
        .annotate(
            size=Length("html"),
            whole=_where(~is_long, F("html")),
            start=_where(is_long, Substr("text", 1, BEGINNING)),
            length=Case(When(is_long, then=Length("text")), default=Value(0)),
            has_translations=Exists(
                PostTranslation.objects.filter(post=OuterRef("pk"), replaced_at=None)
            ),
            is_practice=Exists(
                Practice.objects.filter(post=OuterRef("pk"), agreed_at__isnull=False)
            ),
            has_files=Exists(PostFile.objects.filter(post=OuterRef("pk"))),
        )
        .order_by("posted_at", "number")
        .values(
            "pk", "number", "by_id", "by__name", "country__code", "country__names", "channel",
            "inbound_id", "origin__original", "origin__from_name", "language", "posted_at",
            "hidden_at", "hidden_because", "thanked_at", "whole", "start", "length", "has_files",
            "has_translations", "is_practice",
        )[: MOST + 1]
    )  # fmt: skip


def _roles(topic: int, first: int, last: int) -> QuerySet[Position, Any]:
    writers = _of_page(topic, first).filter(_until(topic, last)).values("by")
    positions = Position.objects.filter(person__in=writers)
    oldest = positions.order_by(F("starts").asc(nulls_first=True), "pk")
    return oldest.values("person_id", "title", "institution__name", "starts", "ends")


def _thanks(topic: int, first: int, last: int) -> QuerySet[Thanks, Any]:
    thanked = _of_page(topic, first).filter(_until(topic, last)).exclude(thanked_at=None)
    given = Thanks.objects.filter(post__in=thanked.values("pk")).order_by("at", "pk")
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


def _first_writer() -> Subquery:
    """The name in an archive of who wrote first, for who has no account here."""
    first = PostOrigin.objects.filter(post__topic=OuterRef("pk"), post__number=1)
    return Subquery(first.values("from_name")[:1])


def _of_page(topic: int, first: int) -> QuerySet[Post]:
    """The posts from a number on, in order of time: joined conversations run together."""
    then = _posted_at(topic, first)
    after = Q(posted_at__gt=then) | Q(posted_at=then, number__gte=first)
    return Post.objects.filter(after, topic=topic, posted_at__gte=then)


def _until(topic: int, last: int) -> Q:
    return Q(posted_at__lte=_posted_at(topic, last))


def _posted_at(topic: int, number: int) -> Subquery:
    """When the post of a number was posted, or the next one if it went elsewhere."""
    found = Post.objects.filter(topic=topic, number__gte=number).order_by("number")
    return Subquery(found.values("posted_at")[:1])


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

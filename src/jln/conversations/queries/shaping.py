"""Where conversations and posts stand now, and who would read them elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from jln.access.check import visible, who_can
from jln.access.permissions import Permission
from jln.conversations.models import Post, PostTrace, Topic, TopicChange
from jln.conversations.terms import Shaped
from jln.kit.codes import number_of
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.people.models import Person

_ADDRESS = re.compile(r"(?:.*/ask/)?([a-z0-9]{1,16})/?(?:[?#].*)?")
MOST_NOTES = 6


class Note(NamedTuple):
    """One deed at the conversation's shape, as its readers see it. `went`: numbers that left."""

    kind: str
    name: str
    because: str
    at: datetime
    other: str  # the code of the other conversation
    went: tuple[tuple[int, str, int], ...]  # the number it had, and where it stands now


class Readers(NamedTuple):
    """Who would read a conversation elsewhere."""

    lost: int
    gained: int


class Joined(NamedTuple):
    """A conversation that was joined to another: where each of its posts stands now."""

    change: TopicChange
    into: Topic
    posts: tuple[tuple[int, str, int], ...]


def to_shape(person: Person) -> QuerySet[Topic]:
    """The conversations that the person may move, split, join or open again."""
    return visible(person, Permission.TOPIC_SHAPE, Topic.objects.all())


def to_close(person: Person) -> QuerySet[Topic]:
    """The conversations that the person may close."""
    return visible(person, Permission.TOPIC_CLOSE, Topic.objects.all())


def spaces_to_move_to(person: Person, topic: Topic) -> QuerySet[Space]:
    """The other open spaces that the person keeps."""
    others = Space.objects.filter(closed_at=None, chatham_since=None).exclude(pk=topic.space_id)
    others = others.exclude(kind=SpaceKind.RECORD).select_related("country")
    return visible(person, Permission.SPACE_KEEP, others).order_by("name", "pk")


def readers_there(topic: Topic, space: Space) -> Readers:
    """How many would read it no longer, and how many would read it then."""
    now = who_can(Permission.TOPIC_START, topic.space)
    then = who_can(Permission.TOPIC_START, space)
    return Readers(
        now.exclude(pk__in=then.values("pk")).count(), then.exclude(pk__in=now.values("pk")).count()
    )


def named(person: Person, said: str) -> Topic | None:
    """The conversation whose address or code this is, if the person reads it."""
    match = _ADDRESS.fullmatch(said.strip().lower())
    topics = visible(person, Permission.TOPIC_VIEW, Topic.objects.select_related("space"))
    return topics.filter(pk=number_of(match[1])).first() if match else None


def where_now(topic: Topic) -> Topic:
    """The conversation itself, or the one it was joined to, however often."""
    seen = {topic.pk}
    while topic.hidden_at is not None:
        merged = TopicChange.objects.filter(topic=topic, kind=Shaped.MERGED)
        change = merged.select_related("other__space__country").first()
        if change is None or change.other is None or change.other.pk in seen:
            return topic
        topic = change.other
        seen.add(topic.pk)
    return topic


def place_now(topic: int, number: int) -> Post | None:
    """Where the post of this number stands now, if it went to another conversation."""
    traces = PostTrace.objects.filter(topic=topic, number=number).select_related("post__topic")
    trace = traces.first()
    return trace.post if trace else None


def numbers_there(topic: Topic, numbers: Iterable[int]) -> set[int]:
    """Of these numbers those of posts that stand there."""
    found = Post.objects.filter(topic=topic, number__in=list(numbers))
    return set(found.values_list("number", flat=True))


def joined(person: Person, topic: int) -> Joined | None:
    """A conversation that was joined to one the person reads."""
    merged = TopicChange.objects.filter(topic=topic, kind=Shaped.MERGED)
    change = merged.select_related("topic", "other", "by").first()
    if change is None:
        return None
    into = where_now(change.topic)
    if not visible(person, Permission.TOPIC_VIEW, Topic.objects.filter(pk=into.pk)).exists():
        return None
    return Joined(change, into, _gone(topic))


def notes(topic: int) -> tuple[Note, ...]:
    """What was done to its shape, the newest first."""
    changes = TopicChange.objects.filter(topic=topic).select_related("by", "other")
    rows = list(changes.order_by("-at", "-pk")[:MOST_NOTES])
    gone = _gone(topic) if any(row.kind == Shaped.SPLIT for row in rows) else ()
    return tuple(
        Note(
            row.kind,
            row.by.name if row.by else "",
            row.because,
            row.at,
            row.other.code if row.other else "",
            tuple(one for one in gone if row.other and one[1] == row.other.code),
        )
        for row in rows
    )


def _gone(topic: int) -> tuple[tuple[int, str, int], ...]:
    traces = PostTrace.objects.filter(topic=topic).select_related("post__topic")
    return tuple(
        (trace.number, trace.post.topic.code, trace.post.number)
        for trace in traces.order_by("number")
    )

"""Closing, opening again, moving, splitting and joining conversations, each with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import rules
from jln.conversations.actions.cards import cards_go_along, take_card
from jln.conversations.actions.enclosing import go_along
from jln.conversations.actions.held_told import held_go_along
from jln.conversations.actions.practices import practices_go_along
from jln.conversations.actions.regrouping import (
    counted,
    take_asks,
    take_followers,
    take_posts,
    take_seen,
)
from jln.conversations.actions.under_rule import refuse_named
from jln.conversations.findable import topic_entry
from jln.conversations.models import Post, PostTrace, Topic, TopicChange
from jln.conversations.terms import Shaped, TopicKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.locking import locked
from jln.search import index
from jln.spaces.models import Space
from jln.web import versions

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person


def close(topic: Topic, *, because: str, by: Person, at: datetime) -> Topic:
    """Nothing more is written in it. Closed already: nothing changes."""
    require(by, Permission.TOPIC_CLOSE, topic)
    because = _reason(because)
    with transaction.atomic():
        locked = _locked(topic.pk)
        require(by, Permission.TOPIC_CLOSE, locked)
        if locked.closed_at is None:
            locked.closed_at = at
            locked.save(update_fields=["closed_at"])
            _tell(locked, _change(locked, Shaped.CLOSED, because, by, at), by=by, at=at)
        return locked


def reopen(topic: Topic, *, because: str, by: Person, at: datetime) -> Topic:
    """It is written in again. Open already: nothing changes."""
    require(by, Permission.TOPIC_SHAPE, topic)
    because = _reason(because)
    with transaction.atomic():
        locked = _locked(topic.pk)
        require(by, Permission.TOPIC_SHAPE, locked)
        if locked.closed_at is not None:
            refuse_named(locked.space)
            locked.closed_at = None
            locked.save(update_fields=["closed_at"])
            _tell(locked, _change(locked, Shaped.REOPENED, because, by, at), by=by, at=at)
        return locked


def move(topic: Topic, space: Space, *, because: str, by: Person, at: datetime) -> Topic:
    """It stands in another space from now on, for that space's readers. There already: nothing.

    Raises PermissionDenied unless one keeps both spaces.
    """
    require(by, Permission.TOPIC_SHAPE, topic)
    require(by, Permission.SPACE_KEEP, space)
    because = _reason(because)
    with transaction.atomic():
        locked = _locked(topic.pk)
        require(by, Permission.TOPIC_SHAPE, locked)
        if locked.space_id == space.pk:
            return locked
        target = Space.objects.select_for_update().get(pk=space.pk)
        refuse_named(target)
        rules.may_move(shape_of(locked), is_open=target.closed_at is None).or_raise()

        before, locked.space = locked.space, target
        locked.save(update_fields=["space"])
        Post.objects.filter(topic=locked).update(space=target)
        go_along(locked, target)
        cards_go_along(locked)
        practices_go_along(locked)
        held_go_along(locked, locked, by=by, at=at)
        index.rehome(locked.pk, reach=target.visibility, space=target.pk)
        done = _change(locked, Shaped.MOVED, because, by, at, space_from=before, space_to=target)
        _tell(locked, done, by=by, at=at)
        return locked


def merge(topic: Topic, into: Topic, *, because: str, by: Person, at: datetime) -> Topic:
    """Its posts stand in the older conversation, in order of time. Joined already: nothing.

    The old numbers of posts lead on. Gives the conversation that is left.
    """
    if _is_joined(topic, into):
        require(by, Permission.TOPIC_SHAPE, into)
        return into
    for one in (topic, into):
        require(by, Permission.TOPIC_SHAPE, one)
    because = _reason(because)
    with transaction.atomic():
        younger, older = _both(topic.pk, into.pk)
        if _is_joined(younger, older):
            return older
        rules.may_merge(shape_of(younger), shape_of(older)).or_raise()
        for one in (younger, older):
            require(by, Permission.TOPIC_SHAPE, one)

        take_seen(younger, older)
        take_posts(list(Post.objects.filter(topic=younger).order_by("posted_at", "number")), older)
        take_followers(younger, older)
        take_asks(younger, older)
        take_card(younger, older)
        held_go_along(younger, older, by=by, at=at)
        for model in ("jln.Problem", "jln.Adaptation"):
            apps.get_model(model)._default_manager.filter(topic=younger).update(topic=older)
        Topic.objects.filter(pk=younger.pk).update(hidden_at=at, post_count=0)
        index.drop("topic", younger.pk)
        counted(older)
        versions.bump(f"topic:{younger.pk}")
        change = _change(younger, Shaped.MERGED, because, by, at, other=older)
        _tell(older, change, by=by, at=at)
        return older


def split(
    topic: Topic, numbers: list[int], *, title: str, because: str, by: Person, at: datetime
) -> Topic:
    """These posts stand in a conversation of their own; gives it. The old numbers lead there.

    The same again: the conversation they became.
    """
    require(by, Permission.TOPIC_SHAPE, topic)
    because = _reason(because)
    with transaction.atomic():
        locked = _locked(topic.pk)
        require(by, Permission.TOPIC_SHAPE, locked)
        if earlier := _went(locked, numbers):
            return earlier
        posts = list(
            Post.objects.filter(topic=locked, number__in=numbers).order_by("posted_at", "number")
        )
        rules.may_split(locked.kind, numbers, {post.number for post in posts}).or_raise()

        made = _of_its_own(locked, posts[0], title)
        take_posts(posts, made)
        take_followers(locked, made)
        counted(locked)
        counted(made)
        index.put(topic_entry(made))
        change = _change(locked, Shaped.SPLIT, because, by, at, other=made)
        versions.bump(f"topic:{locked.pk}")
        _tell(made, change, by=by, at=at)
        return made


def shape_of(topic: Topic) -> rules.Shape:
    """What the rules look at."""
    return rules.Shape(
        topic.pk, topic.kind, topic.space_id, topic.started_at, topic.hidden_at is not None
    )


def _is_joined(topic: Topic, into: Topic) -> bool:
    done = TopicChange.objects.filter(topic=topic, kind=Shaped.MERGED, other=into)
    return done.exists()


def _went(topic: Topic, numbers: list[int]) -> Topic | None:
    """The one conversation to which exactly these posts went already."""
    traces = PostTrace.objects.filter(topic=topic, number__in=numbers).select_related("post__topic")
    there = {trace.post.topic for trace in traces}
    return there.pop() if len(there) == 1 and len(traces) == len(set(numbers)) else None


def _of_its_own(topic: Topic, first: Post, title: str) -> Topic:
    is_question = topic.kind == TopicKind.QUESTION
    return Topic.objects.create(
        space_id=topic.space_id,
        kind=TopicKind.QUESTION if is_question else TopicKind.DISCUSSION,
        title=(title.strip() or rules.title_from(first.text))[: rules.LONGEST_TITLE],
        language=first.language,
        theme_id=topic.theme_id,
        by_id=first.by_id,
        started_at=first.posted_at,
        last_post_at=first.posted_at,
    )


def _reason(because: str) -> str:
    said = " ".join(because.split())[: rules.LONGEST_WORDS]
    rules.may_shape(said).or_raise()
    return said


def _locked(topic: int) -> Topic:
    return locked(Topic.objects.select_related("space"), topic)


def _both(topic: int, into: int) -> tuple[Topic, Topic]:
    """Locked in the order of their numbers, so that two who join crosswise never wait forever."""
    locked = {pk: _locked(pk) for pk in sorted({topic, into})}
    return locked[topic], locked[into]


def _change(
    topic: Topic,
    kind: Shaped,
    because: str,
    by: Person,
    at: datetime,
    *,
    other: Topic | None = None,
    space_from: Space | None = None,
    space_to: Space | None = None,
) -> TopicChange:
    return TopicChange.objects.create(
        topic=topic,
        kind=kind,
        because=because,
        by=by,
        at=at,
        other=other,
        space_from=space_from,
        space_to=space_to,
    )


def _tell(topic: Topic, change: TopicChange, *, by: Person, at: datetime) -> None:
    """Followers of where the posts now stand are told once."""
    data: dict[str, object] = {"topic": topic.pk, "change": change.pk, "how": str(change.kind)}
    record(Kind.TOPIC_SHAPED, topic, by=by, at=at, space=topic.space, data=data)

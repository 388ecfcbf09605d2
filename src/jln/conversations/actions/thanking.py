"""Thanks from a named colleague, and who hears of a topic."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import rules
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.models import Post, Thanks, Topic, TopicFollow
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.web import versions

if TYPE_CHECKING:
    from jln.people.models import Person


def thank(post: Post, *, by: Person, at: datetime, words: str = "") -> Thanks:
    """Thank for a post by name. From the asker it says that the answer helped.

    Once a post; said again with other words, the words are changed and nobody is
    told twice. Raises PermissionDenied, or RuleBroken for one's own post.
    """
    require(by, Permission.POST_THANK, post)
    words = " ".join(words.split())[: rules.LONGEST_WORDS]
    with transaction.atomic():
        locked = Topic.objects.select_for_update().get(pk=post.topic_id)
        require(by, Permission.POST_THANK, post)
        refuse_named_until_commit(locked.space_id)
        post = Post.objects.select_related("by").get(pk=post.pk)
        rules.may_thank(is_own=post.by_id == by.pk, has_author=post.by is not None).or_raise()

        thanks, is_new = Thanks.objects.get_or_create(
            post=post, by=by, defaults={"to": post.by, "words": words, "at": at}
        )
        if not is_new:
            return _reworded(thanks, words)
        if post.thanked_at is None:
            Post.objects.filter(pk=post.pk).update(thanked_at=at)
        if locked.by_id == by.pk and locked.solved_at is None:
            Topic.objects.filter(pk=locked.pk).update(solved_at=at)

        record(
            Kind.POST_THANKED,
            post,
            by=by,
            at=at,
            space=locked.space,
            about=post.by,
            data={"topic": locked.pk, "thanks": thanks.pk},
        )
        return thanks


def follow(topic: Topic, *, by: Person, at: datetime) -> TopicFollow:
    """Get each post of the topic by mail. Raises PermissionDenied."""
    require(by, Permission.TOPIC_FOLLOW, topic)
    with transaction.atomic():
        row, is_new = TopicFollow.objects.get_or_create(
            topic=topic, person=by, defaults={"since": at}
        )
        if not is_new and row.muted_at is None:
            return row
        row.muted_at = None
        row.save(update_fields=["muted_at"])

        record(Kind.TOPIC_FOLLOWED, topic, by=by, at=at, space=topic.space, quietly=True)
        return row


def mute(topic: Topic, *, by: Person, at: datetime) -> TopicFollow:
    """Get nothing of the topic by mail any more. Raises PermissionDenied."""
    require(by, Permission.TOPIC_FOLLOW, topic)
    with transaction.atomic():
        row, is_new = TopicFollow.objects.get_or_create(
            topic=topic, person=by, defaults={"since": at, "muted_at": at}
        )
        if not is_new and row.muted_at is not None:
            return row
        row.muted_at = row.muted_at or at
        row.save(update_fields=["muted_at"])

        record(Kind.TOPIC_MUTED, topic, by=by, at=at, space=topic.space, quietly=True)
        return row


def _reworded(thanks: Thanks, words: str) -> Thanks:
    if words and words != thanks.words:
        thanks.words = words
        thanks.save(update_fields=["words"])
        versions.bump(f"topic:{thanks.post.topic_id}")
    return thanks

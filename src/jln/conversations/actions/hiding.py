"""Hiding by staff with a reason, and taking back one's own post within two minutes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import rules
from jln.conversations.actions.enclosing import hide_with
from jln.conversations.actions.keeping import unmark_gone
from jln.conversations.actions.practices import drop_practices
from jln.conversations.actions.regrouping import counted
from jln.conversations.actions.translating import untranslate
from jln.conversations.models import AnswerCard, AskedColleague, Asking, Post, Topic
from jln.conversations.rules import waves
from jln.conversations.terms import AskEnd
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.search import index
from jln.web import versions

if TYPE_CHECKING:
    from jln.people.models import Person


def hide_post(post: Post, *, because: str, by: Person, at: datetime) -> Post:
    """Show a reason in place of a post. The question itself is hidden with its topic.

    Hidden already: nothing changes. Raises PermissionDenied, or RuleBroken without a reason.
    """
    require(by, Permission.POST_HIDE, post)
    because = " ".join(because.split())[: rules.LONGEST_WORDS]
    rules.may_hide(because).or_raise()
    with transaction.atomic():
        topic = Topic.objects.select_for_update().get(pk=post.topic_id)
        if Post.objects.filter(pk=post.pk, hidden_at=None).update(
            hidden_at=at, hidden_because=because
        ):
            _recount(topic, at)
            index.drop("post", post.pk)
            unmark_gone([post])
            drop_practices([post], for_good=False)
            hide_with([post], at=at)

            record(
                Kind.POST_HIDDEN,
                post,
                by=by,
                at=at,
                space=topic.space,
                about=post.by,
                data={"topic": topic.pk},
            )
        post.refresh_from_db()
        return post


def hide_topic(topic: Topic, *, because: str, by: Person, at: datetime) -> Topic:
    """Show a reason in place of a topic. Hidden already: nothing changes.

    Raises PermissionDenied, or RuleBroken without a reason.
    """
    require(by, Permission.TOPIC_HIDE, topic)
    because = " ".join(because.split())[: rules.LONGEST_WORDS]
    rules.may_hide(because).or_raise()
    with transaction.atomic():
        if Topic.objects.filter(pk=topic.pk, hidden_at=None).update(
            hidden_at=at, hidden_because=because
        ):
            _not_found(topic)
            hide_with(topic.posts.filter(files__isnull=False).distinct(), at=at)
            for one in topic.asked.filter(answered_at=None, declined_at=None):
                versions.bump(f"person:{one.person_id}")  # it waits for nobody any more

            record(Kind.TOPIC_HIDDEN, topic, by=by, at=at, space=topic.space, about=topic.by)
        topic.refresh_from_db()
        return topic


def undo_post(post: Post, *, by: Person, at: datetime) -> Post:
    """Take one's own post back within two minutes; its words are gone, its number stays.

    Taking back the question takes back the topic, and frees who was asked.
    Taken back already: nothing changes. Raises PermissionDenied for somebody
    else's post, or RuleBroken when it is too late.
    """
    if post.by_id != by.pk:
        raise PermissionDenied("post.undo")
    with transaction.atomic():
        topic = Topic.objects.select_for_update().get(pk=post.topic_id)
        post = Post.objects.get(pk=post.pk)
        if post.hidden_at is not None:
            return post
        rules.may_undo(
            is_own=post.by_id == by.pk,
            posted_at=post.posted_at,
            answered=post.number == 1 and topic.answered_at is not None,
            at=at,
        ).or_raise()

        Post.objects.filter(pk=post.pk).update(hidden_at=at, hidden_because="", text="", html="")
        untranslate([post])
        drop_practices([post], for_good=True)
        _recount(topic, at)
        index.drop("post", post.pk)
        unmark_gone([post])
        hide_with([post], at=at)
        if post.number == 1:
            Topic.objects.filter(pk=topic.pk).update(hidden_at=at, hidden_because="", title="…")
            AskedColleague.objects.filter(topic=topic).delete()
            _not_found(topic)
        else:
            AskedColleague.objects.filter(
                topic=topic, person=by, answered_at=post.posted_at
            ).update(answered_at=None)

        record(
            Kind.POST_TAKEN_BACK,
            post,
            by=by,
            at=at,
            space=topic.space,
            data={"topic": topic.pk, "number": post.number},
        )
        post.refresh_from_db()
        return post


def _recount(topic: Topic, at: datetime) -> None:
    """Its counters by what is left. A question whose only answer is gone waits again."""
    was_answered = topic.answered_at is not None
    counted(topic)
    if not was_answered or topic.answered_at is not None:
        return
    asking = Asking.objects.filter(topic=topic, ended=AskEnd.ANSWERED).first()
    if asking is not None:
        asking.ended, asking.ended_at = "", None
        asking.next_at = waves.next_at(at, asking.need_by, wave=max(asking.wave, 1))
        asking.save(update_fields=["ended", "ended_at", "next_at"])


def _not_found(topic: Topic) -> None:
    index.drop("topic", topic.pk)
    drop_practices(list(Post.objects.filter(topic=topic)), for_good=False)
    index.drop("card", *AnswerCard.objects.filter(topic=topic).values_list("pk", flat=True))
    index.drop("post", *Post.objects.filter(topic=topic).values_list("pk", flat=True))

"""What a country does, drawn from a post; shown once the post's author agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import words
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.findable import practice_entry
from jln.conversations.models import Post, Practice, Topic
from jln.conversations.rules import practices as rules
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.locking import locked
from jln.people.terms import PersonStatus
from jln.search import index

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jln.people.models import Person


def mark_practice(post: Post, fields: rules.Fields, *, by: Person, at: datetime) -> Practice:
    """Draw a practice from a post; its author is asked, unless it is their own word.

    The same again changes nothing; other words are asked about again. Raises
    PermissionDenied, or RuleBroken.
    """
    require(by, Permission.POST_PRACTICE, post)
    with transaction.atomic():
        post = _locked(post.pk)
        require(by, Permission.POST_PRACTICE, post)
        refuse_named_until_commit(post.space_id)
        made = Practice.objects.filter(post=post).first()
        author, is_own = post.by, post.by_id == by.pk
        is_here = author is not None and author.status == PersonStatus.ACTIVE
        rules.may_mark(
            fields,
            is_own=is_own,
            has_author=is_here,
            was_refused=bool(made and made.refused_at),
        ).or_raise()
        if made and _said(made) == fields and (made.agreed_at or not is_own):
            return made
        values = {
            "space_id": post.space_id,
            "what": fields.what,
            "where": fields.where,
            "data_needed": fields.data_needed,
            "result": fields.result,
            "language": words.language_of(f"{fields.what} {fields.result}", by.language),
            "by": by,
            "at": at,
            "agreed_at": at if is_own else None,
            "refused_at": None,
        }
        made, _is_new = Practice.objects.update_or_create(post=post, defaults=values)
        _found(made)
        _tell(Kind.PRACTICE_MARKED, made, by, at, quietly=is_own)
        return made


def agree_practice(practice: Practice, *, agrees: bool, by: Person, at: datetime) -> Practice:
    """Say whether one's post is shown as this practice; said anew, the last counts."""
    require(by, Permission.PRACTICE_AGREE, practice)
    with transaction.atomic():
        _locked(practice.post_id)
        practice = Practice.objects.select_related("post__topic", "space").get(pk=practice.pk)
        require(by, Permission.PRACTICE_AGREE, practice)
        if agrees is (practice.agreed_at is not None) and (agrees or practice.refused_at):
            return practice
        practice.agreed_at, practice.refused_at = (at, None) if agrees else (None, at)
        practice.save(update_fields=["agreed_at", "refused_at"])
        _found(practice)
        kind = Kind.PRACTICE_AGREED if agrees else Kind.PRACTICE_REFUSED
        _tell(kind, practice, by, at, quietly=True)
        return practice


def practices_go_along(topic: Topic) -> None:
    """A conversation that moves takes its practices along, for that space's readers."""
    for one in Practice.objects.filter(post__topic=topic).select_related("post__topic__space"):
        one.space = one.post.topic.space
        one.save(update_fields=["space"])
        _found(one)


def drop_practices(posts: Sequence[Post], *, for_good: bool) -> None:
    """What is hidden is found no longer; what is taken back is gone."""
    index.drop("practice", *(post.pk for post in posts))
    if for_good:
        Practice.objects.filter(post__in=posts).delete()


def _said(practice: Practice) -> rules.Fields:
    return rules.Fields(practice.what, practice.where, practice.data_needed, practice.result)


def _found(practice: Practice) -> None:
    if practice.agreed_at and practice.post.hidden_at is None:
        index.put(practice_entry(practice))
    else:
        index.drop("practice", practice.post_id)


def _locked(post: int) -> Post:
    return locked(Post.objects.select_related("by", "topic", "space"), post)


def _tell(kind: Kind, made: Practice, by: Person, at: datetime, *, quietly: bool) -> None:
    """Its author is asked; all else its page says."""
    post = made.post
    data: dict[str, object] = {"topic": post.topic_id, "practice": made.pk}
    record(kind, post, by=by, at=at, space=post.space, about=post.by, data=data, quietly=quietly)

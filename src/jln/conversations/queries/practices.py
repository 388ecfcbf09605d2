"""Practices of a space, and what one may mark or agree to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import Post, Practice
from jln.conversations.queries.lists import mark_of, marked

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.people.models import Person
    from jln.spaces.models import Space

PRACTICES = 20


def practices(space: Space, *, before: str = "") -> tuple[list[Practice], str]:
    """A page of a space's practices that their authors agreed to, the latest first; the next."""
    rows = Practice.objects.filter(
        space=space, agreed_at__isnull=False, post__hidden_at=None, post__topic__hidden_at=None
    )
    if (mark := marked(before)) is not None:
        moment, pk = mark
        rows = rows.filter(agreed_at__lte=moment).exclude(agreed_at=moment, pk__gte=pk)
    rows = rows.select_related("post__by", "post__country", "post__topic")
    found = list(rows.order_by("-agreed_at", "-pk")[: PRACTICES + 1])
    last = found[PRACTICES - 1] if len(found) > PRACTICES else None
    following = mark_of(last.agreed_at, last.pk) if last and last.agreed_at else ""
    return found[:PRACTICES], following


def practice_of(post: Post) -> Practice | None:
    """What was drawn from a post."""
    return Practice.objects.filter(post=post).first()


def to_practice(person: Person) -> QuerySet[Post]:
    """The posts that the person may mark as practice."""
    posts = Post.objects.filter(topic__hidden_at=None).select_related("topic", "by")
    return visible(person, Permission.POST_PRACTICE, posts)


def practices_to_agree(person: Person) -> QuerySet[Practice]:
    """What was drawn from the person's own posts."""
    rows = Practice.objects.filter(post__hidden_at=None, post__topic__hidden_at=None)
    return visible(person, Permission.PRACTICE_AGREE, rows).select_related("post__topic")

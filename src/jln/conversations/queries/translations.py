"""What posts say in other languages, by whom; what it said before is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import Post, PostTranslation
from jln.conversations.rules.translating import mark_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.people.models import Person


class Translated(NamedTuple):
    """A post in the reader's language. `is_stale`: the post has changed since."""

    name: str
    html: str
    text: str
    is_stale: bool


class InLanguage(NamedTuple):
    """One translation; `replaced_at` where somebody corrected it."""

    language: str
    text: str
    html: str
    name: str
    at: datetime
    replaced_at: datetime | None
    is_stale: bool


def into(language: str, posts: Iterable[int]) -> dict[int, Translated]:
    """These posts in a language, those that are there, by number of the row."""
    rows = PostTranslation.objects.filter(post__in=list(posts), language=language, replaced_at=None)
    columns = ("post", "by__name", "html", "text", "source_mark", "post__text")
    return {
        post: Translated(name or "", html, text, mark != mark_of(said))
        for post, name, html, text, mark, said in rows.values_list(*columns)
    }


def translations_of(post: Post) -> list[InLanguage]:
    """Every one of a post, those that stand first."""
    mark = mark_of(post.text)
    rows = PostTranslation.objects.filter(post=post).select_related("by")
    return [
        InLanguage(
            one.language,
            one.text,
            one.html,
            one.by.name if one.by else "",
            one.at,
            one.replaced_at,
            one.source_mark != mark,
        )
        for one in sorted(rows, key=lambda row: (row.replaced_at is not None, -row.pk))
    ]


def to_translate(person: Person) -> QuerySet[Post]:
    """The posts that the person may say in another language."""
    posts = Post.objects.filter(topic__hidden_at=None).select_related("topic", "by", "country")
    return visible(person, Permission.POST_TRANSLATE, posts)

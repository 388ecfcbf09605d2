"""A post in another language, by a person; a correction replaces it, and both are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.findable import post_entry
from jln.conversations.models import Post, PostTranslation
from jln.conversations.rules import translating as rules
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.locking import locked
from jln.search import index
from jln.ui.prose import text_html

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jln.people.models import Person


def translate(post: Post, language: str, text: str, *, by: Person, at: datetime) -> PostTranslation:
    """Say a post in another language. The same words again change nothing.

    Raises PermissionDenied, or RuleBroken if there is nothing to say.
    """
    require(by, Permission.POST_TRANSLATE, post)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    rules.may_translate(text, language, written_in=post.language).or_raise()
    html = str(text_html(text))
    with transaction.atomic():
        post = locked(Post.objects.select_related("space", "topic", "country"), post.pk)
        require(by, Permission.POST_TRANSLATE, post)
        refuse_named_until_commit(post.space_id)
        stands = PostTranslation.objects.filter(post=post, language=language, replaced_at=None)
        before, mark = stands.first(), rules.mark_of(post.text)
        if before and (before.text, before.source_mark) == (text, mark):
            return before
        stands.update(replaced_at=at)
        made = PostTranslation.objects.create(
            post=post, language=language, text=text, html=html, source_mark=mark, by=by, at=at
        )
        index.put(post_entry(post))

        record(
            Kind.POST_TRANSLATED,
            post,
            by=by,
            at=at,
            space=post.space,
            data={"topic": post.topic_id, "translation": made.pk},
            quietly=True,
        )
        return made


def untranslate(posts: Sequence[Post]) -> None:
    """Words that are taken back are gone in every language."""
    PostTranslation.objects.filter(post__in=posts).delete()

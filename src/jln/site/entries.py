"""Posts as entries of a feed: weighed, with no address of anybody in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from jln.kit.codes import code_of
from jln.ui.prose import text_html
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jln.conversations.models import Post

LONGEST, MOST = 3_000, 60_000
"""Letters of HTML of one entry, and of all together."""
_SHOWN = 1_500


def of(posts: Iterable[Post]) -> Iterator[dict[str, Any]]:
    """The newest first, as long as they fit."""
    left = MOST
    for post in posts:
        html = _html(post)
        left -= len(html)
        if left < 0:
            return
        again = "" if post.number == 1 else "Re: "
        yield {
            "title": f"{again}{post.topic.title}",
            "link": network.link(f"/ask/{post.topic.code}/#p{post.number}"),
            "unique_id": f"tag:{settings.MAIL_DOMAIN},2026:post-{code_of(post.pk)}",
            "description": html,
            "author_name": _name(post),
            "pubdate": post.posted_at,
            "updateddate": post.posted_at,
        }


def _html(post: Post) -> str:
    """The whole post, or its beginning where it is long."""
    return post.html if len(post.html) <= LONGEST else str(text_html(f"{post.text[:_SHOWN]} …"))


def _name(post: Post) -> str:
    if post.by is not None:
        return post.by.name
    origin = getattr(post, "origin", None)
    return (origin.from_name if origin else "") or _("A former member")

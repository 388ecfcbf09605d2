"""What of conversations can be found by words, by those who read the space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.conversations.models import Post, Topic
from jln.kit.time import day
from jln.search.index import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jln.spaces.models import Space

LONGEST = 20_000
"""Characters of a post that are looked at."""


def entries() -> Iterator[Entry]:
    """Every topic by its title, and every post by its words; nothing that is hidden."""
    topics = Topic.objects.filter(hidden_at=None).select_related("space", "by__country", "theme")
    for topic in topics.order_by("pk").iterator(chunk_size=500):
        yield topic_entry(topic)
    posts = Post.objects.filter(hidden_at=None, topic__hidden_at=None)
    posts = posts.select_related("space", "topic", "country").order_by("pk")
    for post in posts.iterator(chunk_size=500):
        yield post_entry(post)


def topic_entry(topic: Topic) -> Entry:
    """A conversation, by its title and its subject in every language."""
    country = topic.by.country if topic.by else None
    return Entry(
        kind="topic",
        subject_id=topic.pk,
        title=topic.title,
        also=tuple(topic.theme.found_by()) if topic.theme else (),
        language=topic.language,
        reach=topic.space.visibility,
        space_id_or_none=topic.space_id,
        country_code=country.code if country else "",
        facet=topic.kind,
        dated=str(day(topic.started_at)),
    )


def post_entry(post: Post) -> Entry:
    """What somebody wrote; it leads to its conversation."""
    space: Space = post.space
    return Entry(
        kind="post",
        subject_id=post.pk,
        parent_id=post.topic_id,
        title=post.topic.title,
        body=post.text[:LONGEST],
        language=post.language,
        reach=space.visibility,
        space_id_or_none=space.pk,
        country_code=post.country.code if post.country else "",
        facet=post.channel,
        dated=str(day(post.posted_at)),
    )

"""What of conversations can be found by words, by those who read the space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.conversations.models import AnswerCard, Post, PostFile, Practice, Topic
from jln.kit.time import day
from jln.search.index import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jln.conversations.models import PostTranslation
    from jln.spaces.models import Space

ANSWERED = "answered"
"""The facet of a question one of whose posts is marked as the answer."""
LONGEST = 20_000
"""Characters of a post that are looked at."""


def entries() -> Iterator[Entry]:
    """Every topic by its title, and every post by its words; nothing that is hidden."""
    topics = Topic.objects.filter(hidden_at=None).select_related(
        "space", "by__country", "theme", "answer_mark"
    )
    for topic in topics.order_by("pk").iterator(chunk_size=500):
        yield topic_entry(topic)
    posts = Post.objects.filter(hidden_at=None, topic__hidden_at=None)
    posts = posts.select_related("space", "topic", "country").prefetch_related("translations")
    posts = posts.order_by("pk")
    for post in posts.iterator(chunk_size=500):
        yield post_entry(post)
    made = Practice.objects.filter(
        agreed_at__isnull=False, post__hidden_at=None, post__topic__hidden_at=None
    )
    for one in made.select_related("space", "post__country").order_by("pk"):
        yield practice_entry(one)
    cards = AnswerCard.objects.filter(retired_at=None, topic__hidden_at=None)
    for card in cards.select_related("topic__theme").order_by("pk"):
        yield card_entry(card)
    files = PostFile.objects.filter(post__hidden_at=None, post__topic__hidden_at=None)
    files = files.select_related("post__space", "post__topic", "post__country", "upload")
    for file in files.order_by("pk").iterator(chunk_size=100):
        yield from page_entries(file)


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
        facet=ANSWERED if hasattr(topic, "answer_mark") else topic.kind,
        dated=str(day(topic.started_at)),
    )


def practice_entry(made: Practice) -> Entry:
    """What a country does; it leads to the post it was drawn from, by the post's number."""
    post = made.post
    return Entry(
        kind="practice",
        subject_id=post.pk,
        parent_id=post.topic_id,
        title=made.what,
        body=f"{made.where}\n{made.data_needed}\n{made.result}",
        language=made.language,
        reach=made.space.visibility,
        space_id_or_none=made.space_id,
        country_code=post.country.code if post.country else "",
        dated=str(day(made.at)),
    )


def card_entry(card: AnswerCard) -> Entry:
    """What a question taught, by all its words, for whoever reads it now."""
    theme = card.topic.theme
    return Entry(
        kind="card",
        subject_id=card.pk,
        parent_id=card.topic_id,
        title=card.question,
        body="\n".join(one for one in (card.context, card.worked, card.depends_on) if one),
        also=tuple(theme.found_by()) if theme else (),
        language=card.language,
        reach=card.visibility,
        space_id_or_none=card.space_id,
        dated=str(day(card.changed_at)),
    )


def post_entry(post: Post, translations: Iterable[PostTranslation] | None = None) -> Entry:
    """What somebody wrote; it leads to its conversation. `translations`: if they are known."""
    space: Space = post.space
    return Entry(
        kind="post",
        subject_id=post.pk,
        parent_id=post.topic_id,
        title=post.topic.title,
        body=post.text[:LONGEST],
        also=tuple(
            (one.text[:LONGEST], one.language)
            for one in (post.translations.all() if translations is None else translations)
            if one.replaced_at is None
        ),
        language=post.language,
        reach=space.visibility,
        space_id_or_none=space.pk,
        country_code=post.country.code if post.country else "",
        facet=post.channel,
        dated=str(day(post.posted_at)),
    )


def page_entries(file: PostFile) -> Iterator[Entry]:
    """Each page of a file beside a post; it leads to the file, and is its conversation's."""
    post = file.post
    for page in file.upload.pages.order_by("number"):
        yield Entry(
            kind="page",
            subject_id=page.pk,
            parent_id=post.topic_id,
            title=file.upload.name,
            body=page.text,
            language=post.language,
            reach=post.space.visibility,
            space_id_or_none=post.space_id,
            country_code=post.country.code if post.country else "",
            facet=str(page.number),
            dated=str(day(post.posted_at)),
        )

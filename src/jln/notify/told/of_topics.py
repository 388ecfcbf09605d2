"""The letters of what is done to conversations: closed, moved, split, joined."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from jln.conversations.models import Practice, TopicChange
from jln.notify.terms import LetterKind
from jln.notify.told.letter import Told, named
from jln.web import network

if TYPE_CHECKING:
    from jln.facts.models import Fact


def _shaped(fact: Fact) -> Told | None:
    changes = TopicChange.objects.select_related("topic", "other", "space_to__country", "by")
    change = changes.filter(pk=fact.data.get("change")).first()
    if change is None:
        return None
    now = change.other or change.topic
    first = now.posts.select_related("topic__space__country").order_by("number").first()
    if first is None or now.hidden_at is not None:
        return None
    return Told(
        kind=LetterKind.TOPIC_SHAPED,
        fact=fact,
        things={"change": change, "topic": first.topic, "by": named(change.by, None)},
        answers=first,
        topic=first.topic,
    )


def _practice(fact: Fact) -> Told | None:
    """To the post's author, as long as they have said neither yes nor no."""
    rows = Practice.objects.select_related("post__topic__space__country")
    waits = rows.filter(pk=fact.data.get("practice"), agreed_at=None, refused_at=None)
    made = waits.filter(post__hidden_at=None, post__topic__hidden_at=None).first()
    if made is None:
        return None
    post = made.post
    link = network.link(f"/ask/{post.topic.code}/posts/{post.number}/practice/agree/")
    things = {"practice": made, "topic": post.topic, "by": named(fact.by, None), "link": link}
    return Told(LetterKind.PRACTICE_MARKED, fact, things, made, form="practice.agree")


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    LetterKind.PRACTICE_MARKED: _practice,
    LetterKind.TOPIC_SHAPED: _shaped,
}

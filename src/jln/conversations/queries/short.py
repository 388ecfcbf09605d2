"""Where a short link leads today: its post or conversation may have moved or been joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import Post, Topic, TopicChange
from jln.conversations.places import place
from jln.conversations.terms import Shaped
from jln.web.addresses import url

if TYPE_CHECKING:
    from jln.people.models import Person

_MOST = 20
"""A conversation that joined another that joined another is followed so far."""


def leads_to(person: Person, topic: int, post: int = 0) -> str:
    """The address of the post, else of the conversation, as the person reads it; "" for none."""
    posts = visible(person, Permission.POST_VIEW, Post.objects.filter(pk=post))
    if post and (found := posts.filter(topic__hidden_at=None).select_related("topic").first()):
        return place(found.topic.code, found.number)
    last = visible(person, Permission.TOPIC_VIEW, Topic.objects.filter(pk=_joined(topic))).first()
    return url("topic", code=last.code) if last else ""


def _joined(topic: int) -> int:
    """The conversation that this one has become a part of, if it has; else itself."""
    for _step in range(_MOST):
        merges = TopicChange.objects.filter(topic=topic, kind=Shaped.MERGED)
        other = merges.values_list("other", flat=True).first()
        if other is None:
            break
        topic = other
    return topic

"""Posts for reading programs, and whose private address it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from jln.access.check import PRESENT, visible
from jln.access.permissions import Permission
from jln.conduct.queries import away_from
from jln.conversations.models import FeedKey, Post, Topic
from jln.kit import tokens
from jln.mail import seals

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.people.models import Person
    from jln.spaces.models import Space

PURPOSE = "feed"
OF_TOPIC = "feed-topic"
ENTRIES = 30


def feed_keys(person: Person) -> QuerySet[FeedKey]:
    """The person's own addresses that answer."""
    rows = FeedKey.objects.filter(person=person, revoked_at=None)
    return rows.select_related("space__country").order_by("space__name", "pk")


def secret_of(key: FeedKey) -> str:
    """What makes its address private: computed, never kept."""
    return seals.seal(PURPOSE, key.pk, key.person_id)


def topic_secret(key: FeedKey, topic: int) -> str:
    """The same of one conversation: it opens nothing else, and ends with the key."""
    return seals.seal(OF_TOPIC, key.pk, key.person_id, topic)


def topic_feed_key(secret: str, topic: int) -> FeedKey | None:
    """The key of a conversation's address, while it answers and its person is here."""
    key = _key(secret)
    return key if key and seals.holds(OF_TOPIC, secret, key.person_id, topic) else None


def feed_key(secret: str) -> FeedKey | None:
    """The key of an address, while it answers and its person is here."""
    key = _key(secret)
    return key if key and seals.holds(PURPOSE, secret, key.person_id) else None


def _key(secret: str) -> FeedKey | None:
    rows = FeedKey.objects.filter(pk=tokens.row_of(secret) or 0, revoked_at=None)
    key = rows.select_related("person", "space__country").first()
    return key if key and key.person.status in PRESENT else None


def feed_of(person: Person | None, of: Space | Topic) -> list[Post]:
    """The newest posts that a person may read there, of nobody whom they keep away."""
    there = Q(topic=of) if isinstance(of, Topic) else Q(space=of)
    rows = Post.objects.filter(there, topic__hidden_at=None)
    seen = visible(person, Permission.POST_VIEW, rows)
    if person is not None:
        seen = seen.exclude(by__in=away_from(person.pk))
    seen = seen.select_related("topic", "by", "origin").order_by("-posted_at", "-pk")
    return list(seen[:ENTRIES])


def posts_of(person: Person, topic: int) -> QuerySet[Post]:
    """Every post of a conversation that the person may read, in its order."""
    found = visible(person, Permission.POST_VIEW, Post.objects.filter(topic=topic))
    found = found.filter(topic__hidden_at=None).select_related("topic", "space", "by", "origin")
    return found.order_by("posted_at", "number")

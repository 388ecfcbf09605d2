"""Who is told at once of what begins in a space: those on its list who wish it so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from jln.access.check import who_can
from jln.access.permissions import Permission
from jln.conversations.models import AskedColleague, Post, Topic, TopicFollow
from jln.conversations.queries import at_once
from jln.conversations.terms import Shaped, TopicKind
from jln.facts.kinds import Kind
from jln.notify.terms import Because
from jln.spaces.models import Subscription
from jln.spaces.queries import subscribers
from jln.spaces.terms import Delivery

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.facts.models import Fact
    from jln.notify.told_to import Audience
    from jln.people.models import Person


def who_is_on_the_list(fact: Fact) -> Iterable[tuple[Because, QuerySet[Person]]]:
    """Whoever gets it at once; all others find it in their daily or weekly letter."""
    topic = Topic.objects.select_related("space").filter(pk=fact.subject_id, hidden_at=None).first()
    if topic is None:
        return
    ways = [Delivery(one) for one in sorted(at_once(topic.kind))]
    listed = subscribers(topic.space, *ways).values("pk")
    yield Because.ON_LIST, who_can(Permission.TOPIC_VIEW, topic).filter(pk__in=listed)


def readers_of_the_topic(fact: Fact) -> Iterable[Audience]:
    """Who follows the topic, or gets every message of its space, and may still read it.

    The question itself, post 1, is followed by nobody yet; who was asked has a letter of it.
    """
    is_first = fact.kind == Kind.TOPIC_ASKED
    which = {"topic": fact.subject_id, "number": 1} if is_first else {"pk": fact.subject_id}
    post = Post.objects.filter(hidden_at=None, **which).select_related("topic__space").first()
    if post is None or (post.number == 1 and not is_first):
        return
    topic = post.topic
    deaf = Subscription.objects.filter(space=topic.space_id, left_at=None, delivery=Delivery.NONE)
    readers = who_can(Permission.TOPIC_VIEW, topic).exclude(pk__in=deaf.values("person"))
    follows = TopicFollow.objects.filter(topic=topic)
    readers = readers.exclude(pk__in=follows.filter(muted_at__isnull=False).values("person"))
    ways = sorted(at_once(topic.kind))
    listed = Subscription.objects.filter(space=topic.space_id, left_at=None, delivery__in=ways)
    if is_first:
        asked = AskedColleague.objects.filter(topic=topic).values("person")
        every = readers.filter(pk__in=listed.values("person"))
        yield Because.ON_LIST, every.exclude(pk__in=asked)
        return
    follow = follows.filter(muted_at=None).values("person")
    asked_it = Topic.objects.filter(
        changes__kind=Shaped.MERGED, changes__other=topic, by=OuterRef("person")
    )
    asker = dict(follow.annotate(has=Exists(asked_it)).values_list("person", "has"))

    def because(person: Person) -> Because:
        if person.pk not in asker:
            return Because.ON_LIST
        if topic.kind != TopicKind.QUESTION:
            return Because.WROTE if person.pk == topic.by_id else Because.FOLLOWER
        is_asker = asker[person.pk] or person.pk == topic.by_id
        return Because.ASKER if is_asker else Because.FOLLOWER

    yield because, readers.filter(pk__in=follow.union(listed.values("person")))


def who_hears_how_it_ended(
    topic: Topic, at: datetime
) -> Iterable[tuple[Because, QuerySet[Person]]]:
    """Who followed it then, and who is on its space in whatever way but none; not who muted it."""
    readers = who_can(Permission.TOPIC_VIEW, topic)
    follows = TopicFollow.objects.filter(topic=topic)
    following = follows.filter(muted_at=None, since__lte=at).values("person")
    yield Because.FOLLOWER, readers.filter(pk__in=following)
    ways = [one for one in Delivery if one is not Delivery.NONE]
    listed = readers.filter(pk__in=subscribers(topic.space, *ways).values("pk"))
    muted = follows.filter(muted_at__isnull=False).values("person")
    yield Because.ON_LIST, listed.exclude(pk__in=muted)


def speaks_for_oneself(fact: Fact) -> bool:
    """Is it a member's own word, which nobody gets who keeps that member away?

    Decisions, votes, seats and announcements are the network's: they reach everybody.
    """
    if fact.kind == Kind.TOPIC_STARTED:
        news = Topic.objects.filter(pk=fact.subject_id, kind=TopicKind.ANNOUNCEMENT)
        return not news.exists()
    return fact.kind in (Kind.POST_THANKED, Kind.POST_WRITTEN, Kind.TOPIC_ASKED)

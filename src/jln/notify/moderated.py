"""Who is told of moderated dialogues."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jln.access.check import who_can
from jln.access.permissions import Permission
from jln.conversations.models import Post, Topic, TopicFollow
from jln.notify.listed import who_hears_how_it_ended
from jln.notify.terms import Because
from jln.people.models import Person
from jln.spaces.queries import keepers

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.facts.models import Fact

Audience = tuple[Because, "QuerySet[Person]"]


def its_moderator(fact: Fact) -> Iterable[Audience]:
    """Whoever moderates it now."""
    topic = _topic(fact)
    if topic is not None:
        moderator = topic.dialogue.moderator_id or 0
        yield Because.MODERATES, Person.objects.present().filter(pk=moderator)


def who_can_step_in(fact: Fact) -> Iterable[Audience]:
    """The other moderators of its space; where nobody else is, the staff."""
    topic = _topic(fact)
    if topic is None:
        return
    silent = topic.dialogue.moderator_id or 0
    others = keepers(topic.space).exclude(pk=silent)
    if not others.exists():
        others = who_can(Permission.SPACE_KEEP, topic.space).exclude(pk=silent)
    yield Because.KEEPS_SPACE, others


def who_comes_to_it(fact: Fact) -> Iterable[Audience]:
    """Who moderates it, wrote in it or follows it; not who wants no more letters about it."""
    topic = _topic(fact)
    if topic is None:
        return
    yield from its_moderator(fact)
    yield Because.WROTE, _who_wrote(topic)
    following = TopicFollow.objects.filter(topic=topic, muted_at=None).values("person")
    readers = who_can(Permission.TOPIC_VIEW, topic)
    yield Because.FOLLOWER, readers.filter(pk__in=following)


def who_reads_its_result(fact: Fact) -> Iterable[Audience]:
    """Who wrote in it, who follows it, and who is on its space in whatever way but none."""
    topic = _topic(fact)
    if topic is None:
        return
    yield Because.WROTE, _who_wrote(topic)
    yield from who_hears_how_it_ended(topic, fact.at)


def _who_wrote(topic: Topic) -> QuerySet[Person]:
    """In it; not who wants no more letters about it."""
    wrote = Post.objects.filter(topic=topic, hidden_at=None, by__isnull=False)
    muted = TopicFollow.objects.filter(topic=topic, muted_at__isnull=False)
    readers = who_can(Permission.TOPIC_VIEW, topic).filter(pk__in=wrote.values("by"))
    return readers.exclude(pk__in=muted.values("person"))


def _topic(fact: Fact) -> Topic | None:
    topics = Topic.objects.select_related("space", "dialogue")
    return topics.filter(pk=fact.subject_id, hidden_at=None).first()

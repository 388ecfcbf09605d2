"""Who is told of polls: who may answer, who has not, who chose what is gone, who reads results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from jln.access.check import who_can
from jln.access.permissions import Permission
from jln.conduct.queries import deaf_to
from jln.conversations.models import PollAnswer, Topic, TopicFollow
from jln.conversations.terms import PollVoice
from jln.countries.models import Seat
from jln.countries.terms import LEADING_SEATS
from jln.facts.kinds import Kind
from jln.kit.time import day
from jln.mail.models import OutgoingMail
from jln.mail.terms import Withheld
from jln.notify.listed import who_hears_how_it_ended, who_is_on_the_list
from jln.notify.terms import Because

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.facts.models import Fact
    from jln.people.models import Person

Audience = tuple[Because, "QuerySet[Person]"]


def who_answers(fact: Fact) -> Iterable[Audience]:
    """Whoever speaks for a country, where countries answer; else who gets every message at once."""
    topic = _topic(fact)
    if topic is None:
        return
    if topic.poll.voice != PollVoice.COUNTRY:
        yield from who_is_on_the_list(fact)
        return
    seats = Seat.objects.held_on(day(fact.at)).filter(kind__in=LEADING_SEATS)
    yield Because.CORE_GROUP, _readers(topic).filter(pk__in=seats.values("person"))


def who_is_silent(fact: Fact) -> Iterable[Audience]:
    """Who was asked and has not answered, by themselves or for their country; not who muted it."""
    topic = _topic(fact)
    if topic is None:
        return
    muted = _muted(topic)
    if topic.poll.voice == PollVoice.COUNTRY:
        heard = topic.poll.answers.filter(country__isnull=False).values("country")
        seats = Seat.objects.held_on(day(fact.at)).filter(kind__in=LEADING_SEATS)
        seats = seats.exclude(country__in=heard)
        readers = _readers(topic).filter(pk__in=seats.values("person"))
        yield Because.CORE_GROUP, readers.exclude(pk__in=muted)
        return
    letters = OutgoingMail.objects.filter(
        fact__kind=Kind.POLL_OPENED,
        fact__subject_model=fact.subject_model,
        fact__subject_id=topic.pk,
    )
    asked = letters.exclude(state_reason=Withheld.SWITCHED_OFF).values("person")
    said = topic.poll.answers.filter(by__isnull=False).values("by")
    for because, people in who_is_on_the_list(fact):
        silent = people.filter(pk__in=asked).exclude(pk__in=said)
        yield because, silent.exclude(pk__in=muted)


def who_chose_it(fact: Fact) -> Iterable[Audience]:
    """Whose answer holds the option that was withdrawn."""
    topic = _topic(fact)
    if topic is not None:
        answers = PollAnswer.objects.filter(poll=topic.poll, chosen=fact.data.get("option"))
        people = _readers(topic).filter(pk__in=answers.values("by"))
        yield Because.ANSWERED, people.exclude(pk__in=_muted(topic))


def who_reads_results(fact: Fact) -> Iterable[Audience]:
    """Who answered, who follows, and who is on its space in whatever way but none."""
    topic = _topic(fact)
    if topic is not None:
        yield Because.ANSWERED, _who_answered(topic)
        yield from who_hears_how_it_ended(topic, fact.at)


def who_hears_the_outcome(fact: Fact) -> Iterable[Audience]:
    """Who answered and who follows; not who keeps its starter away, whose words it is."""
    topic = _topic(fact)
    if topic is not None:
        deaf = deaf_to(fact.by_id)
        yield Because.ANSWERED, _who_answered(topic).exclude(pk__in=deaf)
        following = TopicFollow.objects.filter(topic=topic, muted_at=None).values("person")
        yield (
            Because.FOLLOWER,
            _readers(topic).filter(pk__in=following).exclude(pk__in=deaf),
        )


def _topic(fact: Fact) -> Topic | None:
    topics = Topic.objects.select_related("space", "poll")
    return topics.filter(pk=fact.subject_id, hidden_at=None).first()


def _who_answered(topic: Topic) -> QuerySet[Person]:
    """By themselves or for a country; not who wants no more letters about it."""
    people = _readers(topic).filter(pk__in=topic.poll.answers.values("by"))
    return people.exclude(pk__in=_muted(topic))


def _muted(topic: Topic) -> QuerySet[TopicFollow, Any]:
    return TopicFollow.objects.filter(topic=topic, muted_at__isnull=False).values("person")


def _readers(topic: Topic) -> QuerySet[Person]:
    return who_can(Permission.TOPIC_VIEW, topic)

"""Who is told of polls: who may answer, whose answer was withdrawn, who reads the results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from jln.access.check import who_can
from jln.access.permissions import Permission
from jln.conversations.models import PollAnswer, Topic
from jln.conversations.terms import PollVoice
from jln.countries.models import Seat
from jln.countries.terms import LEADING_SEATS
from jln.kit.time import day
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


def who_chose_it(fact: Fact) -> Iterable[Audience]:
    """Whose answer holds the option that was withdrawn."""
    topic = _topic(fact)
    if topic is not None:
        answers = PollAnswer.objects.filter(poll=topic.poll, chosen=fact.data.get("option"))
        yield Because.ANSWERED, _readers(topic).filter(pk__in=answers.values("by"))


def who_reads_results(fact: Fact) -> Iterable[Audience]:
    """Who answered, who follows, and who is on its space in whatever way but none."""
    topic = _topic(fact)
    if topic is None:
        return
    yield Because.ANSWERED, _readers(topic).filter(pk__in=topic.poll.answers.values("by"))
    yield from who_hears_how_it_ended(topic, fact.at)


def _topic(fact: Fact) -> Topic | None:
    topics = Topic.objects.select_related("space", "poll")
    return topics.filter(pk=fact.subject_id, hidden_at=None).first()


def _readers(topic: Topic) -> QuerySet[Person]:
    return who_can(Permission.TOPIC_VIEW, topic)

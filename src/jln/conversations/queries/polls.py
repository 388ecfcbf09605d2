"""A poll as its page shows it: totals only. What one voice chose is shown to nobody else."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Q

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import Poll, PollAnswer, Topic
from jln.conversations.queries.topic import topics
from jln.conversations.rules import polls
from jln.conversations.terms import PollVoice, TopicKind
from jln.countries.models import Country

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.people.models import Person


_STANDS = Q(answers__chosen__isnull=False, answers__chosen__withdrawn_at=None)
_VOICES = Count("answers", filter=_STANDS, distinct=True)


class Option(NamedTuple):
    """One answer to choose, with how many chose it; -1 where that is not shown."""

    number: int
    text: str
    votes: int
    share: int  # of a hundred
    withdrawn: str  # why; empty while it can be chosen


class PollView(NamedTuple):
    """A poll as one reader sees it."""

    topic: str  # its code
    several: bool
    of_countries: bool
    shown: str
    closes_at: datetime  # or when it was closed
    is_open: bool
    options: tuple[Option, ...]
    voices: int
    is_shown: bool  # the results, to this reader
    is_split: bool  # there are answers enough
    mine: tuple[int, ...]  # what the reader or the reader's country chose
    may_answer: bool
    may_tell: bool  # its outcome
    outcome: str


def poll_view(person: Person, topic: int, at: datetime) -> PollView | None:
    """The poll of a conversation that the person reads; None if it is none. Three queries."""
    polled = Poll.objects.select_related("topic").annotate(voices=_VOICES)
    poll: Any = polled.filter(topic=topic).first()
    if poll is None:
        return None
    voices = poll.voices
    my = _of_reader(poll, person)
    is_closed = poll.closed_at is not None or at >= poll.closes_at
    is_open = not is_closed and poll.topic.closed_at is None
    shown = polls.is_shown(poll.shown, is_closed=is_closed, has_answered=bool(my.chosen))
    is_split = shown and polls.is_split(voices)
    mine = poll.topic.by_id == person.pk
    return PollView(
        topic=poll.topic.code,
        several=poll.several,
        of_countries=poll.voice == PollVoice.COUNTRY,
        shown=poll.shown,
        closes_at=poll.ends_at,
        is_open=is_open,
        options=options_of(poll, voices if is_split else 0),
        voices=voices,
        is_shown=shown,
        is_split=is_split,
        mine=my.chosen,
        may_answer=is_open and my.has_voice,
        may_tell=mine and poll.closed_at is not None,
        outcome=poll.outcome,
    )


def options_of(poll: Poll, voices: int) -> tuple[Option, ...]:
    """The options in their order; with `voices` none, without how many chose each."""
    rows = poll.options.annotate(n=Count("chosen_by")).order_by("number")
    return tuple(
        Option(
            number=one.number,
            text=one.text,
            votes=one.n if voices and not one.withdrawn_at else -1,
            share=round(100 * one.n / voices) if voices else 0,
            withdrawn=one.withdrawn_because,
        )
        for one in rows
    )


def voices_of(poll: Poll) -> int:
    """How many answered with something that still can be chosen."""
    found: Any = Poll.objects.annotate(voices=_VOICES).get(pk=poll.pk)
    return int(found.voices)


def polls_to_answer(person: Person) -> QuerySet[Topic]:
    """The polls that the person reads and that are open."""
    return topics(person).filter(kind=TopicKind.POLL, poll__closed_at=None)


def to_close_polls(person: Person) -> QuerySet[Topic]:
    """The polls of which the person may withdraw an option."""
    found = Topic.objects.filter(kind=TopicKind.POLL, poll__closed_at=None)
    return visible(person, Permission.TOPIC_CLOSE, found)


def polls_to_tell(person: Person) -> QuerySet[Topic]:
    """The person's own polls that are closed."""
    closed = Topic.objects.filter(kind=TopicKind.POLL, poll__closed_at__isnull=False)
    return visible(person, Permission.TOPIC_TELL_OUTCOME, closed)


def choices_of(topic: Topic) -> tuple[list[tuple[str, str]], bool]:
    """The options that may be chosen, as a form offers them, and whether several may be."""
    rows = topic.poll.options.filter(withdrawn_at=None).order_by("number")
    return [(str(one.number), one.text) for one in rows], topic.poll.several


def chosen_by(person: Person, topic: Topic) -> list[str]:
    """What stands as the person's answer, or their country's, as the form asks it."""
    return [str(number) for number in _of_reader(topic.poll, person).chosen]


class _Reader(NamedTuple):
    has_voice: bool
    chosen: tuple[int, ...]


def _of_reader(poll: Poll, person: Person) -> _Reader:
    answers = PollAnswer.objects.filter(poll=poll)
    has_voice = True
    if poll.voice == PollVoice.COUNTRY:
        spoken = visible(person, Permission.POLL_SPEAK, Country.objects.all())
        countries = list(spoken.order_by("pk").values_list("pk", flat=True))
        has_voice = bool(countries)
        own = [one for one in countries if one == person.country_id] or countries
        answers = answers.filter(country__in=own[:1])
    else:
        answers = answers.filter(by=person)
    numbers = answers.filter(chosen__withdrawn_at=None).order_by("chosen__number")
    chosen = numbers.values_list("chosen__number", flat=True)
    return _Reader(has_voice, tuple(one for one in chosen if one is not None))

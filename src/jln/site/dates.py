"""The dates that concern a person: what is public, what they sit in, what they may still answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, Sum
from django.utils.translation import gettext as _

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.activities.models import Activity
from jln.conversations.models import Dialogue, Poll, Topic
from jln.elections.queries import to_vote
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance.models import Meeting, Motion
from jln.governance.terms import MotionState
from jln.kit.time import day
from jln.notify.told import dated
from jln.web import network
from jln.web.ics import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jln.people.models import Person

BACK, AHEAD = timedelta(days=30), timedelta(days=400)
MOST = 100
"""Of each kind; a calendar stays below 100 KB."""
CHANGES = (
    Kind.DIALOGUE_CHANGED,
    Kind.POLL_CHANGED,
    Kind.STEERING_CANCELLED,
    Kind.STEERING_CHANGED,
)
_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def entries(person: Person, *, at: datetime) -> list[Entry]:
    """A fixed number of queries, whatever there is."""
    found = [
        *_activities(at),
        *_meetings(person, at),
        *_motions(person),
        *_elections(person, at),
        *_polls(person, at),
        *_dialogues(person, at),
    ]
    return sorted(found, key=lambda one: (str(one.starts), one.uid))


def _activities(at: datetime) -> Iterator[Entry]:
    """Those of which the days are known: a month is no date for a calendar."""
    first, last = str(day(at - BACK)), str(day(at + AHEAD))
    rows = Activity.objects.filter(starts__gte=first, starts__lte=last).order_by("starts", "pk")
    for one in rows[:MOST]:
        if one.starts is None or one.starts.day is None:
            continue
        ends = one.ends.first if one.ends and one.ends.day else None
        link = network.link(f"/events/{one.slug}/")
        yield Entry(
            dated.uid("event", one.pk),
            one.title,
            one.starts.first,
            ends if ends and ends >= one.starts.first else None,
            link,
            _LONG_AGO,
            place=one.place,
        )


def _meetings(person: Person, at: datetime) -> Iterator[Entry]:
    """Of the Steering Group, for who sits in it."""
    rows = visible(
        person, Permission.STEERING_SIT, Meeting.objects.filter(_around("starts_at", at))
    )
    found = list(rows.annotate(minutes=Sum("items__minutes")).order_by("starts_at")[:MOST])
    changed = _changes("jln.Meeting", [one.pk for one in found])
    for one in found:
        if one.starts_at is None:
            continue
        count, last = changed.get(one.pk, (0, one.opened_at or _LONG_AGO))
        yield dated.of_steering(
            one, one.starts_at, one.minutes or 0, sequence=count, changed_at=last
        )


def _motions(person: Person) -> Iterator[Entry]:
    """Motions on which the person votes: the last day, for each place has its own evening."""
    rows = Motion.objects.filter(closes_on__isnull=False, state=MotionState.OPEN)
    for one in visible(person, Permission.MOTION_VOTE, rows).order_by("closes_on", "pk")[:MOST]:
        if one.closes_on is not None:
            yield Entry(
                dated.uid("motion", one.pk),
                _("Last day to vote: %(title)s") % {"title": one.title},
                one.closes_on,
                None,
                network.link(f"/steering-group/motions/{one.code}/"),
                one.opens_at,
            )


def _elections(person: Person, at: datetime) -> Iterator[Entry]:
    """Elections in which the person votes for a country: the last day, of UTC."""
    mine = to_vote(person).filter(election__void_at=None)
    mine = mine.filter(election__votes_until__range=(day(at - BACK), day(at + AHEAD)))
    for one in mine.order_by("election__votes_until", "pk")[:MOST]:
        yield Entry(
            dated.uid("election", one.pk),
            _("Last day to vote: %(title)s") % {"title": _("Election to the Steering Group")},
            one.election.votes_until,
            None,
            network.link(f"/steering-group/elections/{one.election.code}/"),
            one.election.called_at,
        )


def _polls(person: Person, at: datetime) -> Iterator[Entry]:
    rows = Poll.objects.filter(_around("closes_at", at), topic__in=_topics(person))
    found = list(rows.select_related("topic").order_by("closes_at", "pk")[:MOST])
    changed = _changes("jln.Topic", [one.topic_id for one in found])
    for one in found:
        count, last = changed.get(one.topic_id, (0, one.topic.started_at))
        yield Entry(
            dated.uid("poll", one.pk),
            _("Last moment to answer: %(title)s") % {"title": one.topic.title},
            one.closes_at,
            None,
            network.link(f"/ask/{one.topic.code}/"),
            last,
            sequence=count,
        )


def _dialogues(person: Person, at: datetime) -> Iterator[Entry]:
    rows = Dialogue.objects.filter(
        closes_on__gte=day(at - BACK), opens_on__lte=day(at + AHEAD), topic__in=_topics(person)
    )
    found = list(rows.select_related("topic").order_by("opens_on", "pk")[:MOST])
    changed = _changes("jln.Topic", [one.topic_id for one in found])
    for one in found:
        count, last = changed.get(one.topic_id, (0, one.topic.started_at))
        yield Entry(
            dated.uid("dialogue", one.pk),
            one.topic.title,
            one.opens_on,
            one.closes_on,
            network.link(f"/ask/{one.topic.code}/"),
            last,
            sequence=count,
        )


def _topics(person: Person) -> Any:  # noqa: ANN401 -- numbers of topics, as a query
    return visible(person, Permission.TOPIC_VIEW, Topic.objects.all()).values("pk")


def _around(field: str, at: datetime) -> Q:
    return Q(**{f"{field}__gte": at - BACK, f"{field}__lte": at + AHEAD})


def _changes(model: str, numbers: Iterable[int]) -> dict[int, tuple[int, datetime]]:
    """How often each was changed since it was told of, and when last."""
    rows = Fact.objects.filter(subject_model=model, subject_id__in=numbers, kind__in=CHANGES)
    counted = rows.order_by().values("subject_id").annotate(n=Count("pk"), last=Max("at"))
    return {row["subject_id"]: (row["n"], row["last"]) for row in counted}

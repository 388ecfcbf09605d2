"""Polls and dialogues for the pages about them: open ones and closed ones."""

from __future__ import annotations

from datetime import timedelta

from jln.conversations import actions
from jln.conversations.actions import Ballot, Plan
from jln.conversations.models import Dialogue, Poll, Topic
from jln.countries.terms import SeatKind
from jln.kit import clock
from jln.people.models import Person
from jln.spaces.models import Space

DAY = timedelta(days=1)


def open_poll() -> Topic:
    """Of the whole network, with answers enough to show how they are split."""
    found = Poll.objects.filter(closed_at=None, closes_at__gt=clock.now()).order_by("pk").first()
    return found.topic if found else _made()


def closed_poll() -> Topic:
    """Of the practitioner's."""
    found = Poll.objects.filter(closed_at__isnull=False, topic__by=_asker()).first()
    if found is None:
        topic = _made()
        Poll.objects.filter(topic=topic).update(closed_at=clock.now())
        return topic
    return found.topic


def _asker() -> Person:
    return Person.objects.get(addresses__address="adjoa@gh.example")


def _made() -> Topic:
    ballot = Ballot(
        question="On which day do we hold the call?",
        options=("Monday", "Wednesday"),
        closes_at=clock.now() + 5 * DAY,
    )
    space = Space.objects.get(slug="network")
    return actions.start_poll(space, ballot, by=_asker(), at=clock.now())


def running() -> Topic:
    """A dialogue that runs, with a draft of its result."""
    return _dialogue(closed_at=None).topic


def ended() -> Topic:
    """A dialogue with a published result; made so, where none has one."""
    found = Dialogue.objects.filter(published_at__isnull=False).order_by("pk").first()
    if found is not None:
        return found.topic
    found = _dialogue()
    Dialogue.objects.filter(pk=found.pk).update(
        opened_at=clock.now(),
        closed_at=clock.now(),
        published_at=clock.now(),
        synthesis="Kenya counts visits.",
        synthesis_html="<p>Kenya counts visits.</p>",
    )
    return found.topic


def _dialogue(**values: None) -> Dialogue:
    found = Dialogue.objects.filter(published_at=None, **values).order_by("pk").first()
    if found is not None:
        return found
    today = clock.now().date()
    by = Person.objects.filter(seats__kind=SeatKind.NETWORK_OFFICER).order_by("pk")[0]
    text = "What did you change, and what did it do to the clinics?"
    plan = Plan("Paying for quality", text, today, today + 4 * DAY, by)
    space = Space.objects.get(slug="network")
    return actions.plan_dialogue(space, plan, by=by, at=clock.now()).dialogue

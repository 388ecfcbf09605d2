"""Polls as the tests about them make them."""

from datetime import timedelta

from jln.conversations import actions
from jln.conversations.actions import Ballot
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.notify import actions as notify
from jln.spaces import actions as spaces
from jln.spaces.terms import Delivery
from tests import factories as f

DAY = timedelta(days=1)
QUESTION = "On which day do we hold the costing call?"
OPTIONS = ("Monday", "Wednesday", "Friday")


def poll(by=None, *, space=None, at=f.NOON, **values):
    ballot = Ballot(
        **{"question": QUESTION, "options": OPTIONS, "closes_at": at + 3 * DAY} | values
    )
    by = by or f.person("Asker", country=f.country("KE", "Kenya"))
    f.post(f.topic(by, space=space or f.space()), by)  # known: what they write appears at once
    return actions.start_poll(space or f.space(), ballot, by=by, at=at)


def answers(topic, *chosen, at=f.NOON):
    """Each by somebody else."""
    people = [f.person() for _one in chosen]
    for person, numbers in zip(people, chosen, strict=True):
        actions.answer_poll(topic, numbers, by=person, at=at)
    return people


def tell():
    for fact in Fact.objects.filter(told_at=None).order_by("pk"):
        notify.tell(fact.pk)


def on_list(person, delivery=Delivery.EVERY):
    space = f.space()
    spaces.join(space, person, by=person, at=f.NOON)
    spaces.set_delivery(space, person, delivery, by=person, at=f.NOON)


def of_a_poll(by, reader):
    """All that is told of a poll; each letter is written as if it were open and closed alike."""
    closes = f.NOON + 9 * DAY
    ballot = Ballot(QUESTION, OPTIONS, closes)
    asked = actions.start_poll(f.space(), ballot, by=by, at=f.NOON)
    actions.answer_poll(asked, [3], by=reader, at=f.NOON)
    actions.withdraw_option(asked, 3, because="A holiday.", by=by, at=f.NOON)
    record(Kind.POLL_DUE, asked, by=None, at=closes - DAY, space=asked.space)
    record(Kind.POLL_CLOSED, asked, by=None, at=closes, space=asked.space)
    told = {"topic": asked.pk}
    record(Kind.POLL_TOLD, asked, by=by, at=closes, space=asked.space, data=told)

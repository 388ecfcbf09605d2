"""A poll at the same moment, each with a connection of their own: one answer a voice, one end."""

import pytest

from jln.conversations import actions
from jln.conversations.models import PollAnswer
from jln.countries.terms import SeatKind
from jln.facts.models import Fact
from tests import factories as f
from tests.conversations.polling import DAY, poll
from tests.seats.test_at_once import at_once, on_a_disk

__all__ = ["on_a_disk"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_country_has_one_answer_and_the_poll_closes_once():
    f.network()
    ghana, people = f.country(), [f.person(f"M{n}") for n in range(4)]
    kinds = (SeatKind.CCG_CHAIR, SeatKind.CCG_COORDINATOR, SeatKind.POINT_OF_CONTACT)
    for who, kind in zip(people, (*kinds, kinds[0]), strict=True):
        f.seat(kind, who, country=ghana)
    topic = poll(voice="country")

    def answer(who, number):
        return lambda: actions.answer_poll(topic, [number], by=who, at=f.NOON)

    assert at_once(*(answer(who, n % 3 + 1) for n, who in enumerate(people))) == ["done"] * 4
    assert PollAnswer.objects.count() == PollAnswer.objects.get().chosen.count() == 1
    assert at_once(*[lambda: actions.close_polls(at=f.NOON + 9 * DAY)] * 4) == ["done"] * 4
    assert Fact.objects.filter(kind="poll.closed").count() == 1

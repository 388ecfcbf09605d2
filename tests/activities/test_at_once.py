"""An order, an objection and a sending at the same moment, each by a connection of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.activities import actions
from jln.activities.models import Nominee, Objection, PlaceOffer
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit import clock
from jln.mail.models import OutgoingMail
from tests.activities.places import Ghana
from tests.seats.test_at_once import at_once, on_a_disk

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["on_a_disk"]


def count(kind):
    return Fact.objects.filter(kind=kind).count()


def test_what_happens_at_once_happens_once_and_is_told_once():
    ghana = Ghana()

    assert at_once(*[ghana.offer] * 4) == ["done"] * 4
    assert PlaceOffer.objects.count() == count(Kind.NOMINATION_OFFERED) == 1

    at = clock.now()
    assert at_once(*[lambda: ghana.named(at=at)] * 4) == ["done"] * 4
    assert count(Kind.NOMINATION_SHOWN) == 1
    assert sorted(Nominee.objects.values_list("rank", flat=True)) == [1, 2, 3]

    one = PlaceOffer.objects.get()
    late = at + timedelta(hours=49)
    ends = at_once(
        *[lambda: actions.follow_up(at=late)] * 3,
        lambda: actions.send(one, by=ghana.yaw, at=late),
        lambda: actions.object_to(one, "Too late.", by=ghana.kojo, at=late),
    )
    assert ends.count("RuleBroken") in {1, 2}
    assert count(Kind.NOMINATION_SENT) == 1
    assert OutgoingMail.objects.filter(kind="nomination.sent").count() == 4
    assert not Objection.objects.exists()

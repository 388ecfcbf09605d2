"""What waits for somebody in a new demonstration."""

from __future__ import annotations

import pytest

from jln.access.check import can
from jln.access.permissions import Permission
from jln.conversations.models import HeldPost, Post
from jln.conversations.rules import holding
from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.mailroom import health, returns
from tests.demonstration.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _made(twice):
    return twice


def test_a_moderator_and_the_desk_find_something_to_do():
    staff = next(seat.person for seat in Seat.objects.filter(kind=SeatKind.NETWORK_OFFICER))
    held = list(HeldPost.objects.order_by("pk"))
    assert [(one.language, bool(one.topic)) for one in held] == [("fr", False), ("es", True)]
    for one in held:
        assert can(staff, Permission.POST_MODERATE, one)
        assert one.by.language == one.language
        assert not Post.objects.filter(by=one.by).exists()
        assert NOON - one.held_at < holding.ASK_AGAIN_AFTER
    weighed, silenced = sorted(health.addresses(staff), key=lambda one: bool(one.bounced_at))
    assert silenced.bounced_at and silenced.is_hard and not silenced.is_asked
    assert not weighed.bounced_at and not weighed.is_hard
    signs = [returns.Sign(row.on, row.is_hard) for row in weighed.returns.all()]
    assert signs and not returns.is_enough(signs, NOON.date())
    assert not Seat.objects.filter(person__in=[silenced.person, weighed.person]).exists()

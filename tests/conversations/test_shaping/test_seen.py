"""What readers had read of two conversations that are joined."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jln.conversations import actions
from jln.conversations.models import TopicSeen
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_who_had_read_both_has_nothing_new_and_nobody_passes_over_a_post():
    f.network()
    staff, space = f.staff(), f.space()
    older = f.topic(space=space)
    f.post(older, older.by)
    younger = f.topic(space=space, started_at=f.NOON + timedelta(days=1))
    f.post(younger, younger.by)
    both, one, half = f.person("Both"), f.person("One"), f.person("Half")
    read = [
        (both, older, 2),
        (both, younger, 2),
        (one, older, 2),
        (half, older, 1),
        (half, younger, 2),
    ]
    for person, topic, number in read:
        TopicSeen.objects.create(person=person, topic=topic, number=number, at=f.NOON)

    actions.merge(younger, older, because="The same question.", by=staff, at=f.NOON)

    seen = TopicSeen.objects.exclude(person=staff)
    assert dict(seen.values_list("person__name", "number")) == {"Both": 4, "One": 2, "Half": 1}
    assert not seen.filter(topic=younger).exists()

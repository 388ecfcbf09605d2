"""At the same moment, each with a connection of their own: nobody is asked too often or twice."""

from datetime import timedelta

import pytest

from jln.conversations import actions
from jln.conversations.models import AskedColleague
from tests import factories as f
from tests.conversations.test_actions.deeds import NOON, ask, helpers
from tests.seats.test_at_once import at_once, on_a_disk

__all__ = ["on_a_disk"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_questions_for_one_colleague_and_two_processes_for_one_wave():
    f.network()
    theme, space = f.theme(), f.space()
    (kofi,) = helpers(theme, 1)
    askers = [f.person(f"Asker {n}") for n in range(8)]

    def question(n):
        return lambda: ask(askers[n], space=space, theme=theme, text=f"How is clinic {n} paid?")

    assert at_once(*(question(n) for n in range(8))) == ["done"] * 8
    rows = AskedColleague.objects.filter(person=kofi)
    assert sorted(rows.values_list("place", flat=True)) == [1, 2]

    later = NOON + timedelta(days=8)
    ends = at_once(*(lambda: actions.send_waves(at=later) for _ in range(3)))
    assert set(ends) == {"done"}
    assert rows.filter(wave=2).count() == 2
    assert rows.filter(place__isnull=False).count() == 2

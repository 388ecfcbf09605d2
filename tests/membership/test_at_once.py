"""Several at the same moment, each with a connection of their own: one effect."""

from __future__ import annotations

import pytest

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.kit import clock
from jln.kit.matter import Carried, Outcome
from jln.kit.partial import PartialDate
from jln.membership import actions
from jln.membership.models import Application, CountryMembership
from jln.parameters.models import Parameter
from tests import factories as f
from tests.membership import joining as j
from tests.membership.rising import Rising
from tests.seats.test_at_once import at_once, on_a_disk  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_application_sent_by_many_hands_is_sent_once():
    f.network()
    one = actions.save(j.draft(), j.DRAFT, at=f.NOON)

    assert at_once(*[lambda: actions.submit(one, at=f.NOON)] * 6) == ["done"] * 6

    assert Fact.objects.filter(kind=Kind.APPLICATION_SENT).count() == 1


def test_of_two_who_write_for_a_country_one_is_under_way():
    f.network()
    drafts = [
        actions.save(j.draft(address=f"a{number}@x.example"), j.DRAFT, at=f.NOON)
        for number in range(4)
    ]

    ends = at_once(*[lambda one=one: actions.submit(one, at=f.NOON) for one in drafts])

    assert ends == ["RuleBroken"] * 3 + ["done"]
    assert Application.objects.filter(state="submitted").count() == 1


def test_the_last_place_goes_to_one_country_and_a_decision_has_one_effect():
    f.network()
    officer = f.staff()
    Parameter.objects.create(code="full_cap", value=1, valid_from=PartialDate(2020))
    found = [Rising(code, code).accepted(officer) for code in ("GH", "ML")]

    def decide(one):
        at = clock.now()
        actions.become_full(Carried(one.pk, Outcome.ADOPTED, {}, 1, 1, "", at))

    ends = at_once(*[lambda one=one: decide(one) for one in found * 25])

    assert ends == ["RuleBroken"] * 49 + ["done"]
    assert CountryMembership.objects.filter(level="full").count() == 1

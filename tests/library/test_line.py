"""How a line is put in order and buried, and the one word for where an adaptation stands."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jln.kit.partial import PartialDate
from jln.library import line as rules
from jln.library.line import Step
from jln.library.rules import begun, standing
from jln.library.terms import AdaptationState, Depth, StepKind, StepState
from tests import factories as f
from tests.chain.test_rules import steps


def kinds(made):
    return [step.kind for step in made]


def test_on_one_date_a_problem_stands_before_what_came_of_it():
    year = PartialDate(2014)
    made = [Step(kind, year) for kind in reversed(StepKind)]
    assert kinds(rules.in_order(made)) == list(StepKind)


def test_steps_stand_by_date_and_the_open_end_last():
    made = [
        Step(StepKind.PASSED_ON, None),
        Step(StepKind.PRODUCT, PartialDate(2017, 4, 20)),
        Step(StepKind.GROUP, None),
        Step(StepKind.PROBLEM, PartialDate(2014)),
    ]
    assert kinds(rules.in_order(made)) == [
        StepKind.PROBLEM,
        StepKind.PRODUCT,
        StepKind.GROUP,
        StepKind.PASSED_ON,
    ]


def test_the_adaptations_of_one_product_stand_together():
    def one(product, first, own):
        return Step(StepKind.ADAPTATION, PartialDate(own), under=(str(first), product))

    made = [one(1, 2016, 2022), one(2, 2017, 2017), one(1, 2016, 2016), one(2, 2017, 2019)]
    assert [(step.under[1], step.when.year) for step in rules.in_order(made)] == [
        (1, 2016),
        (1, 2022),
        (2, 2017),
        (2, 2019),
    ]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps))
def test_what_is_hidden_shows_neither_date_nor_thing_nor_number(made):
    line = rules.buried(made)
    hidden = [step for step in line if step.state is StepState.HIDDEN]
    assert all(step.when is None and step.thing is None and not step.countries for step in hidden)
    assert not any(a.state is b.state is StepState.HIDDEN for a, b in pairwise(line))
    assert bool(hidden) is any(step.state is StepState.HIDDEN for step in made)
    assert [step for step in line if step.state is not StepState.HIDDEN] == [
        step for step in made if step.state is not StepState.HIDDEN
    ]


@pytest.mark.parametrize(
    ("state", "depth", "code", "is_reached", "is_stopped"),
    [
        ("intended", None, "intended", False, False),
        ("under_way", None, "under_way", False, False),
        ("under_way", "tried", "tried", False, False),
        ("under_way", "in_use", "in_use", True, False),
        ("finished", None, "finished", True, False),
        ("finished", "discussed", "discussed", False, False),
        ("finished", "at_scale", "at_scale", True, False),
        ("stopped", None, "stopped", False, True),
        ("stopped", "in_use", "stopped", False, True),
    ],
)
def test_an_adaptation_stands_in_one_place(state, depth, code, is_reached, is_stopped):
    stands = standing(AdaptationState(state), Depth(depth) if depth else None)

    assert (stands.code, stands.is_reached, stands.is_stopped) == (code, is_reached, is_stopped)


def test_an_adaptation_began_when_the_earliest_of_its_dates_says():
    year, later = PartialDate(2018), PartialDate(2019, 3)

    assert begun(year, later, recorded=f.NOON) == year
    assert begun(later, year, recorded=f.NOON) == year
    assert begun(None, later, recorded=f.NOON) == later
    assert begun(None, None, recorded=f.NOON) == PartialDate.of(f.NOON.date())

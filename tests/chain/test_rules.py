"""How a line is put in order, buried and cut."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jln.chain import rules
from jln.chain.rules import Step
from jln.chain.terms import StepKind, StepState
from jln.kit.partial import PartialDate

dates = st.none() | st.builds(PartialDate, st.integers(1990, 2030), st.none() | st.integers(1, 12))
steps = st.builds(
    Step,
    st.sampled_from(list(StepKind)),
    dates,
    st.sampled_from(list(StepState)),
    length=st.integers(0, 900),
)


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


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, max_size=70))
def test_pages_keep_every_step_once_in_its_order_and_under_the_weight(made):
    pages = rules.cut(made)
    assert [step for page in pages for step in page] == made
    assert len(pages) == 1 or all(pages)
    assert all(len(page) <= rules.ROWS for page in pages)
    assert all(
        len(page) == 1 or sum(step.weight for step in page) <= rules.WEIGHT for page in pages
    )

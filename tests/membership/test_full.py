"""What Full Membership asks: nine conditions, and months counted right."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.kit.partial import PartialDate
from jln.membership.rules.full import (
    COUNTED,
    NUMBER_OF,
    Evidence,
    judge,
    judge_gate,
    together,
)
from jln.membership.rules.months import months_after, whole_months
from jln.membership.terms import Gate, GateState
from jln.parameters.models import Parameter
from jln.parameters.rules import numbers_on
from jln.parameters.terms import DEFINITIONS

DAY = date(2026, 11, 20)
NUMBERS = numbers_on([], DAY)
ENOUGH = {gate: Evidence(100) for gate in Gate}
EVIDENCE = st.builds(
    Evidence,
    st.integers(0, 120),
    st.just(()),
    st.sampled_from(((), ("a coordinator",))),
    st.booleans(),
)


def all_hold(judged):
    return {one.gate for one in judged if one.holds} == set(Gate)


def test_all_nine_must_hold():
    judged = judge(ENOUGH, NUMBERS)

    assert [one.gate for one in judged] == list(Gate)
    assert len(judged) == 9
    assert all_hold(judged)


@pytest.mark.parametrize("gate", list(Gate))
def test_none_may_be_missing(gate):
    without = {one: evidence for one, evidence in ENOUGH.items() if one is not gate}
    judged = judge(without, NUMBERS)

    assert {one.gate for one in judged if one.state is not GateState.HOLDS} == {gate}
    assert not all_hold(judged)
    assert not all_hold([one for one in judged if one.gate is not gate])
    assert not all_hold(judge(ENOUGH | {gate: Evidence(0)}, NUMBERS))
    assert not all_hold(judge(ENOUGH | {gate: Evidence(100, missing=("x",))}, NUMBERS))


@given(evidence=st.dictionaries(st.sampled_from(list(Gate)), EVIDENCE))
def test_no_path_leads_past_a_condition(evidence):
    judged = judge(evidence, NUMBERS)
    asked = {gate: NUMBERS[NUMBER_OF[gate]].value for gate in COUNTED}
    met = {
        gate
        for gate, one in evidence.items()
        if not one.missing and (one.is_enough or one.value >= asked.get(gate, 1))
    }

    assert {one.gate for one in judged if one.state is GateState.HOLDS} == met
    assert all_hold(judged) == (met == set(Gate))


@given(evidence=st.dictionaries(st.sampled_from(list(Gate)), EVIDENCE, min_size=1), data=st.data())
def test_taking_evidence_away_never_helps(evidence, data):
    gone = data.draw(st.sampled_from(sorted(evidence)))
    fewer = {gate: one for gate, one in evidence.items() if gate is not gone}

    def holding(of):
        return {one.gate for one in judge(of, NUMBERS) if one.state is GateState.HOLDS}

    assert holding(fewer) <= holding(evidence)


def test_what_is_not_recorded_says_so_and_the_decision_is_to_come():
    states = {one.gate: one.state for one in judge({}, NUMBERS)}

    assert states.pop(Gate.DECISION) is GateState.TO_COME
    assert set(states.values()) == {GateState.UNKNOWN}


def test_what_is_lacking_is_counted():
    months = NUMBERS["full_min_months"]

    assert judge_gate(Gate.TIME, Evidence(7), months).lacks == 5
    assert judge_gate(Gate.TIME, Evidence(12), months).lacks == 0
    assert judge_gate(Gate.TIME, None, months).lacks == 0
    assert judge_gate(Gate.TIME, Evidence(12, missing=("x",)), months).lacks == 0


def test_several_records_speak_to_one_condition():
    both = together(Evidence(2, [("a", "/a/")]), Evidence(1, [("b", "")], ("x",), is_enough=True))

    assert both == Evidence(3, (("a", "/a/"), ("b", "")), ("x",), is_enough=True)


def test_every_number_is_one_that_is_defined():
    assert set(NUMBER_OF) == set(Gate) - {Gate.DECISION}
    assert set(NUMBER_OF.values()) <= set(DEFINITIONS)


DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))


@given(day=DAYS, evidence=st.dictionaries(st.sampled_from(list(Gate)), EVIDENCE), data=st.data())
def test_a_number_changed_later_never_changes_what_was_judged(day, evidence, data):
    code = data.draw(st.sampled_from(sorted(NUMBER_OF.values())))
    later = st.dates(day + timedelta(days=1), date(2041, 12, 31))
    row = Parameter(
        code=code, value=data.draw(st.integers(0, 99)), valid_from=PartialDate.of(data.draw(later))
    )

    assert judge(evidence, numbers_on([row], day)) == judge(evidence, numbers_on([], day))


def test_months_are_counted_to_the_day():
    assert whole_months(date(2024, 2, 29), date(2025, 2, 27)) == 11
    assert whole_months(date(2024, 2, 29), date(2025, 2, 28)) == 12
    assert whole_months(date(2023, 2, 28), date(2024, 2, 28)) == 12
    assert whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert whole_months(date(2026, 1, 31), date(2026, 3, 30)) == 1
    assert whole_months(date(2026, 1, 31), date(2026, 3, 31)) == 2
    assert whole_months(DAY, DAY) == whole_months(DAY, date(2026, 1, 1)) == 0
    assert months_after(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert months_after(date(2024, 2, 29), -12) == date(2023, 2, 28)
    assert months_after(date(2025, 12, 31), 2) == date(2026, 2, 28)


@given(start=DAYS, end=DAYS)
def test_as_many_months_as_fit_and_not_one_more(start, end):
    months = whole_months(start, end)

    assert months_after(start, months) <= max(start, end)
    assert months_after(start, months + 1) > end


@given(start=DAYS, end=DAYS, more=st.integers(0, 800))
def test_months_never_run_backwards(start, end, more):
    assert whole_months(start, end) <= whole_months(start, end + timedelta(days=more))
    assert whole_months(start + timedelta(days=more), end) <= whole_months(start, end)


@given(start=DAYS, months=st.integers(-400, 400))
def test_a_month_later_is_the_same_day_or_the_months_last(start, months):
    then = months_after(start, months)

    assert (then.year - start.year) * 12 + then.month - start.month == months
    assert then.day == min(start.day, monthrange(then.year, then.month)[1])


@given(on=DAYS, part=st.sampled_from(("year", "month", "day")))
def test_of_a_partial_date_the_months_from_its_last_day_have_surely_gone_by(on, part):
    known = {
        "year": PartialDate(on.year),
        "month": PartialDate(on.year, on.month),
        "day": PartialDate.of(on),
    }[part]
    end = date(2041, 6, 15)

    assert whole_months(known.last, end) <= whole_months(on, end) <= whole_months(known.first, end)

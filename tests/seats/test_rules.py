from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.seats import rules
from jln.seats.rules import Dates, Standing
from jln.seats.terms import State

TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
OPEN = Standing(ends_on=TODAY)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("seat", "ends_on", "codes"),
    [
        (Dates(TODAY - 9 * DAY, None), TODAY, set()),
        (Dates(TODAY - 9 * DAY, TODAY), TODAY + DAY, set()),
        (Dates(TODAY - 9 * DAY, None), TODAY - DAY, {"past"}),
        (Dates(TODAY - 9 * DAY, TODAY - DAY), TODAY, {"over"}),
        (Dates(TODAY + 3 * DAY, None), TODAY, {"ends_first"}),
        (Dates(TODAY - 9 * DAY, TODAY, is_followed=True), TODAY + DAY, {"followed"}),
    ],
)
def test_a_seat_ends_today_or_later_unless_it_is_over_or_handed_over(seat, ends_on, codes):
    assert rules.may_end(seat, ends_on, on=TODAY).codes == codes


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (Standing(), State.PROPOSED),
        (OPEN, State.OPEN),
        (Standing(TODAY, is_named=True), State.NAMED),
        (Standing(TODAY, is_named=True, is_confirmed=True), State.CONFIRMED),
        (Standing(TODAY, is_named=True, is_seconded=True), State.SECONDED),
        (Standing(TODAY, is_named=True, is_declined=True), State.DECLINED),
        (Standing(TODAY, True, True, True, is_begun=True), State.SETTLED),
        (
            Standing(TODAY, True, True, True, is_begun=True, is_moved=True, is_closed=True),
            State.DONE,
        ),
        (Standing(is_closed=True), State.DROPPED),
    ],
)
def test_where_a_hand_over_stands(said, state):
    assert rules.state_of(said) is state


def test_nobody_is_named_before_the_last_day_is_known():
    verdict = rules.may_name(Standing(), is_holder=False, has_it=False, starts_on=None)
    assert verdict.codes == {"no_end"}


def test_who_follows_begins_after_the_last_day():
    verdict = rules.may_name(OPEN, is_holder=False, has_it=False, starts_on=TODAY)
    assert verdict.codes == {"too_early"}


def test_who_named_her_is_not_the_second_person_nor_is_she_herself():
    said = Standing(TODAY, is_named=True)
    assert rules.may_second(said, is_successor=False, has_named=False)
    assert rules.may_second(said, is_successor=True, has_named=False).codes == {"successor"}
    assert rules.may_second(said, is_successor=False, has_named=True).codes == {"has_named"}


@given(st.none() | days, days, days)
def test_a_successor_never_begins_before_the_end_nor_in_the_past(wanted, ends_on, on):
    begins = rules.begins_on(wanted, ends_on, on=on)
    assert begins > ends_on
    assert begins >= on
    assert wanted is None or begins >= wanted


@given(st.booleans(), st.booleans(), st.booleans())
def test_ready_is_only_what_both_have_said(named, confirmed, seconded):
    said = Standing(TODAY, is_named=named, is_confirmed=confirmed, is_seconded=seconded)
    assert rules.is_ready(said) == (confirmed and seconded)


@given(days, st.none() | days, days, st.none() | days)
def test_two_seats_overlap_when_a_day_lies_in_both(a, a_ends, b, b_ends):
    mine, other = Dates(a, a_ends), Dates(b, b_ends)
    shared = max(a, b)
    both = (a_ends is None or shared <= a_ends) and (b_ends is None or shared <= b_ends)
    is_span = (a_ends is None or a_ends >= a) and (b_ends is None or b_ends >= b)
    if is_span:
        assert rules.overlaps(mine, other) == rules.overlaps(other, mine) == both

"""A country's level on a day, from periods and statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.membership.rules.levels import (
    Change,
    Standing,
    Sureness,
    Total,
    changes,
    disputed,
    standing,
    total,
)
from jln.membership.terms import Level

A, F, M = Level.ASSOCIATE, Level.FULL, Level.MEMBER
P = PartialDate.parse


@dataclass(frozen=True)
class Held:
    level: str
    starts: PartialDate
    ends: PartialDate | None = None
    confidence: str = "inferred"

    @property
    def is_sure(self):
        return self.confidence in {"seen", "confirmed"}


@dataclass(frozen=True)
class Said:
    value: str
    as_of: PartialDate


def held(*periods, confidence="inferred"):
    return [
        Held(level, P(starts), P(ends) if ends else None, confidence)
        for level, starts, ends in periods
    ]


def said(**on):
    return [Said(level, P(day[1:].replace("_", "-"))) for day, level in on.items()]


RISEN = held((A, "2014", "2017-02"), (F, "2017-03", None))


def windows(periods, statements):
    return [(one.level, one.earliest, one.latest) for one in changes(periods, statements)]


def levels(periods, statements, day):
    return standing(changes(periods, statements), day).levels


def test_a_change_lies_between_the_last_word_for_the_old_and_the_first_for_the_new():
    lists = said(_2015_12=A, _2017_02=A, _2018_09=F)

    assert windows(RISEN, lists) == [
        (A, date(2014, 1, 1), date(2015, 12, 1)),
        (F, date(2017, 3, 1), date(2018, 9, 1)),
    ]
    assert levels(RISEN, lists, date(2013, 12, 31)) == (None,)
    assert levels(RISEN, lists, date(2015, 11, 30)) == (None, A)
    assert levels(RISEN, lists, date(2015, 12, 1)) == (A,)
    assert levels(RISEN, lists, date(2017, 2, 28)) == (A,)
    assert levels(RISEN, lists, date(2017, 3, 1)) == (A, F)
    assert levels(RISEN, lists, date(2018, 8, 31)) == (A, F)
    assert levels(RISEN, lists, date(2018, 9, 1)) == (F,)
    assert levels(RISEN, lists, date(2026, 11, 20)) == (F,)


def test_two_sources_for_one_month_leave_both_possible_until_it_is_over():
    lists = [*said(_2015_12=A, _2017_02=A, _2018_09=F), Said(F, P("2017-02"))]

    assert windows(RISEN, lists)[1] == (F, date(2016, 1, 1), date(2017, 3, 1))
    assert levels(RISEN, lists, date(2017, 2, 28)) == (A, F)
    assert levels(RISEN, lists, date(2017, 3, 1)) == (F,)
    assert disputed(lists) == [P("2017-02")]
    assert disputed(lists[:3]) == []


def test_a_confirmed_date_stands_against_any_list():
    sure = held((A, "2014-05-01", "2017"), (F, "2017-01-15", None), confidence="confirmed")
    lists = said(_2015_12=A, _2017_02=A, _2018_09=F)

    assert windows(sure, lists) == [
        (A, date(2014, 5, 1), date(2014, 5, 1)),
        (F, date(2017, 1, 15), date(2017, 1, 15)),
    ]
    assert changes(sure, lists)[1].is_dated


def test_a_list_narrows_a_confirmed_year():
    sure = held((A, "2018", None), confidence="seen")

    assert windows(sure, said(_2018_01=A)) == [(A, date(2018, 1, 1), date(2018, 1, 1))]
    assert windows(sure, said(_2018_09=A)) == [(A, date(2018, 1, 1), date(2018, 9, 1))]
    assert windows(sure, []) == [(A, date(2018, 1, 1), date(2018, 12, 31))]


def test_a_founder_that_left_may_have_left_any_day_before_the_first_list():
    thailand = held((M, "2010", "2013-12"), (Level.FORMER, "2013-12", None))

    assert levels(thailand, [], date(2012, 6, 1)) == (M, Level.FORMER)
    assert levels(thailand, [], date(2013, 12, 31)) == (Level.FORMER,)


def test_a_level_that_comes_back_is_a_level_of_its_own():
    back = held((A, "2014", "2015"), (F, "2016", "2018"), (A, "2019", None))
    lists = said(_2014_06=A, _2016_06=F, _2018_06=F, _2020_06=A)

    assert levels(back, lists, date(2014, 6, 30)) == (A,)
    assert levels(back, lists, date(2017, 6, 30)) == (F,)
    assert levels(back, lists, date(2020, 6, 30)) == (A,)
    assert levels(back, lists, date(2019, 6, 30)) == (F, A)


def test_membership_that_ended_is_over_after_its_last_day():
    left = held((A, "2014-01-01", "2015-06-30"), confidence="seen")

    assert levels(left, [], date(2015, 6, 30)) == (A,)
    assert levels(left, [], date(2015, 7, 1)) == (None,)


def test_how_sure_a_level_is():
    def sureness(*of):
        return Standing(of, None).sureness

    assert sureness(F) is sureness(None) is Sureness.CERTAIN
    assert sureness(A, F) is sureness(None, M) is Sureness.BETWEEN
    assert sureness(M) is Sureness.UNKNOWN


def test_it_is_known_as_well_as_the_weakest_row_it_rests_on():
    mixed = [
        Change(A, date(2014, 1, 1), date(2014, 1, 1), Confidence.SEEN),
        Change(F, date(2016, 1, 1), date(2017, 1, 1), Confidence.GUESS),
    ]

    assert standing(mixed, date(2015, 1, 1)).confidence is Confidence.SEEN
    assert standing(mixed, date(2016, 6, 1)).confidence is Confidence.GUESS
    assert standing(mixed, date(2013, 1, 1)).confidence is None


def test_a_total_says_how_many_surely_and_at_most():
    some = [Standing(of, None) for of in ((F,), (A, F), (A,), (None, A), (None,), (M,))]

    assert total(some, F) == Total(1, 2)
    assert total(some) == Total(4, 5)
    assert [Total(4, 5).differs_from(count) for count in (3, 4, 5, 7)] == [-1, 0, 0, 2]


PARTIAL = st.one_of(
    st.builds(PartialDate, st.integers(2000, 2030)),
    st.builds(PartialDate, st.integers(2000, 2030), st.integers(1, 12)),
    st.dates(date(2000, 1, 1), date(2030, 12, 31)).map(PartialDate.of),
)
PERIODS = st.lists(
    st.builds(
        Held,
        st.sampled_from((A, F, M, Level.FORMER)),
        PARTIAL,
        st.none() | PARTIAL,
        st.sampled_from(("inferred", "guess", "seen", "confirmed")),
    ),
    max_size=4,
    unique_by=lambda one: str(one.starts),
)
STATEMENTS = st.lists(st.builds(Said, st.sampled_from((A, F, M)), PARTIAL), max_size=6)
DAYS = st.dates(date(1999, 1, 1), date(2032, 12, 31))


@given(periods=PERIODS, statements=STATEMENTS)
def test_levels_follow_each_other_and_no_window_is_turned_round(periods, statements):
    found = changes(periods, statements)

    assert all(one.earliest <= one.latest for one in found)
    assert [one.earliest for one in found] == sorted(one.earliest for one in found)
    assert [one.latest for one in found] == sorted(one.latest for one in found)
    assert len(found) - len(periods) in {0, 1}


@given(periods=PERIODS, statements=STATEMENTS, day=DAYS)
def test_every_day_has_a_level_and_only_levels_on_record(periods, statements, day):
    found = standing(changes(periods, statements), day)

    assert found.levels
    assert set(found.levels) <= {None, *(Level(one.level) for one in periods)}
    assert found.is_member <= found.may_be_member


@given(periods=PERIODS, statements=STATEMENTS, day=DAYS)
def test_a_day_outside_every_window_has_one_level(periods, statements, day):
    known = changes(periods, statements)
    open_windows = [one for one in known if one.earliest <= day < one.latest]

    assert bool(open_windows) or len(standing(known, day).levels) == 1


@given(statements=STATEMENTS, day=DAYS)
def test_what_a_source_says_of_a_day_is_possible_on_it_unless_a_sure_row_differs(statements, day):
    rising = [
        one
        for one in statements
        if (one.value == A and one.as_of.last < date(2015, 6, 1))
        or (one.value == F and one.as_of.first > date(2015, 6, 1))
    ]
    periods = held((A, "2000", "2015"), (F, "2016", None))
    for one in rising:
        if one.as_of.first <= day <= one.as_of.last:
            assert one.value in levels(periods, rising, day)


@given(periods=PERIODS, statements=STATEMENTS, day=DAYS)
def test_the_order_in_which_rows_are_read_does_not_matter(periods, statements, day):
    forward = standing(changes(periods, statements), day)
    backward = standing(changes(periods[::-1], statements[::-1]), day)

    assert forward == backward


def test_every_day_of_a_window_is_open():
    lists = said(_2015_12=A, _2017_02=A, _2018_09=F)
    known = changes(RISEN, lists)
    day, end = known[1].earliest, known[1].latest

    while day < end:
        assert standing(known, day).levels == (A, F)
        day += timedelta(days=1)

"""What fits into a person's minutes: every thing once, what must come always, nothing else over."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jln.mail import hours
from jln.notify.digests import days, rules
from jln.notify.digests.rules import Entry, Part
from jln.notify.terms import Reason

entries = st.lists(
    st.builds(
        Entry,
        key=st.uuids().map(str),
        part=st.sampled_from([Part.WAITING, Part.GROUPS, Part.BECAUSE, Part.NETWORK]),
        seconds=st.integers(10, 2_000),
        reasons=st.lists(st.sampled_from(Reason), min_size=1, max_size=3, unique=True).map(tuple),
        must=st.booleans(),
    ),
    max_size=60,
)
seconds = st.integers(0, 2_400)


@given(entries, seconds)
def test_every_entry_is_in_exactly_one_place(some, given_seconds):
    filled = rules.fill(some, given_seconds)
    out = [*filled.whole, *filled.titles, *filled.further]
    assert sorted(one.key for one in out) == sorted(one.key for one in some)
    assert len(filled.titles) <= rules.MOST_TITLES
    assert not filled.further or len(filled.titles) == rules.MOST_TITLES


@given(entries, seconds)
def test_what_must_come_comes_and_nothing_else_goes_over(some, given_seconds):
    filled = rules.fill(some, given_seconds)
    assert {one for one in some if one.must} <= set(filled.whole)
    others = sum(one.seconds for one in filled.whole if not one.must)
    needed = sum(one.seconds for one in some if one.must)
    assert others <= max(0, given_seconds - needed)


@given(entries, seconds)
def test_what_is_left_out_would_not_have_fitted_beside_what_is_worth_more(some, given_seconds):
    filled = rules.fill(some, given_seconds)
    for left in (*filled.titles, *filled.further):
        before = [
            one.seconds
            for one in filled.whole
            if one.must
            or (-one.value, one.seconds, one.key) < (-left.value, left.seconds, left.key)
        ]
        assert sum(before) + left.seconds > given_seconds


@given(entries, seconds)
def test_the_order_in_which_things_came_changes_nothing(some, given_seconds):
    assert rules.fill(some, given_seconds) == rules.fill(some[::-1], given_seconds)


@given(st.sampled_from(rules.MINUTES), st.lists(st.integers(0, 4_000), min_size=7, max_size=7))
def test_the_messages_of_a_week_never_take_more_than_its_minutes(minutes, wanted):
    spent = 0
    for on, want in enumerate(wanted):
        may = rules.allowance(minutes, spent, is_weekly=on == 0, days_left=7 - on, more_comes=True)
        spent += min(want, int(may))
    assert spent <= minutes * rules.MINUTE


def test_a_text_costs_what_reading_it_takes():
    assert rules.seconds_of("word " * 200) == rules.MINUTE
    assert rules.seconds_of("Yes.") == rules.SHORTEST
    assert rules.allowance(None, 99_999, is_weekly=True, days_left=7, more_comes=True) > 10**9
    assert rules.fits(5, 200, 100)
    assert not rules.fits(5, 201, 100)
    assert rules.fits(None, 10**6, 100)


def test_a_missed_weekly_day_is_made_up_for_and_a_daily_one_is_not():
    tuesday, thursday = date(2026, 11, 24), date(2026, 11, 26)
    assert days.weekdays(thursday, tuesday) == {2, 3}
    assert days.weekdays(thursday, date(2026, 11, 23)) == {1, 2, 3}
    assert days.weekdays(thursday, None) == {3}
    assert days.weekdays(thursday, date(2026, 10, 1)) == set(range(7))
    assert days.week_began(thursday, 1) == tuesday
    assert [days.days_left(tuesday + timedelta(days=n), 1) for n in range(7)] == [
        7,
        6,
        5,
        4,
        3,
        2,
        1,
    ]


@pytest.mark.parametrize("on", [date(2026, 3, 29), date(2026, 10, 25), date(2026, 7, 1)])
def test_a_day_on_which_clocks_change_has_each_hour_of_a_message_once(on):
    began = datetime(on.year, on.month, on.day, tzinfo=UTC) - timedelta(hours=3)
    due = [
        (days.today(at, "Europe/Berlin"), days.is_due(at, "Europe/Berlin", 8))
        for at in (began + timedelta(minutes=15 * n) for n in range(4 * 30))
    ]
    mine = [is_due for day, is_due in due if day == on]
    assert sum(mine) == 4 * days.LATE, "its hour and those in which it may be late"
    assert sum(after != before for before, after in itertools.pairwise(mine)) == 2


@pytest.mark.parametrize(
    ("at", "zone", "opens"),
    [
        ("2026-11-22T12:00", "Africa/Accra", "2026-11-22T12:00"),
        ("2026-11-22T20:00", "Africa/Accra", "2026-11-23T07:00"),
        ("2026-11-23T06:59", "Africa/Accra", "2026-11-23T07:00"),
        ("2026-11-22T14:30", "Asia/Vientiane", "2026-11-23T00:00"),
        ("2026-03-28T22:00", "Europe/Berlin", "2026-03-29T05:00"),
        ("2026-10-24T22:00", "Europe/Berlin", "2026-10-25T06:00"),
        ("2026-11-22T12:00", "Nowhere/Never", "2026-11-22T12:00"),
    ],
)
def test_quiet_hours_are_those_of_the_readers_wall(at, zone, opens):
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    expected = datetime.fromisoformat(opens).replace(tzinfo=UTC)
    assert hours.opens(moment, zone, (20, 7)) == expected


def test_quiet_hours_within_a_day_and_none_at_all():
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert hours.opens(noon, "UTC", (11, 14)) == noon.replace(hour=14)
    assert hours.opens(noon, "UTC", (8, 8)) == noon


@given(st.lists(st.integers(0, 2_000), min_size=1, max_size=4))
def test_what_parts_are_said_to_take_adds_up_to_the_whole(parts):
    whole = rules.minutes_of(sum(parts))
    dealt = rules.shares(whole, parts)
    assert sum(dealt) == whole
    assert all(
        abs(minutes * sum(parts) - whole * spent) < sum(parts)
        for minutes, spent in zip(dealt, parts, strict=True)
        if sum(parts)
    )

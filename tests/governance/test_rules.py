"""How a Core Group is doing, held against everything that can be on record."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from jln.governance.rules import Needed, Seen, health
from jln.governance.rules.health import months_before
from jln.governance.terms import GroupState as S

ON = date(2026, 11, 20)
NEEDED = Needed(institutions=3, months=6)
DAYS = st.dates(date(2010, 1, 1), date(2026, 11, 20))
WELL = Seen(
    is_formed=True,
    has_terms=True,
    institutions=3,
    formed=date(2013, 12, 31),
    last_met=date(2026, 11, 1),
    spoke=3,
    has_coordinator=True,
    had_coordinator=True,
)
ORDER = [S.NONE, S.FORMING, S.INACTIVE, S.AT_RISK, S.ACTIVE]


@st.composite
def seen(draw):
    has = draw(st.booleans())
    return Seen(
        is_formed=draw(st.booleans()),
        has_terms=draw(st.booleans()),
        institutions=draw(st.integers(0, 6)),
        formed=draw(st.none() | DAYS),
        last_met=draw(st.none() | DAYS),
        open_actions=(open_ones := draw(st.integers(0, 4))),
        late_actions=(late := draw(st.integers(0, open_ones))),
        oldest_late=ON - timedelta(days=3) if late else None,
        has_coordinator=has,
        had_coordinator=has or draw(st.booleans()),
        vacant=() if has else ("coordinator",),
        passed_on=draw(st.integers(0, 30)),
    )


needed = st.builds(Needed, institutions=st.integers(1, 5), months=st.integers(1, 24))


def changed(of, **values):
    return Seen(**{name: getattr(of, name) for name in Seen.__slots__} | values)


def state(of, on=ON):
    return health(of, NEEDED, on).state


def test_each_state_by_its_reason():
    assert state(Seen()) is S.NONE
    assert state(WELL) is S.ACTIVE
    assert state(changed(WELL, institutions=2)) is S.FORMING
    assert state(changed(WELL, has_terms=False)) is S.FORMING
    assert state(changed(WELL, has_coordinator=False, had_coordinator=False)) is S.FORMING
    assert state(changed(WELL, has_coordinator=False)) is S.AT_RISK
    assert state(changed(WELL, last_met=date(2026, 5, 20))) is S.ACTIVE
    assert state(changed(WELL, last_met=date(2026, 5, 19))) is S.AT_RISK
    assert state(changed(WELL, last_met=date(2025, 11, 20))) is S.AT_RISK
    assert state(changed(WELL, last_met=date(2025, 11, 19))) is S.INACTIVE
    assert state(changed(WELL, last_met=None, formed=date(2026, 9, 1))) is S.ACTIVE
    assert state(changed(WELL, last_met=None, formed=None)) is S.AT_RISK


def test_a_month_counts_to_the_last_day_of_a_shorter_one():
    assert months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)
    assert months_before(date(2024, 8, 31), 6) == date(2024, 2, 29)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)


@given(seen(), needed)
def test_what_is_not_well_has_a_reason_and_what_is_well_has_none_against_it(of, numbers):
    found = health(of, numbers, ON)
    marks = {line.code: line.mark for line in found.lines}
    assert all(line.text for line in found.lines)
    if found.state is S.ACTIVE:
        assert {marks["institutions"], marks["terms"]} == {"ok"}
        assert "vacant" not in marks
        assert marks["met"] != "no"
    else:
        assert "no" in marks.values()


@given(seen(), needed, st.integers(0, 400))
def test_time_alone_makes_nothing_better(of, numbers, days):
    later = health(of, numbers, ON + timedelta(days=days)).state
    assert ORDER.index(later) <= ORDER.index(health(of, numbers, ON).state)


@given(seen(), needed, st.sampled_from(["met", "institution", "terms", "coordinator"]))
def test_what_is_good_makes_nothing_worse(of, numbers, what):
    assume(of.is_formed)
    better = changed(
        of,
        **{
            "met": {"last_met": ON},
            "institution": {"institutions": of.institutions + 1},
            "terms": {"has_terms": True},
            "coordinator": {"has_coordinator": True, "had_coordinator": True, "vacant": ()},
        }[what],
    )
    before, after = health(of, numbers, ON).state, health(better, numbers, ON).state
    if before is not S.FORMING:  # a group that is complete at last may be found long asleep
        assert ORDER.index(after) >= ORDER.index(before)


@given(seen(), needed)
def test_each_reason_is_said_once_and_late_actions_are_named(of, numbers):
    lines = health(of, numbers, ON).lines
    codes = [line.code for line in lines if line.code != "vacant"]
    assert len(codes) == len(set(codes))
    late = [line.more for line in lines if line.code == "actions" and line.mark == "wt"]
    assert bool(late) == (of.is_formed and of.late_actions > 0)

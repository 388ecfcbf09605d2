"""The rules of changing the Network Manager, on their own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jln.governance.rules import managing
from jln.governance.rules.managing import Change, Step

D = date(2026, 7, 1)
DAY = timedelta(days=1)


def codes(verdict):
    return [one.code for one in verdict.reasons]


def appointing(first_day=D, **values):
    said = {"is_present": False, "is_under_way": False, "present_since": date(2022, 1, 1)}
    return codes(managing.may_appoint(first_day, **{"on": D - 30 * DAY} | said | values))


def test_an_organisation_is_appointed_for_a_day_to_come():
    assert appointing() == []
    assert appointing(present_since=None) == []
    assert appointing(on=D - DAY) == []
    assert appointing(on=D) == ["too_early"]
    assert appointing(present_since=D) == ["too_early"]
    assert appointing(is_present=True) == ["present"]
    assert appointing(is_under_way=True) == ["under_way"]


@pytest.mark.parametrize(
    ("ahead", "values", "wanted"),
    [
        (-15, {}, Step.WAIT),
        (-14, {}, Step.WARN),
        (-14, {"is_settled": True}, Step.WAIT),
        (-14, {"is_there": True}, Step.WAIT),
        (-8, {"warned_on": D - 14 * DAY}, Step.WAIT),
        (-7, {"warned_on": D - 14 * DAY}, Step.WARN),
        (0, {"warned_on": D - DAY}, Step.WARN),
        (0, {"warned_on": D}, Step.WAIT),
        (0, {"is_settled": True}, Step.WARN),
        (0, {"is_there": True}, Step.CHANGE),
        (3, {"warned_on": D}, Step.WAIT),
        (9, {"warned_on": D}, Step.WARN),
        (9, {"is_there": True, "warned_on": D}, Step.CHANGE),
        (9, {"is_there": True, "is_moved": True}, Step.WAIT),
    ],
)
def test_it_changes_on_its_day_or_on_the_first_on_which_somebody_is_there(ahead, values, wanted):
    of = Change(D, **{"is_there": False, "is_settled": False} | values)
    assert managing.step(of, on=D + ahead * DAY) is wanted

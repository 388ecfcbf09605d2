"""The election of 2017, as far as the sources tell it: who was on the roll, who was elected."""

from __future__ import annotations

from datetime import date

import pytest

from jln.elections import queries, rules
from jln.loading.files import PACKAGED
from tests.loading.history import load

pytestmark = pytest.mark.django_db
ELECTED = ["BD", "ET", "GH", "ID", "IN", "KR", "MN", "MX", "MY", "NG", "PH", "VN"]


def test_the_roll_and_the_seats_of_2017():
    """The ballot ran from February into March: by its end sixteen are Full Members for sure."""
    load(PACKAGED)
    assert len(queries.roll_on(date(2017, 2, 1))) == 9  # seven more are between bounds
    roll = queries.roll_on(date(2017, 3, 1))
    assert {*ELECTED, "KE", "ML", "SD", "SN"} == {one.code for one in roll}
    assert len(roll) == 16
    regions = {one.code: one.region for one in roll}
    stood = {code: regions[code] for code in (*ELECTED, "KE", "ML")}
    found = rules.count(stood, [ELECTED] * 15 + [["KE", "ML"]], seats=12, floor=0, seed="any")
    assert sorted(one.country for one in found if one.chosen) == ELECTED

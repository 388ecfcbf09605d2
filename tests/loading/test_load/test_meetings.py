"""The meetings on record, judged by the rules of their day."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest

from jln.governance.models import Decision, Meeting
from jln.governance.queries import decided
from jln.governance.rules import voting
from jln.kit.matter import Outcome
from jln.loading.files import PACKAGED
from jln.membership import queries
from jln.membership.terms import Level
from jln.parameters import queries as parameters

pytestmark = pytest.mark.django_db
ELECTED = {"BD", "ET", "GH", "ID", "IN", "KR", "MN", "MX", "MY", "NG", "PH", "VN"}
PARTNERS = {"Gates", "GIZ", "Rockefeller", "World Bank"}


def on_record():
    with (PACKAGED / "steering_group_meetings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def standing(code, on):
    return queries.record(queries.country(code)).on(on)


def test_each_meeting_of_the_source_stands_with_its_decisions_and_nothing_else_does():
    rows = on_record()
    stand = {str(one.starts): one for one in Meeting.objects.all()}
    assert sorted(stand) == sorted(row["start"] for row in rows)
    for row in rows:
        meeting = stand[row["start"]]
        assert str(meeting.ends or "") == row["end"]
        assert str(meeting.number or "") == row["number"]
        said = [one.text for one in meeting.decisions.order_by("number")]
        assert said
        assert all(text.casefold() in row["decisions"].casefold() for text in said)
    assert decided.fault() is None
    assert {one.content()["rule"] for one in Decision.objects.all()} == {"imported"}


def test_in_april_2017_the_twelve_that_were_elected_make_a_quorum():
    meeting, on = Meeting.objects.get(number=7), date(2017, 4, 24)
    present = set(re.findall(r"\b[A-Z]{2}\b", meeting.composition.partition(";")[0]))
    assert present == ELECTED | {"KE"}  # who had just left its place, and came
    assert all(standing(code, on).is_surely(Level.FULL) for code in present)
    assert all(one in meeting.composition for one in PARTNERS)
    with parameters.looked_up(on) as numbers:
        of_the_day = voting.Numbers(
            numbers["quorum_percent"].value, numbers["majority_thirds"].value
        )
    lines = [voting.Line(code, "for") for code in sorted(ELECTED & present)]
    lines += [voting.Line(one, "for", is_country=False) for one in sorted(PARTNERS)]
    tally = voting.Tally("consensus", tuple(lines), of_the_day, has_convener=True)
    assert (tally.countries, tally.needed, tally.present) == (12, 6, 12)
    assert voting.judge(tally).outcome is Outcome.ADOPTED


def test_who_was_admitted_in_january_2018_was_nobody_before_and_an_associate_after():
    admitted = Decision.objects.get(text__contains="admitted")
    assert str(admitted.decided_on) == "2018-01"
    codes = sorted(admitted.admits.values_list("code", flat=True))
    assert codes == ["LA", "LB", "ZA"]
    for code in codes:
        assert not standing(code, date(2017, 12, 31)).may_be_member
        assert standing(code, date(2018, 1, 31)).is_surely(Level.ASSOCIATE)

"""Whole messages of fifteen programs, five languages and more, read end to end."""

from pathlib import Path

import pytest

from jln.mail.reading import read
from jln.mailroom.twin import judge

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def report(form_rows):
    return judge.judge(SAMPLES, form_rows, read)


def test_replies_are_read_exactly(report):
    values = report.values()
    assert values["cases"] >= 100
    assert values["exact"] >= 0.98, "\n".join(report.lines())


def test_nothing_is_ever_carried_out_wrongly(report):
    assert report.values()["wrong_executions"] == []


def test_the_report_says_what_went_wrong(report, form_rows):
    """A judge that finds nothing wrong with a wrong answer judges nothing."""
    row = dict(report.cases[0].row)
    row["expected"] = {"outcome": "nothing", "values": {}, "unclear": [], "left_over_text": ""}
    case = judge.Case(row, report.cases[0].form, report.cases[0].answer, 0.01)
    bad = judge.Report([case])
    assert case.answer.outcome in ("complete", "partial")
    assert bad.values()["exact"] == 0
    assert bad.values()["wrong_executions"] == [row["id"]]
    assert any("executed wrongly" in line for line in bad.lines())


def test_a_value_that_was_not_given_is_a_wrong_execution(report):
    case = next(each for each in report.cases if each.row["expected"]["values"])
    row = dict(case.row)
    row["expected"] = row["expected"] | {"values": {}}
    assert judge.Case(row, case.form, case.answer, 0.0).is_executed_wrongly


def test_what_is_tolerated_may_be_there_or_not(report):
    case = next(each for each in report.cases if each.row["expected"].get("left_over_text"))
    left = case.row["expected"]["left_over_text"]
    row = case.row | {"tolerated": ["Kind regards,"]}
    row["expected"] = row["expected"] | {"left_over_text": left + " Kind regards,"}
    assert judge.Case(row, case.form, case.answer, 0.0).wrong == ()
    row["expected"] = row["expected"] | {"left_over_text": left + " and more"}
    assert judge.Case(row, case.form, case.answer, 0.0).wrong == ("left_over_text",)

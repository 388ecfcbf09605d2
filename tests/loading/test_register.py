"""Decisions of history enter the register; a file that changed adds to it."""

from __future__ import annotations

import csv

import pytest

from jln.governance import command
from jln.governance.models import Decision
from jln.governance.queries import decided
from jln.governance.rules import chain
from jln.kit import clock
from jln.loading.governance import load_meetings
from jln.loading.run import Run
from tests import factories as f

pytestmark = pytest.mark.django_db
HEAD = [
    "number",
    "start",
    "end",
    "mode",
    "place",
    "decisions",
    "composition",
    "source",
    "confidence",
]


def load(folder, decisions):
    f.network()
    with (folder / "steering_group_meetings.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEAD)
        rows.writerow(["7", "2016-07", "", "in-person", "Washington", decisions, "", "", "seen"])
    run = Run(folder, clock.now())
    load_meetings(run)
    return run.report


def test_other_words_in_a_file_are_a_line_more_and_nothing_is_lost(tmp_path):
    load(tmp_path, "One thing; another thing")
    first = list(Decision.objects.order_by("number").values_list("line", flat=True))
    report = load(tmp_path, "One thing; another thing")
    assert (report.made, report.changed) == (0, 0)
    load(tmp_path, "One thing, better said; another thing")
    rows = list(Decision.objects.order_by("number"))
    assert [one.line for one in rows[:2]] == first
    assert (rows[2].number, rows[2].supersedes, rows[2].taking) == (3, rows[0], "")
    load(tmp_path, "One thing, better said; another thing")
    assert Decision.objects.count() == 3
    assert load(tmp_path, "One thing, better said").refused
    assert Decision.objects.count() == 3
    assert decided.fault() is None


def test_the_register_is_exported_and_checked(tmp_path, capsys):
    load(tmp_path, "One thing; another thing")
    file = tmp_path / "decisions.jsonl"
    assert command.main(["export", str(file)]) == 0
    assert chain.check_file(file.read_text())._replace(key="") == (2, "", True, None)
    assert command.main(["export", "--public", str(file)]) == 0
    assert command.main(["verify", str(file)]) == 0
    assert "What each seat said is sealed" in capsys.readouterr().out
    assert command.main(["verify"]) == 0
    assert "2 decisions, unbroken." in capsys.readouterr().out

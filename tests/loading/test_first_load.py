from __future__ import annotations

import shutil

import pytest

from jln.governance.models import Strategy
from jln.library.models import Product
from jln.loading.files import PACKAGED
from jln.people.models import Theme
from tests.loading.history import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    """A copy of the files that a test may change."""
    return shutil.copytree(PACKAGED, tmp_path / "history")


def test_a_missing_file_or_column_is_said_and_the_rest_loaded(folder):
    (folder / "figures.csv").unlink()
    path = folder / "adaptations.csv"
    path.write_text(path.read_text("utf-8").replace("subnational", "below"), "utf-8")

    report = load(folder)

    assert [str(refusal) for refusal in report.refused] == [
        "adaptations.csv:1: columns are missing: subnational",
        "figures.csv:0: the file is not there",
    ]
    assert Product.objects.count() == 66


def test_a_folder_needs_only_the_history(folder):
    for name in (
        "sources.csv",
        "themes.csv",
        "levels.csv",
        "other_countries.csv",
        "tile_map.csv",
        "origins.csv",
        "strategies.csv",
    ):
        (folder / name).unlink()

    assert load(folder).refused == []
    assert Theme.objects.count() == 25


def test_the_strategy_of_2018_and_its_goals_are_dated_facts_with_their_source(folder):
    load(folder)
    report, strategy = Strategy.objects.order_by("number")
    assert (report.state, str(report.adopted), report.goals.count()) == ("review", "2015", 0)
    assert (str(strategy.adopted), strategy.from_year, strategy.to_year) == ("2018-07", 2018, 2022)
    assert strategy.decision.text.startswith(
        "Strategy 2018-2022 (drafted by a Steering Group working group"
    )
    assert [one.number for one in strategy.goals.order_by("number")] == [1, 2, 3]
    assert strategy.text == report.text == ""  # not held, never invented
    assert strategy.sources.startswith(
        "http://www.jointlearningnetwork.org/news/special-announcement"
    )

    body = strategy.working_group
    assert (body.state, body.starts, body.seats.count()) == ("closed", None, 0)

    assert load(folder).changed == 0

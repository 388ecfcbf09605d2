"""What a quick run leaves to a longer one: what cost most when it was last measured.

`tests/costs.txt` names those tests, one a line, with the seconds that all their parameters
and fixtures took together. `make check` leaves them all to `make test`, and that leaves the
costliest to a run with JLN_TEST=all. `make costs` measures and writes the list anew. Gates,
house rules and catalogues are never left out by their cost: they are hard to put right late.

A run on PostgreSQL asks what a database answers: tests with rows, those that start processes,
and every cell of the authorisation matrix, since rights are SQL. What reads code, words or
templates, the gates of pages, and whether a flipped right is noticed, was said on SQLite.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

LISTED = Path(__file__).parent / "costs.txt"
LONG, LONGEST = 0.2, 1.0  # s, from which a test is left to `make test`, and to JLN_TEST=all
MATRIX = "tests/gates/test_matrix.py::test_matrix["
ALWAYS = ("tests/architecture/", "tests/gates/", "tests/languages/")
PROCESSES = ("tests/kills/", "tests/kit/", "tests/operating/", "tests/server/", "tests/work/")

_seconds: Counter[str] = Counter()


def listed() -> dict[str, float]:
    """Seconds by test."""
    lines = LISTED.read_text().splitlines() if LISTED.exists() else []
    return {test: float(spent) for spent, test in (line.split() for line in lines)}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    costs = listed()
    is_named = any(".py" in name for name in config.args)  # who asks for it gets it
    is_whole = is_named or "all" in (os.environ.get("JLN_TEST"), os.environ.get("JLN_COSTS"))
    for item in items:
        spent = costs.get(_test(item.nodeid), 0)
        if spent:
            item.add_marker(pytest.mark.long)
        if spent >= LONGEST and not is_whole:
            item.add_marker(pytest.mark.skip(reason="the costliest tests (JLN_TEST=all)"))
    if os.environ.get("JLN_DATABASE_URL") and not is_named:
        config.hook.pytest_deselected(items=[it for it in items if not _asks_the_database(it)])
        items[:] = [it for it in items if _asks_the_database(it)]


def _asks_the_database(item: pytest.Item) -> bool:
    if item.nodeid.startswith(ALWAYS):
        return item.nodeid.startswith(MATRIX)
    uses = {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    return bool(uses or item.get_closest_marker("django_db")) or item.nodeid.startswith(PROCESSES)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    _seconds[_test(report.nodeid)] += report.duration


def pytest_sessionfinish(session: pytest.Session) -> None:
    if os.environ.get("JLN_COSTS") != "all" or hasattr(session.config, "workerinput"):
        return
    costly = sorted(
        (test, spent)
        for test, spent in _seconds.items()
        if spent >= LONG and not test.startswith(ALWAYS)
    )
    LISTED.write_text("".join(f"{spent:.1f} {test}\n" for test, spent in costly))


def _test(nodeid: str) -> str:
    return nodeid.partition("[")[0]

"""Mail that comes evenly through Postfix can be read by others at once: a sample of `benchmarks.intake`."""

import tempfile
from pathlib import Path

import pytest
from benchmarks import intake

from tests.server import postfix

pytestmark = pytest.mark.long

SECONDS, RATE = 4, 5


def test_all_that_came_can_be_read_within_two_seconds(missing):
    if not postfix.is_here():
        missing("postfix is not installed, or this is not root")
    with tempfile.TemporaryDirectory(prefix="jln-intake-", dir="/tmp") as folder:
        _burst, run = intake.measured(Path(folder), SECONDS, RATE, from_rest=0)
    assert run.refused == 0
    assert set(run.seen) == set(run.began)
    assert len(run.began) == SECONDS * RATE
    assert run.at(95) < intake.CONDITION, sorted(
        run.seen[key] - at for key, at in run.began.items()
    )


def test_what_never_came_is_counted_as_waiting_for_ever():
    run = intake.Run(began={str(n): 0.0 for n in range(200)}, took=10.0)
    run.seen = {str(n): n / 200 for n in range(197)}
    assert run.at(50) == 0.5
    assert run.at(99) == float("inf")
    assert run.rate == 19.7

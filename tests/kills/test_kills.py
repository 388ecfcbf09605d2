"""kill -9 of everything while people write by page and by mail: nothing is lost, nothing is doubled."""

import os

import pytest

from tests.kills import fan_out
from tests.kills.rounds import run

ROUNDS = int(os.environ.get("JLN_KILLS", "2"))


@pytest.mark.kills
def test_what_was_acknowledged_is_there_once_after_every_kill(tmp_path):
    outcome = run(tmp_path / "network", ROUNDS)
    assert outcome.rounds == ROUNDS
    assert outcome.by_web
    assert outcome.by_mail
    outcome.check()


@pytest.mark.kills
def test_one_post_reaches_everybody_however_often_the_worker_is_killed(tmp_path):
    kills, readers = ROUNDS, 60 * ROUNDS
    copies, states = fan_out.run(tmp_path / "network", kills, readers)
    fan_out.check(copies, states, kills, readers)

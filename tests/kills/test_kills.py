"""kill -9 of everything while people write by page and by mail: nothing is lost, nothing is doubled."""

import os

import pytest

from tests.kills.rounds import run

ROUNDS = int(os.environ.get("JLN_KILLS", "2"))


@pytest.mark.kills
def test_what_was_acknowledged_is_there_once_after_every_kill(tmp_path):
    outcome = run(tmp_path / "network", ROUNDS)
    assert outcome.rounds == ROUNDS
    assert outcome.by_web
    assert outcome.by_mail
    outcome.check()

"""The gateway before spoofers, loops, bombs and broken headers: each sample ends in an allowed way, and soon."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jln.kit import clock
from jln.mail import incoming
from jln.mailroom import corpus
from jln.mailroom.handling import cases, world
from jln.mailroom.handling.invariants import INVARIANTS
from jln.mailroom.handling.judge import AUTHSERV_ID, DOMAIN

FOLDER = Path(__file__).parent / "samples" / "handling"
CASES = [json.loads(line) for line in (FOLDER / "index.jsonl").read_text().splitlines()]
BY_ID = {case["id"]: case for case in CASES}


@pytest.fixture
def made(settings, monkeypatch, db):
    settings.MAIL_DOMAIN, settings.AUTHSERV_ID = DOMAIN, AUTHSERV_ID
    monkeypatch.setattr(incoming, "listeners", [])
    return world.make(clock.now())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_each_sample_ends_in_an_allowed_way(case, made):
    wrong, _seconds = cases.judge_case(FOLDER, case, made)
    assert wrong == []


OTHERWISE = {
    "body_contains": "never written",
    "body_equals": "never written",
    "bounce_score_increases": "ama",
    "mails_sent_max": -1,
    "max_seconds": 0,
    "no_post_with_subject": "Re: How do you pay clinics?",
    "not_posted_to": ["phc-costing", "medical-audit"],
    "posted_as_not": "ama",
    "posts_created": 7,
    "posts_created_max": 0,
    "stored_subject_any_of": ["never written"],
}


def test_the_judge_sees_what_is_wrong(made):
    """A good post under invariants that it breaks, and an action it does not end in."""
    case = BY_ID["good-post-s0"] | {"allowed_actions": ["reject"], "invariants": OTHERWISE}

    wrong, _seconds = cases.judge_case(FOLDER, case, made)

    assert wrong[0] == "accept_post"
    assert set(wrong[1:]) == set(OTHERWISE) - {"no_post_with_subject"}
    assert set(OTHERWISE) <= set(INVARIANTS)


def test_one_command_judges_a_folder_in_a_world_of_its_own(tmp_path, capsys):
    folder = tmp_path / "mail-handling"
    folder.mkdir()
    chosen = [BY_ID["good-post-s0"], BY_ID["bounce-real-s0"] | {"allowed_actions": ["discard"]}]
    (folder / "eml").symlink_to(FOLDER / "eml")
    (folder / "index.jsonl").write_text("\n".join(json.dumps(case) for case in chosen))

    assert corpus.main([str(tmp_path)]) == 1

    said = capsys.readouterr().out
    assert said.endswith("Limits:\n  MISSED mail-handling right: 0.5, at least 1\n")
    assert "mail-handling: 1 of 2 right" in said
    assert "bounce-real-s0: process_bounce" in said

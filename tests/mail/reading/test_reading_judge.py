"""The judge on our samples: what we promise is kept, and a wrong reading would be seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jln.mail.reading import base_subject
from jln.mail.reading.judge import Limit, judge
from jln.mail.reading.judge.replies import is_right

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def result():
    return judge(SAMPLES)


def missed(scores):
    return [limit.line() for score in scores for limit in score.limits() if not limit.is_kept]


def test_the_samples_are_read(result):
    assert missed(result) == []
    result = {score.folder: score.values() for score in result}
    shares = result["mail-replies"]["shares"]
    assert shares["made"] == {"right": 45, "all": 45, "share": 1.0}
    assert shares["all"]["share"] == 1.0
    assert shares["no leak"]["share"] == 1.0
    assert len([name for name in shares if name.startswith("language ")]) == 15
    assert result["mail-bounces"]["shares"]["is bounce"]["share"] >= 0.97
    assert result["mail-bounces"]["shares"]["recipients"]["share"] >= 0.93
    assert result["mail-subjects"]["shares"]["base subject"]["share"] == 1.0
    assert result["mail-robustness"]["worst_seconds"] < 5


def test_the_judge_sees_what_is_wrong(tmp_path):
    folder = tmp_path / "mail-replies"
    folder.mkdir()
    (folder / "a.eml").write_text(
        "From: Ama <a@x.example>\nSubject: Re: x\n\nWe agree.\n\nOn 3 Mar 2025, b@y.example wrote:\n> old words\n"
    )
    case = {"id": "a", "file": "a.eml", "format": "message/rfc822", "language": "en", "client": "x"}
    right = {**case, "expected": {"reply": "We agree.", "must_not_contain": ["old words"]}}
    wrong = {**case, "id": "b", "expected": {"reply": "We disagree."}}
    leaks = {**case, "id": "c", "expected": {"reply": "We agree.", "must_not_contain": ["agree"]}}
    (folder / "index.jsonl").write_text(
        "\n".join(map(json.dumps, (right, wrong, leaks))) + "\nno json\n"
    )
    (found,) = judge(tmp_path)
    assert found.shares["made"].to_dict() == {"right": 1, "all": 3, "share": 0.3333}
    assert found.shares["no leak"].right == 2
    assert missed([found]) == [
        "  MISSED mail-replies all: 0.3333, at least 0.95",
        "  MISSED mail-replies made: 0.3333, at least 0.95",
        "  MISSED mail-replies no leak: 0.6667, at least 1",
        "  MISSED mail-replies language en: 0.3333, at least 0.88",
        "  MISSED mail-replies client x: 0.3333, at least 0.88",
    ]
    assert any("language en: 0.333 (1 of 3)" in line for line in found.lines())


def test_a_limit_is_kept_at_its_bound_and_missed_beyond_it():
    assert Limit("x", 0.97, 0.97).is_kept
    assert not Limit("x", 0.9699, 0.97).is_kept
    assert Limit("x", 0, 0, is_most=True).is_kept
    wrong = Limit("x", 1, 0, is_most=True)
    assert wrong.line() == "  MISSED x: 1, at most 0"
    assert wrong.values() == {"name": "x", "figure": 1, "most": 0, "kept": False}


def test_right_is_as_the_cases_say():
    assert is_right({"reply": "a  b"}, "a b")
    assert is_right({"reply": "a", "reply_or_with_signature": "a Ama"}, "a Ama")
    assert not is_right({"reply": "a"}, "a Ama")
    assert is_right({"interleaved": True, "must_contain": ["x", "y"]}, "q x q y")
    assert not is_right({"interleaved": True, "must_contain": ["x", "y"]}, "q x")
    assert is_right({"kind": "reply"}, "x") is None


@pytest.mark.parametrize(
    ("subject", "base"),
    [
        ("[JLN] [PHC] Re: [JLN] Fees", "Fees"),
        ("RE: [EXT] RE: Fees", "Fees"),
        ("Re：回复：Fees", "Fees"),
        ("WHO: guidance", "WHO: guidance"),
        ("Ghana: first results", "Ghana: first results"),
        ("Request for help", "Request for help"),
        ("Re: ", ""),
        ("***SPAM*** Re: Fees", "Fees"),
        ("{Spam?} Fees", "Fees"),
        ("EXTERNAL: RE: Fees", "Fees"),
        ("Re^2: Re*3: Re[4]: Fees", "Fees"),
        ("SV: SV: Fees (fwd)", "Fees"),
        ("رد: إعادة توجيه: التكاليف", "التكاليف"),
    ],
)
def test_base_subjects(subject, base):
    assert base_subject(subject) == base

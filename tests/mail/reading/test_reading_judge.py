"""The judge on our samples: what we promise is kept, and a wrong reading would be seen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jln.mail.reading import base_subject
from jln.mail.reading.judge import judge, report
from jln.mail.reading.judge.replies import is_right

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="module")
def result():
    return judge(SAMPLES)


def test_the_samples_are_read(result):
    assert result["missed"] == []
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
    found = judge(tmp_path)
    assert found["mail-replies"]["shares"]["made"] == {"right": 1, "all": 3, "share": 0.3333}
    assert found["mail-replies"]["shares"]["no leak"]["right"] == 2
    assert found["missed"] == ["mail-replies made 0.3333 < 0.85"]
    lines = report(tmp_path)
    assert lines[-1] == "Conditions missed: mail-replies made 0.3333 < 0.85"
    assert any("language en: 0.333 (1 of 3)" in line for line in lines)


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

"""All folders judged, as figures and as lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jln.mail.reading.judge.others import judge_bounces, judge_robustness, judge_subjects
from jln.mail.reading.judge.replies import judge_replies
from jln.mail.reading.judge.score import Score
from jln.mail.reading.sandbox import Reader

#: What the product promises, by folder and name of the share.
CONDITIONS = {
    ("mail-replies", "made"): 0.85,
    ("mail-robustness", "no crash"): 1.0,
    ("mail-robustness", "no hang"): 1.0,
    ("mail-robustness", "accounted for"): 1.0,
}
MAX_WRONG = 20


def judge(folder: Path) -> dict[str, Any]:
    """Figures for each part that the folder holds, and whether every condition is met."""
    scores = _scores(folder)
    result: dict[str, Any] = {score.folder: score.to_dict() for score in scores}
    result["missed"] = _missed(scores)
    return result


def report(folder: Path) -> list[str]:
    """The same as lines to print."""
    scores = _scores(folder)
    lines = [line for score in scores for line in _lines(score)]
    missed = _missed(scores)
    return [*lines, f"Conditions missed: {', '.join(missed) if missed else 'none'}"]


def _scores(folder: Path) -> list[Score]:
    with Reader() as reader:
        scores = [
            judge_replies(folder / "mail-replies", reader),
            judge_bounces(folder / "mail-bounces", reader),
            judge_subjects(folder / "mail-subjects"),
            judge_robustness(folder / "mail-robustness", reader),
        ]
    return [score for score in scores if score.seconds]


def _missed(scores: list[Score]) -> list[str]:
    shares = {
        (score.folder, name): share for score in scores for name, share in score.shares.items()
    }
    return [
        f"{where} {name} {shares[where, name].share} < {wanted}"
        for (where, name), wanted in CONDITIONS.items()
        if (where, name) in shares and shares[where, name].share < wanted
    ]


def _lines(score: Score) -> list[str]:
    case, slowest = score.worst
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(score.kinds.items()))
    times = f"median {score.median:.4f} s, worst {slowest:.4f} s ({case})"
    lines = [f"{score.folder}: {len(score.seconds)} read, {times}", f"  kinds: {kinds}"]
    for name, share in score.shares.items():
        lines.append(f"  {name}: {share.share:.3f} ({share.right} of {share.all})")
    shown = ", ".join(score.wrong[:MAX_WRONG])
    more = f" and {len(score.wrong) - MAX_WRONG} more" if len(score.wrong) > MAX_WRONG else ""
    return [*lines, f"  wrong: {shown}{more}"] if score.wrong else lines

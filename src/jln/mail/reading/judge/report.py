"""All folders judged."""

from __future__ import annotations

from pathlib import Path

from jln.mail.reading.judge.others import judge_bounces, judge_robustness, judge_subjects
from jln.mail.reading.judge.replies import judge_replies
from jln.mail.reading.judge.score import Score
from jln.mail.reading.sandbox import Reader


def judge(folder: Path) -> list[Score]:
    """The score of each part that the folder holds."""
    with Reader() as reader:
        scores = [
            judge_replies(folder / "mail-replies", reader),
            judge_bounces(folder / "mail-bounces", reader),
            judge_subjects(folder / "mail-subjects"),
            judge_robustness(folder / "mail-robustness", reader),
        ]
    return [score for score in scores if score.seconds]

"""How well we read: a folder of judged messages in, shares and the cases that went wrong out.

`judge(folder)` gives figures for machines, `report(folder)` lines for people. The folder holds
`mail-replies`, `mail-bounces`, `mail-subjects` and `mail-robustness`, or some of them, each with an
`index.jsonl` beside its messages.
"""

from jln.mail.reading.judge.report import judge, report

__all__ = ["judge", "report"]

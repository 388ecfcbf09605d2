"""How well we read: a folder of judged messages in, shares and the cases that went wrong out.

The folder holds `mail-replies`, `mail-bounces`, `mail-subjects` and `mail-robustness`, or some of
them, each with an `index.jsonl` beside its messages. Each gives a score: `values()` for machines,
`lines()` for people, `limits()`: what the product promises.
"""

from jln.mail.reading.judge.limits import Limit
from jln.mail.reading.judge.report import judge

__all__ = ["Limit", "judge"]

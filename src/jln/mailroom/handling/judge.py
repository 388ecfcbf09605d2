"""Judging a folder of messages by what becomes of them. Needs no database: the child makes one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jln.mail.reading.judge import Limit

DOMAIN, AUTHSERV_ID = "lists.jln.example", "mx.jln.example"
CHILD = "jln.mailroom.handling.child"
LIMIT = 1200.0  # s for a whole folder


@dataclass(slots=True)
class Judged:
    """How many cases there were, and what was wrong with which."""

    count: int = 0
    wrong: dict[str, list[str]] = field(default_factory=dict)
    slowest: float = 0.0

    def values(self) -> dict[str, Any]:
        """For a machine."""
        return {"count": self.count, "wrong": self.wrong, "slowest_seconds": self.slowest}

    def lines(self) -> list[str]:
        """For people."""
        right = self.count - len(self.wrong)
        said = [f"{case}: {', '.join(what)}" for case, what in self.wrong.items()]
        head = f"mail-handling: {right} of {self.count} right, slowest {self.slowest:.2f} s"
        return [head, *(f"  {one}" for one in said)]

    def limits(self) -> list[Limit]:
        """What is promised: an allowed action and every invariant, for every case."""
        right = (self.count - len(self.wrong)) / self.count if self.count else 0.0
        return [Limit("mail-handling right", round(right, 4), 1.0)]


def judge(folder: Path) -> Judged:
    """Judge a folder in a process and a data folder of its own."""
    with tempfile.TemporaryDirectory() as data:
        env = {name: value for name, value in os.environ.items() if not name.startswith("JLN_")}
        env |= {
            "DJANGO_SETTINGS_MODULE": "jln.settings",
            "JLN_DATA_DIR": data,
            "JLN_MAIL_DOMAIN": DOMAIN,
            "JLN_AUTHSERV_ID": AUTHSERV_ID,
        }
        for words in (["jln.cli", "migrate", "--quiet"], [CHILD, str(folder.resolve())]):
            try:
                run = subprocess.run(  # noqa: S603 -- our own modules
                    [sys.executable, "-m", *words],
                    env=env,
                    capture_output=True,
                    text=True,
                    timeout=LIMIT,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                return Judged(wrong={"the gateway": [f"not done in {LIMIT:.0f} s"]})
    if run.returncode:
        return Judged(wrong={"the gateway": [run.stderr.strip().rpartition("\n")[2]]})
    rows = json.loads(run.stdout.rpartition("\n")[2])
    return Judged(rows["count"], rows["wrong"], rows["slowest_seconds"])

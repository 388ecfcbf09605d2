"""The words of a file, page by page, read in a process that can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SECONDS = 30.0  # of the processor and of the clock alike
MEMORY = 768 * 1024 * 1024
_SOURCE = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Words:
    """The text of each page, the first one first; or why there is none, as a code."""

    pages: tuple[str, ...] = ()
    reason: str = ""


def read(path: Path, content_type: str) -> Words:
    """What a stored file says. Whatever the file does costs its own process only."""
    try:
        with path.open("rb") as file:
            done = subprocess.run(  # noqa: S603 -- our own interpreter and module, no words from outside
                [sys.executable, "-P", "-m", "jln.uploads.reading.child", content_type],
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS * 2,
                start_new_session=True,
                check=False,
                env={
                    "PATH": os.environ.get("PATH", ""),
                    "PYTHONPATH": str(_SOURCE),
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "PYTHONUTF8": "1",
                },
            )
    except subprocess.TimeoutExpired:
        return Words(reason="too_long")
    if done.returncode:
        return Words(reason="too_much")
    answer = json.loads(done.stdout)
    return Words(tuple(answer["pages"]), answer["reason"])

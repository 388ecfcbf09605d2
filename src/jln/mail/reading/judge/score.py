"""Counting: right and all, by name, with the cases that were wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jln.mail.reading.judge.limits import Limit

#: What the product promises, by folder and name of the share.
PROMISED = {
    ("mail-bounces", "hard"): 0.97,
    ("mail-bounces", "no address at fault"): 1.0,
    ("mail-replies", "all"): 0.95,
    ("mail-replies", "made"): 0.95,
    ("mail-replies", "no leak"): 1.0,
    ("mail-robustness", "no crash"): 1.0,
    ("mail-robustness", "no hang"): 1.0,
    ("mail-robustness", "accounted for"): 1.0,
}
OF_EACH = (("language ", 0.88), ("client ", 0.88))
"""What each language and each mail program must reach, however few its messages."""
MAX_WRONG = 20


@dataclass(slots=True)
class Share:
    """So many right of so many."""

    right: int = 0
    all: int = 0

    def add(self, *, right: bool) -> None:
        """Count one case."""
        self.right += right
        self.all += 1

    @property
    def share(self) -> float:
        """Between 0 and 1; nothing at all is 1."""
        return round(self.right / self.all, 4) if self.all else 1.0

    def to_dict(self) -> dict[str, Any]:
        """Values that JSON can hold."""
        return {"right": self.right, "all": self.all, "share": self.share}


@dataclass(slots=True)
class Score:
    """The shares of one folder by name, what went wrong, and how long each message took."""

    folder: str
    shares: dict[str, Share] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)

    def add(self, case: str, *names: str, right: bool) -> None:
        """Count a case under each of these names."""
        for name in names:
            self.shares.setdefault(name, Share()).add(right=right)
        if not right:
            self.wrong.append(f"{case} ({names[0]})" if names else case)

    def took(self, case: str, seconds: float, kind: str) -> None:
        """Note how long a message took, and what it was."""
        self.seconds[case] = round(seconds, 4)
        self.kinds[kind] = self.kinds.get(kind, 0) + 1

    @property
    def median(self) -> float:
        """The time of the message in the middle."""
        times = sorted(self.seconds.values())
        return times[len(times) // 2] if times else 0.0

    @property
    def worst(self) -> tuple[str, float]:
        """The slowest message and its time."""
        return max(self.seconds.items(), key=lambda item: item[1], default=("", 0.0))

    def values(self) -> dict[str, Any]:
        """Values that JSON can hold."""
        case, slowest = self.worst
        return {
            "shares": {name: share.to_dict() for name, share in self.shares.items()},
            "wrong": self.wrong,
            "kinds": self.kinds,
            "median_seconds": self.median,
            "worst_seconds": slowest,
            "worst_case": case,
        }

    def limits(self) -> list[Limit]:
        """What is promised of it; of languages and of programs, the one that does worst."""
        found = [
            Limit(f"{folder} {name}", self.shares[name].share, least)
            for (folder, name), least in PROMISED.items()
            if folder == self.folder and name in self.shares
        ]
        for start, least in OF_EACH:
            of_each = [name for name in self.shares if name.startswith(start)]
            if of_each:
                worst = min(of_each, key=lambda name: self.shares[name].share)
                found.append(Limit(f"{self.folder} {worst}", self.shares[worst].share, least))
        return found

    def lines(self) -> list[str]:
        """The same for people."""
        case, slowest = self.worst
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(self.kinds.items()))
        times = f"median {self.median:.4f} s, worst {slowest:.4f} s ({case})"
        lines = [f"{self.folder}: {len(self.seconds)} read, {times}", f"  kinds: {kinds}"]
        for name, share in self.shares.items():
            lines.append(f"  {name}: {share.share:.3f} ({share.right} of {share.all})")
        shown = ", ".join(self.wrong[:MAX_WRONG])
        more = f" and {len(self.wrong) - MAX_WRONG} more" if len(self.wrong) > MAX_WRONG else ""
        return [*lines, f"  wrong: {shown}{more}"] if self.wrong else lines


def cases_of(folder: Path) -> Iterator[dict[str, Any]]:
    """The cases of an index; a line that is no case is passed over."""
    index = folder / "index.jsonl"
    if not index.is_file():
        return
    for line in index.read_text("utf-8", "replace").splitlines():
        try:
            case = json.loads(line)
        except ValueError:
            continue
        if isinstance(case, dict) and isinstance(case.get("expected"), dict):
            yield case

"""Counting: right and all, by name, with the cases that were wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


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

    def to_dict(self) -> dict[str, Any]:
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

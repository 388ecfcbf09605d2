"""What a load did, and every row it refused with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple


class Refusal(NamedTuple):
    """A row that was not taken."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(slots=True)
class Report:
    """Counts of a load. `read` by file, without the refused ones."""

    read: dict[str, int] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)
    made: int = 0
    changed: int = 0
    undo: list[Callable[[], object]] = field(default_factory=list)  # of the row being taken

    def take_back(self, before: tuple[int, int]) -> None:
        """Forget what a refused row did to the tables in memory; the database forgot it already."""
        self.made, self.changed = before
        while self.undo:
            self.undo.pop()()

    @property
    def has_changed(self) -> bool:
        """Is anything now another than before?"""
        return bool(self.made or self.changed)

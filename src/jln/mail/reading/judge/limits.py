"""What the product promises of a folder of judged messages, beside what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure and what it must reach at least; or, of what must not be, at most."""

    name: str
    figure: float
    bound: float
    is_most: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the promise is kept."""
        return self.figure <= self.bound if self.is_most else self.figure >= self.bound

    def line(self) -> str:
        """As one line of a report."""
        sign = "at most" if self.is_most else "at least"
        mark = "kept  " if self.is_kept else "MISSED"
        return f"  {mark} {self.name}: {self.figure:g}, {sign} {self.bound:g}"

    def values(self) -> dict[str, Any]:
        """Values that JSON can hold."""
        return {
            "name": self.name,
            "figure": self.figure,
            "most" if self.is_most else "least": self.bound,
            "kept": self.is_kept,
        }

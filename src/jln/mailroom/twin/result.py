"""What was made of a text: an answer, a reason to ask back, or nothing (`None`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

How = Literal["exact", "sentence", "edited", "order", "unmarked"]


@dataclass(frozen=True, slots=True)
class Found:
    """An answer. `start` and `end` are where it stood, so that the rest can reach a person."""

    value: object
    start: int = 0
    end: int = 0
    how: How = "exact"


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not certain, and why; never carried out. `said` is the line that is not certain."""

    reason: str
    said: str = field(default="", compare=False)


Result = Found | Unclear | None

"""Where a page of a line ends. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jln.library.line import Step

ROWS = 20
WEIGHT = 3_600  # compressed bytes for the steps of one page, beside sheet, frame and margin


def cut(steps: Sequence[Step]) -> list[list[Step]]:
    """Pages of at most 20 steps that stay under the weight; the first may be empty."""
    pages: list[list[Step]] = [[]]
    weight = 0
    for step in steps:
        if pages[-1] and (len(pages[-1]) >= ROWS or weight + step.weight > WEIGHT):
            pages.append([])
            weight = 0
        pages[-1].append(step)
        weight += step.weight
    return pages

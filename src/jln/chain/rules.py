"""How a line is put in order, what it keeps to itself, and where a page of it ends. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jln.chain.terms import StepKind, StepState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jln.kit.partial import PartialDate

ROWS = 20
WEIGHT = 3_600  # compressed bytes for the steps of one page, beside sheet, frame and margin
_RANK = {kind: rank for rank, kind in enumerate(StepKind)}
_LAST = "9999"  # what has no date stands after what has one


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a line. Only a shown one carries anything that could tell what it is."""

    kind: StepKind
    when: PartialDate | None
    state: StepState = StepState.SHOWN
    thing: Any = None
    countries: tuple[Any, ...] = ()
    details: tuple[Any, ...] = ()  # of an adaptation its evidence, of a product its releases
    under: tuple[str, int] = ("", 0)  # adaptations of one product stand together, by its first
    length: int = field(default=0, repr=False)  # letters of text that its row shows

    @property
    def weight(self) -> int:
        """About how many compressed bytes its row takes."""
        return 70 + 9 * len(self.countries) + self.length * 5 // 12


def in_order(steps: Iterable[Step]) -> list[Step]:
    """By date; on one date a problem stands before what came of it."""
    return sorted(steps, key=_place)


def _place(step: Step) -> tuple[str, int, str, int, str]:
    own = str(step.when or _LAST)
    together = step.under[0] or own
    if step.kind is StepKind.PASSED_ON:
        together = own = _LAST
    return together, _RANK[step.kind], step.under[0], step.under[1], own


def buried(steps: Sequence[Step]) -> list[Step]:
    """The line with its tombstones: neighbours that are hidden share one, without date or kind."""
    out: list[Step] = []
    for step in steps:
        if step.state is not StepState.HIDDEN:
            out.append(step)
        elif not (out and out[-1].state is StepState.HIDDEN):
            out.append(Step(step.kind, None, StepState.HIDDEN))
    return out


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

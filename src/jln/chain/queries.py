"""The whole line of a problem, a product or an adaptation, as one reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jln.conversations.models import Topic
from jln.library.queries import lines
from jln.library.terms import LineKind, StepKind

if TYPE_CHECKING:
    from jln.countries.models import Country
    from jln.library.line import Sight, Step
    from jln.people.models import Person

_BEFORE = frozenset({StepKind.PROBLEM, StepKind.GROUP, StepKind.SESSION, StepKind.PRODUCT})


@dataclass(frozen=True, slots=True)
class Line:
    """A whole line, in date order, with its tombstones."""

    kind: LineKind
    start: Any
    steps: list[Step]
    members: tuple[Country, ...]
    posts: dict[int, int]  # how many there are in each topic now
    sight: Sight

    def things(self, kind: str) -> list[Any]:
        """What the shown steps of a kind are about."""
        return [step.thing for step in self.steps if step.kind == kind and step.is_shown]

    @property
    def carried(self) -> set[str]:
        """The countries that stated, shared, met or wrote."""
        shown = (step for step in self.steps if step.kind in _BEFORE)
        return {country.code for step in shown for country in step.countries}

    @property
    def marks(self) -> dict[str, str]:
        """For the small map: gold changed practice, blue raised it or wrote."""
        changed = {one.country.code for one in self.things(StepKind.ADAPTATION)}
        return dict.fromkeys(self.carried, "b") | dict.fromkeys(changed, "y")

    @property
    def years(self) -> int:
        """From the first dated step to the last."""
        known = [step.when.year for step in self.steps if step.when]
        return max(known) - min(known) if known else 0

    @property
    def has_the_problem(self) -> set[int]:
        """The countries that stated the problem it begins with, or share it."""
        return {
            country.pk
            for step in self.steps
            if step.kind is StepKind.PROBLEM
            for country in step.countries
        }


def line(person: Person | None, kind: LineKind, code: str) -> Line | None:
    """All steps of the line that is followed from here, if there is one that she may read."""
    found = lines.line(person, kind, code)
    if found is None:
        return None
    topics = {topic.pk for topic in found.things(StepKind.TOPIC)}
    counted = Topic.objects.filter(pk__in=topics).values_list("pk", "post_count")
    return Line(
        kind=kind,
        start=found.whole.start,
        steps=found.steps,
        members=found.whole.placed,
        posts=dict(counted) if topics else {},
        sight=found.sight,
    )

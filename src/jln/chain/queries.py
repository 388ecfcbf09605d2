"""The whole line of a problem, a product or an adaptation, as one reader may see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.activities.models import Activity
from jln.conversations.models import Topic
from jln.library.line import end_of
from jln.library.models import Adaptation, PassedOn, ProductOrigin
from jln.library.queries import lines
from jln.library.terms import LineKind, StepKind
from jln.problems.models import Problem

if TYPE_CHECKING:
    from jln.countries.models import Country
    from jln.initiatives.models import LearningGroup
    from jln.library.line import Sight, Step
    from jln.library.models import Product
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
    def end(self) -> Step:
        """Where it stands now: the last step that was taken."""
        return end_of(self.steps)

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


@dataclass(frozen=True, slots=True)
class Example:
    """One line that everyone may read, whole from the problem on, as a page can draw it small."""

    problem: Problem
    group: LearningGroup | None
    session: Activity | None  # the first at which they met for it
    product: Product
    author_count: int  # countries that wrote it
    adaptation: Adaptation
    later: Adaptation | None  # that began where the adaptation had arrived


def example() -> Example | None:
    """The newest line that was passed on; else the newest that reached a country, if any did."""
    public = visible(None, Permission.ADAPTATION_VIEW, Adaptation.objects.all()).values("pk")
    stated = visible(None, Permission.PROBLEM_VIEW, Problem.objects.all()).values("pk")
    begun = ProductOrigin.objects.filter(problem__in=stated).values("product")
    handed = PassedOn.objects.filter(
        earlier__in=public,
        later__in=public,
        earlier__product__in=begun,
        later__product=F("earlier__product"),
    )
    pair = (
        handed.select_related("earlier__country", "earlier__product__group", "later__country")
        .order_by("-later__created_at", "-pk")
        .first()
    )
    alone = Adaptation.objects.filter(pk__in=public, product__in=begun)
    newest = alone.select_related("country", "product__group").order_by("-created_at", "-pk")
    adaptation = pair.earlier if pair else newest.first()
    if adaptation is None:
        return None
    product = adaptation.product
    origins = ProductOrigin.objects.filter(product=product, problem__in=stated)
    origin = origins.select_related("problem__country").order_by("pk")[0]
    held = Activity.objects.filter(group=product.group_id or 0).order_by("starts", "pk")
    return Example(
        problem=origin.problem,  # type: ignore[arg-type]  # an origin that has one
        group=product.group,
        session=held.first(),
        product=product,
        author_count=product.countries.count(),
        adaptation=adaptation,
        later=pair.later if pair else None,
    )

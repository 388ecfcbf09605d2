"""A line from a problem to the countries it changed: its steps, in order, as a reader sees them.

Pure. `Whole` is all that stands on a line, whoever may see it; `Sight` is what one reader
may see of it, as the policy said; `steps` makes the line of the two. The product's page, the
adaptation's and the chain show the same steps, so that none can tell it differently.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jln.access.permissions import Permission
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.library.rules import begun, leaves_a_mark
from jln.library.terms import Depth, LineKind, StepKind, StepState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from jln.activities.models import Activity
    from jln.conversations.models import Topic
    from jln.countries.models import Country
    from jln.initiatives.models import LearningGroup
    from jln.library.models import Adaptation, AdaptationEvidence, Product, ProductOrigin
    from jln.problems.models import Problem

_RANK = {kind: rank for rank, kind in enumerate(StepKind)}
_LAST = "9999"  # what has no date stands after what has one
_BEFORE_ALL = PartialDate(1)
SHOWN_LETTERS = 200  # of what a row quotes
READING = {
    "problem": Permission.PROBLEM_VIEW,
    "topic": Permission.TOPIC_VIEW,
    "adaptation": Permission.ADAPTATION_VIEW,
}
"""What it takes to read a thing of a line; products, groups and sessions are for everyone."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a line. Only a shown one carries anything that could tell what it is."""

    kind: StepKind
    when: PartialDate | None
    state: StepState = StepState.SHOWN
    thing: Any = None
    countries: tuple[Any, ...] = ()
    details: tuple[Any, ...] = ()  # its evidence, its versions; at the end, who learned from whom
    under: tuple[str, int] = ("", 0)  # adaptations of one product stand together, by its first
    length: int = field(default=0, repr=False)  # letters of text that its row shows

    @property
    def is_shown(self) -> bool:
        """Whether the reader may see what it is."""
        return self.state is StepState.SHOWN

    @property
    def weight(self) -> int:
        """About how many compressed bytes its row takes."""
        return 70 + 9 * len(self.countries) + self.length * 5 // 12


@dataclass(frozen=True, slots=True)
class Whole:
    """All that stands on a line, whoever may see it. Mappings go from a row's number."""

    kind: LineKind
    start: Any
    problems: tuple[Problem, ...]
    topics: tuple[Topic, ...]
    groups: tuple[LearningGroup, ...]
    sessions: tuple[Activity, ...]
    products: tuple[Product, ...]
    adaptations: tuple[Adaptation, ...]  # also those that were taken back
    passed_on: tuple[tuple[Adaptation, Adaptation], ...]  # the earlier one, and who learned from it
    origins: tuple[ProductOrigin, ...]
    evidence: Mapping[int, tuple[AdaptationEvidence, ...]]
    versions: Mapping[int, tuple[str, ...]]  # of products, the oldest first
    shared: Mapping[int, tuple[Country, ...]]
    met: Mapping[int, tuple[Country, ...]]
    wrote: Mapping[int, tuple[Country, ...]]
    placed: tuple[Country, ...]

    def begun(self, one: Adaptation) -> PartialDate:
        """When an adaptation began, as far as it is known."""
        shown = self.evidence.get(one.pk, ())
        return begun(one.starts, shown[0].dated if shown else None, recorded=one.created_at)


@dataclass(frozen=True, slots=True)
class Sight:
    """What one reader may do to the things of a line, by permission, as the policy said."""

    granted: frozenset[tuple[Permission, int]]
    is_member: bool

    def may(self, permission: Permission, thing: Any) -> bool:  # noqa: ANN401 -- whatever it is about
        """Whether she may do this to it."""
        return (permission, thing.pk) in self.granted

    def may_somewhere(self, permission: Permission) -> bool:
        """Whether there is anything to which she may do this."""
        return any(granted is permission for granted, _pk in self.granted)

    def sees(self, thing: Problem | Topic | Adaptation) -> bool:
        """Whether she may read it."""
        return self.may(READING[str(thing._meta.model_name)], thing)

    def hears_of(self, thing: Topic | Adaptation) -> bool:
        """Whether she is told that it was removed: she reads the space it stood in."""
        return (Permission.TOPIC_START, thing.space_id) in self.granted


def steps(whole: Whole, sight: Sight) -> list[Step]:
    """The line as this reader sees it, in order, with its tombstones."""
    made = [one for one in whole.adaptations if sight.sees(one)]
    wanted = _products(whole, made)
    shown = [
        *_problem_steps(whole, sight),
        *_topic_steps(whole, sight, wanted),
        *_group_steps(whole, wanted),
        *_session_steps(whole, wanted),
        *(_product_step(whole, product) for product in wanted),
        *_adaptation_steps(whole, made),
        *_lost_adaptations(whole, sight),
        _passed_on(whole, made, sight),
    ]
    return buried(in_order(shown))


def end_of(steps: Sequence[Step]) -> Step:
    """The last step that was taken; that it was passed on, where it was."""
    passed = steps[-1]
    taken = [step for step in steps[:-1] if step.is_shown]
    return passed if passed.details or passed.countries or not taken else taken[-1]


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


def _products(whole: Whole, made: list[Adaptation]) -> list[Product]:
    """Those the line is about; from a problem, only what came of it as far as she may know."""
    if whole.kind is not LineKind.PROBLEM:
        return list(whole.products)
    came = {origin.product_id for origin in whole.origins if origin.problem_id == whole.start.pk}
    came |= {one.product_id for one in made}
    return [product for product in whole.products if product.pk in came]


def _problem_steps(whole: Whole, sight: Sight) -> list[Step]:
    found = [problem for problem in whole.problems if sight.sees(problem)]
    steps = [
        Step(
            StepKind.PROBLEM,
            problem.stated,
            thing=problem,
            countries=(
                *([problem.country] if problem.country else ()),
                *whole.shared.get(problem.pk, ()),
            ),
            length=len(problem.statement),
        )
        for problem in found
    ]
    if len(found) < len(whole.problems):
        steps.append(Step(StepKind.PROBLEM, _BEFORE_ALL, StepState.HIDDEN))
    return steps


def _topic_steps(whole: Whole, sight: Sight, wanted: list[Product]) -> list[Step]:
    """Topics join at every kind of step: an origin, a problem, one's own adaptation."""
    products = {product.pk for product in wanted}
    ids = {one.topic_id for one in whole.origins if one.product_id in products}
    ids |= {one.topic_id for one in whole.problems if sight.sees(one)}
    if whole.kind is LineKind.ADAPTATION:
        ids.add(whole.start.topic_id)
    steps = []
    for topic in whole.topics:
        began = PartialDate.of(day(topic.started_at))
        if topic.pk not in ids:
            continue
        if sight.sees(topic):
            steps.append(Step(StepKind.TOPIC, began, thing=topic, length=len(topic.title)))
        elif topic.hidden_at and sight.hears_of(topic):
            steps.append(_removed(StepKind.TOPIC, began, topic.hidden_at))
        else:
            steps.append(Step(StepKind.TOPIC, began, StepState.HIDDEN))
    return steps


def _removed(kind: StepKind, when: PartialDate | None, at: datetime) -> Step:
    return Step(kind, when, StepState.REMOVED, thing=day(at))


def _group_steps(whole: Whole, wanted: list[Product]) -> list[Step]:
    ids = _groups_of(whole, wanted)
    return [
        Step(
            StepKind.GROUP,
            group.starts,
            thing=group,
            countries=whole.met.get(group.pk, ()),
            length=len(group.name),
        )
        for group in whole.groups
        if group.pk in ids
    ]


def _groups_of(whole: Whole, wanted: list[Product]) -> set[int | None]:
    """The groups that made these products, or that they came from."""
    products = {product.pk for product in wanted}
    origins = {one.group_id for one in whole.origins if one.product_id in products}
    return {product.group_id for product in wanted} | origins


def _session_steps(whole: Whole, wanted: list[Product]) -> list[Step]:
    groups = _groups_of(whole, wanted) - {None}
    products = {product.pk for product in wanted}
    origins = {one.activity_id for one in whole.origins if one.product_id in products}
    return [
        Step(StepKind.SESSION, one.starts, thing=one, length=len(one.title + one.place))
        for one in whole.sessions
        if one.pk in origins or one.group_id in groups
    ]


def _product_step(whole: Whole, product: Product) -> Step:
    return Step(
        StepKind.PRODUCT,
        product.published,
        thing=product,
        countries=whole.wrote.get(product.pk, ()),
        details=whole.versions.get(product.pk, ()),
        length=len(product.title),
    )


def _adaptation_steps(whole: Whole, made: list[Adaptation]) -> list[Step]:
    begun = {one.pk: whole.begun(one) for one in made}
    own = {  # it derives from its product
        one.pk: max(str(begun[one.pk]), str(one.product.published or "")) for one in made
    }
    first: dict[int, str] = {}
    for one in made:
        first[one.product_id] = min(first.get(one.product_id, own[one.pk]), own[one.pk])
    is_apart = whole.kind is LineKind.ADAPTATION  # each with what led to it
    return [
        Step(
            StepKind.ADAPTATION,
            begun[one.pk],
            thing=one,
            details=(shown := whole.evidence.get(one.pk, ())),
            under=(own[one.pk] if is_apart else first[one.product_id], one.product_id),
            length=min(len(one.change or one.used), SHOWN_LETTERS)
            + min(len(one.outcome), SHOWN_LETTERS)
            + (min(len(shown[-1].text), SHOWN_LETTERS) if shown else 0),
        )
        for one in made
    ]


def _lost_adaptations(whole: Whole, sight: Sight) -> Iterable[Step]:
    """Adaptations that are hidden from the reader, or were removed."""
    open_to = {"public", "members"} if sight.is_member else {"public"}
    for one in whole.adaptations:
        if sight.sees(one):
            continue
        if one.withdrawn_at is None:
            yield Step(StepKind.ADAPTATION, None, StepState.HIDDEN)
        elif (
            leaves_a_mark(one.created_at, one.withdrawn_at)
            and sight.hears_of(one)
            and one.visibility in open_to
        ):
            yield _removed(StepKind.ADAPTATION, one.starts, one.withdrawn_at)


def _passed_on(whole: Whole, made: list[Adaptation], sight: Sight) -> Step:
    """The last step: who handed it on, by dated evidence or because another began there."""
    pairs = tuple(
        (earlier, later)
        for earlier, later in whole.passed_on
        if sight.sees(earlier) and sight.sees(later)
    )
    handed = {
        one.country_id: one.country
        for one in made
        if any(shown.depth == Depth.PASSED_ON for shown in whole.evidence.get(one.pk, ()))
    }
    for earlier, _later in pairs:
        handed.pop(earlier.country_id, None)  # said with whom
    return Step(
        StepKind.PASSED_ON,
        None,
        countries=tuple(handed.values()),
        details=pairs,
        length=80 * len(pairs),
    )

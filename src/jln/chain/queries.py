"""The line of a problem, a product or an adaptation, as one reader may see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q

from jln.access.check import PRESENT, visible
from jln.access.permissions import Permission
from jln.activities.models import Activity
from jln.chain.rules import Step, buried, in_order
from jln.chain.terms import LineKind, StepKind, StepState
from jln.conversations.models import Topic
from jln.countries.models import Country
from jln.initiatives.models import GroupCountry, LearningGroup
from jln.kit.codes import number_of
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.library.models import Adaptation, AdaptationEvidence, Product, Release
from jln.library.queries import Origin, adaptations, origins_of, products
from jln.library.rules import leaves_a_mark
from jln.library.terms import Depth
from jln.problems.models import Problem, ProblemCountry
from jln.problems.queries import problems
from jln.spaces.models import Space
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from jln.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """A whole line, in date order, with its tombstones."""

    kind: LineKind
    start: Any
    steps: list[Step]
    members: list[Country]

    def things(self, kind: str) -> list[Any]:
        """What the shown steps of a kind are about."""
        return [
            step.thing for step in self.steps if step.kind == kind and step.state is StepState.SHOWN
        ]

    @property
    def carried(self) -> set[str]:
        """The countries that stated, shared, met or wrote."""
        before = {StepKind.PROBLEM, StepKind.GROUP, StepKind.SESSION, StepKind.PRODUCT}
        return {
            country.code for step in self.steps if step.kind in before for country in step.countries
        }

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


def find(person: Person | None, kind: str, code: str) -> Any:  # noqa: ANN401 -- a problem, product or adaptation
    """What the line is followed from, if the reader may see it."""
    if kind == LineKind.PRODUCT:
        return products(person).filter(slug=code).first() or (
            products(person).filter(pk=number_of(code)).first()
        )
    if kind == LineKind.PROBLEM:
        return problems(person).filter(pk=number_of(code)).first()
    if kind == LineKind.ADAPTATION:
        return adaptations(person).filter(pk=number_of(code)).first()
    return None


def line(person: Person | None, kind: LineKind, start: Any) -> Line:  # noqa: ANN401 -- see `find`
    """All steps of the line. A fixed number of queries, however long it is."""
    told = _adaptations(person, kind, start)
    made = [one for one in told if one.is_read]
    wanted = _products(kind, start, made)
    origins = origins_of(person, [product.pk for product in wanted])
    stated = _problems(person, kind, start, origins)
    groups = _groups(wanted, origins)
    steps = [
        *_problem_steps(stated, is_unsaid=_is_unsaid(kind, start, origins, stated)),
        *_topic_steps(person, _topics_of(stated, origins, made, kind)),
        *_group_steps(groups),
        *_session_steps(groups, origins),
        *_product_steps(wanted),
        *_adaptation_steps(made),
        *_lost_adaptations(person, told),
    ]
    steps.append(_passed_on(steps))
    placed = list(Country.objects.exclude(tile_row=None))
    return Line(kind, start, buried(in_order(steps)), placed)


def _adaptations(person: Person | None, kind: LineKind, start: Any) -> list[Any]:  # noqa: ANN401 -- see `find`
    """All of the line, each with `is_read` and `is_in_reach` (of its space) for this reader."""
    rows = Adaptation.objects.select_related("country", "product").filter(_on_line(kind, start))
    readable = adaptations(person).filter(pk=OuterRef("pk"))
    return list(
        rows.annotate(is_read=Exists(readable), is_in_reach=_in_reach(person)).order_by("pk")
    )


def _in_reach(person: Person | None) -> Exists:
    """Whether the reader reads the space a row lives in."""
    spaces = Space.objects.filter(pk=OuterRef("space"))
    return Exists(visible(person, Permission.TOPIC_START, spaces))


def _on_line(kind: LineKind, start: Any) -> Q:  # noqa: ANN401 -- see `find`
    if kind is LineKind.ADAPTATION:
        return Q(pk=start.pk)
    if kind is LineKind.PRODUCT:
        return Q(product=start)
    came = start.became.values("product_id")
    return Q(problem=start) | Q(problem=None, product__in=came)


def _products(kind: LineKind, start: Any, made: list[Adaptation]) -> list[Product]:  # noqa: ANN401 -- see `find`
    rows = Product.objects.select_related("group").order_by("pk")
    if kind is LineKind.PRODUCT:
        return list(rows.filter(pk=start.pk))
    if kind is LineKind.ADAPTATION:
        return list(rows.filter(pk=start.product_id))
    came = Q(pk__in=start.became.values("product_id"))
    return list(rows.filter(came | Q(pk__in={one.product_id for one in made})))


def _problems(
    person: Person | None,
    kind: LineKind,
    start: Any,  # noqa: ANN401 -- see `find`
    origins: list[Origin],
) -> list[Problem]:
    """A problem's line follows that one; the others show every problem they grew from."""
    if kind is LineKind.PROBLEM:
        return [start]
    found = {one.key: one.thing for one in origins if one.kind == "problem" and one.thing}
    if kind is LineKind.ADAPTATION and start.problem_id:
        for own in problems(person).filter(pk=start.problem_id):
            found.setdefault(own.pk, own)
    return list(found.values())


def _is_unsaid(
    kind: LineKind,
    start: Any,  # noqa: ANN401 -- see `find`
    origins: list[Origin],
    stated: list[Problem],
) -> bool:
    """Whether the line grew from a problem that this reader may not know."""
    if kind is LineKind.PROBLEM:
        return False
    known = {problem.pk for problem in stated}
    own = start.problem_id if kind is LineKind.ADAPTATION else None
    grown_from = {one.key for one in origins if one.kind == "problem"} | ({own} if own else set())
    return bool(grown_from - known)


def _problem_steps(stated: list[Problem], *, is_unsaid: bool) -> list[Step]:
    shared = defaultdict(list)
    rows = ProblemCountry.objects.filter(problem__in=stated).select_related("country")
    for row in rows.order_by("pk"):
        shared[row.problem_id].append(row.country)
    steps = [
        Step(
            StepKind.PROBLEM,
            problem.stated,
            thing=problem,
            countries=tuple(([problem.country] if problem.country else []) + shared[problem.pk]),
            length=len(problem.statement),
        )
        for problem in stated
    ]
    if is_unsaid:
        steps.append(Step(StepKind.PROBLEM, PartialDate(1), StepState.HIDDEN))  # before all others
    return steps


def _topics_of(
    stated: list[Problem], origins: list[Origin], made: list[Adaptation], kind: LineKind
) -> set[int]:
    """Topics join at every kind of step: an origin, a problem, one's own adaptation."""
    ids = {one.key for one in origins if one.kind == "topic"}
    ids |= {problem.topic_id for problem in stated if problem.topic_id}
    if kind is LineKind.ADAPTATION:
        ids |= {one.topic_id for one in made if one.topic_id}
    return ids


def _topic_steps(person: Person | None, ids: set[int]) -> list[Step]:
    readable = visible(person, Permission.TOPIC_VIEW, Topic.objects.filter(pk=OuterRef("pk")))
    topics = Topic.objects.filter(pk__in=ids or {0}).order_by("pk")
    steps = []
    for topic in topics.annotate(is_read=Exists(readable), is_in_reach=_in_reach(person)):
        began = PartialDate.of(day(topic.started_at))
        if topic.is_read:
            steps.append(Step(StepKind.TOPIC, began, thing=topic, length=len(topic.title)))
        elif topic.hidden_at and topic.is_in_reach:
            steps.append(_removed(StepKind.TOPIC, began, topic.hidden_at))
        else:
            steps.append(Step(StepKind.TOPIC, began, StepState.HIDDEN))
    return steps


def _removed(kind: StepKind, when: PartialDate | None, at: datetime) -> Step:
    return Step(kind, when, StepState.REMOVED, thing=day(at))


def _groups(wanted: list[Product], origins: list[Origin]) -> list[LearningGroup]:
    found = {one.key: one.thing for one in origins if one.kind == "group"}
    for product in wanted:
        if product.group:
            found.setdefault(product.group.pk, product.group)
    return list(found.values())


def _group_steps(groups: list[LearningGroup]) -> list[Step]:
    parts = defaultdict(list)
    rows = GroupCountry.objects.filter(group__in=groups).select_related("country")
    for row in rows.order_by("pk"):
        parts[row.group_id].append(row.country)
    return [
        Step(
            StepKind.GROUP,
            group.starts,
            thing=group,
            countries=tuple(parts[group.pk]),
            length=len(group.name),
        )
        for group in groups
    ]


def _session_steps(groups: list[LearningGroup], origins: list[Origin]) -> list[Step]:
    held = {one.key: one.thing for one in origins if one.kind == "activity"}
    for activity in Activity.objects.filter(group__in=groups).order_by("pk"):
        held.setdefault(activity.pk, activity)
    return [
        Step(StepKind.SESSION, one.starts, thing=one, length=len(one.title + one.place))
        for one in held.values()
    ]


def _product_steps(wanted: list[Product]) -> list[Step]:
    wrote, releases = defaultdict(list), defaultdict(list)
    through: Any = Product.countries.through
    rows = through.objects.filter(product__in=wanted).select_related("country")
    for row in rows.order_by("pk"):
        wrote[row.product_id].append(row.country)
    newest = Release.objects.filter(product__in=wanted)
    for release in newest.order_by(F("released").asc(nulls_first=True), "pk"):
        releases[release.product_id].append(release)
    return [
        Step(
            StepKind.PRODUCT,
            one.published,
            thing=one,
            countries=tuple(wrote[one.pk]),
            details=tuple(releases[one.pk]),
            length=len(one.title),
        )
        for one in wanted
    ]


def _adaptation_steps(made: list[Adaptation]) -> list[Step]:
    shown = defaultdict(list)
    for evidence in AdaptationEvidence.objects.filter(adaptation__in=made).order_by("dated", "pk"):
        shown[evidence.adaptation_id].append(evidence)
    begun = {one.pk: _begun(one, shown[one.pk]) for one in made}
    first: dict[int, str] = {}
    for one in made:
        when = max(str(begun[one.pk]), str(one.product.published or ""))  # it derives from it
        first[one.product_id] = min(first.get(one.product_id, when), when)
    return [
        Step(
            StepKind.ADAPTATION,
            begun[one.pk],
            thing=one,
            details=tuple(shown[one.pk]),
            under=(first[one.product_id], one.product_id),
            length=min(len(one.change or one.used), 200)
            + min(len(one.outcome), 200)
            + (min(len(shown[one.pk][-1].text), 200) if shown[one.pk] else 0),
        )
        for one in made
    ]


def _begun(one: Adaptation, shown: list[AdaptationEvidence]) -> PartialDate:
    """When it began, as far as it is known; at the latest when it was put on record."""
    known = [one.starts] if one.starts else []
    return min(
        known + [evidence.dated for evidence in shown[:1]],
        default=PartialDate.of(day(one.created_at)),
        key=str,
    )


def _lost_adaptations(person: Person | None, told: list[Any]) -> Iterable[Step]:
    """Adaptations that are hidden from the reader, or were removed."""
    is_member = person is not None and person.status in PRESENT
    seen = {Visibility.PUBLIC, Visibility.MEMBERS} if is_member else {Visibility.PUBLIC}
    for one in told:
        if one.is_read:
            continue
        if one.withdrawn_at is None:
            yield Step(StepKind.ADAPTATION, None, StepState.HIDDEN)
        elif (
            leaves_a_mark(one.created_at, one.withdrawn_at)
            and one.is_in_reach
            and one.visibility in seen
        ):
            yield _removed(StepKind.ADAPTATION, one.starts, one.withdrawn_at)


def _passed_on(steps: list[Step]) -> Step:
    """The last step: who handed it on, as dated evidence shows; open while nobody did."""
    handed = {
        step.thing.country.code: step.thing.country
        for step in steps
        if step.kind is StepKind.ADAPTATION
        and step.state is StepState.SHOWN
        and any(evidence.depth == Depth.PASSED_ON for evidence in step.details)
    }
    return Step(StepKind.PASSED_ON, None, countries=tuple(handed.values()))

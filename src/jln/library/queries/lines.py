"""Lines as the database has them, and what one reader may see of one.

`whole` gathers everything of a line, kept while what it was made from stands; `sight` asks
the policy once for all of it. Both are a fixed number of queries, however long the line is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import CharField, F, Model, Q, QuerySet, Value

from jln.access.check import PRESENT, granted
from jln.access.permissions import Permission
from jln.activities.models import Activity
from jln.countries.models import Country
from jln.initiatives.models import GroupCountry
from jln.kit.codes import number_of
from jln.library.line import Sight, Whole, end_of, steps
from jln.library.models import (
    Adaptation,
    AdaptationEvidence,
    PassedOn,
    Product,
    ProductOrigin,
    Release,
)
from jln.library.terms import LineKind, StepKind
from jln.problems.models import Problem, ProblemCountry
from jln.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models.expressions import Combinable

    from jln.conversations.models import Topic
    from jln.initiatives.models import LearningGroup
    from jln.library.line import Step
    from jln.people.models import Person


M = TypeVar("M", bound=Model)
_WORD: CharField[str, str] = CharField()
_NOTHING = Value("", _WORD)


@dataclass(frozen=True)
class Line:
    """A whole line, what the reader may do with it, and its steps as she sees them."""

    whole: Whole
    sight: Sight

    @cached_property
    def steps(self) -> list[Step]:
        """Put together where they are shown: a page that is kept asks for none."""
        return steps(self.whole, self.sight)

    def things(self, kind: StepKind) -> list[Any]:
        """What the shown steps of a kind are about."""
        return [step.thing for step in self.shown(kind)]

    @property
    def end(self) -> Step:
        """Where it stands now: the last step that was taken."""
        return end_of(self.steps)

    def shown(self, kind: StepKind) -> list[Step]:
        """The steps of a kind that she may see."""
        return [step for step in self.steps if step.kind is kind and step.is_shown]


_wholes: Kept[Whole | None] = Kept(100)
_sights: Kept[Sight] = Kept(400)


def line(person: Person | None, kind: LineKind, code: str) -> Line | None:
    """The line that is followed from here, as far as this reader may see it; None for none."""
    whole = _wholes.get((kind, code), lambda: _whole(kind, code))
    if whole is None:
        return None
    sight = _sight(person, whole)
    if kind is not LineKind.PRODUCT and not sight.sees(whole.start):
        return None
    return Line(whole, sight)


def _sight(person: Person | None, whole: Whole) -> Sight:
    """What the policy grants this reader; kept until her rights change, by deed or by date."""
    reader = person.pk if person else None
    key = whole.kind, whole.start.pk
    return _sights.of(reader, key, lambda: _seen(person, whole))


def _seen(person: Person | None, whole: Whole) -> Sight:
    is_member = person is not None and person.status in PRESENT
    return Sight(granted(person, _questions(person, whole)), is_member)


_DEEDS: dict[LineKind, tuple[Permission, ...]] = {
    LineKind.PROBLEM: (),
    LineKind.PRODUCT: (Permission.PRODUCT_LINK,),
    LineKind.ADAPTATION: (
        Permission.ADAPTATION_ADVANCE,
        Permission.ADAPTATION_CORRECT,
        Permission.ADAPTATION_WITHDRAW,
    ),
}
"""What a reader may do to the thing that a line is followed from, beside reading it."""


_AT_HOME = {
    LineKind.PROBLEM: Permission.PROBLEM_SHARE,
    LineKind.PRODUCT: Permission.ADAPTATION_REPORT,
    LineKind.ADAPTATION: Permission.ADAPTATION_REPORT,
}
"""What she may do for her country; who has none is asked about every one."""


def _questions(
    person: Person | None, whole: Whole
) -> Iterable[tuple[Permission, Iterable[int | None]]]:
    """What is asked of the policy about a line: a permission, and the things it is about."""
    pairs = (one for pair in whole.passed_on for one in pair)
    adaptations = _each((*whole.adaptations, *pairs))
    gone = [one.space_id for one in adaptations if one.withdrawn_at]
    gone += [topic.space_id for topic in whole.topics if topic.hidden_at]
    asked: list[tuple[Permission, Iterable[int | None]]] = [
        (Permission.PROBLEM_VIEW, {one.pk for one in whole.problems}),
        (Permission.TOPIC_VIEW, {one.pk for one in whole.topics}),
        (Permission.ADAPTATION_VIEW, {one.pk for one in adaptations}),
        (Permission.TOPIC_START, gone),
    ]
    if person is not None:
        home = {person.country_id} if person.country_id else {one.pk for one in whole.placed}
        asked += [(deed, {whole.start.pk}) for deed in _DEEDS[whole.kind]]
        asked.append((_AT_HOME[whole.kind], home))
    if person is not None and whole.kind is LineKind.ADAPTATION:
        asked.append((Permission.COUNTRY_PUBLISH, {whole.start.country_id}))
    return asked


def _whole(kind: LineKind, code: str) -> Whole | None:
    start = _start(kind, code)
    loaded = list(_adaptations(kind, start, code))
    if kind is LineKind.ADAPTATION:
        start = next((one for one in loaded if one.of_line), None)
    if start is None:
        return None
    products = _products(kind, start, loaded)
    origins = list(
        ProductOrigin.objects.filter(product__in=products)
        .select_related("problem__country", "problem__topic", "group", "topic", "activity")
        .order_by("pk")
    )
    problems = _problems(kind, start, origins)
    groups = _each((*(one.group for one in origins), *(one.group for one in products)))
    ties = _Ties(problems, groups, products, loaded)
    countries = {country.pk: country for country in Country.objects.order_by("code")}
    return Whole(
        kind=kind,
        start=start,
        problems=tuple(problems),
        topics=tuple(_topics(kind, start, origins, problems)),
        groups=tuple(groups),
        sessions=tuple(_sessions(origins, groups)),
        products=tuple(products),
        adaptations=tuple(one for one in loaded if one.of_line or kind is LineKind.ADAPTATION),
        passed_on=tuple(ties.passed_on(loaded)),
        origins=tuple(origins),
        evidence=_evidence(loaded),
        versions=ties.versions(),
        shared=ties.countries("problem", countries),
        met=ties.countries("group", countries),
        wrote=ties.countries("product", countries),
        placed=tuple(one for one in countries.values() if one.tile_row is not None),
    )


def _start(kind: LineKind, code: str) -> Any:  # noqa: ANN401 -- a problem or a product
    if kind is LineKind.PRODUCT:
        products = Product.objects.select_related("initiative", "group")
        found = {one.slug: one for one in products.filter(Q(slug=code) | Q(pk=number_of(code)))}
        return found.get(code) or next(iter(found.values()), None)
    if kind is LineKind.PROBLEM:
        problems = Problem.objects.select_related("country", "topic", "theme", "space")
        return problems.filter(pk=number_of(code)).first()
    return None


def _adaptations(kind: LineKind, start: Any, code: str) -> QuerySet[Any]:  # noqa: ANN401 -- see `_start`
    """Those `of_line`, those that they learned from, and those that learned from them."""
    of_line = Adaptation.objects.filter(_on_line(kind, start, code)).values("pk")
    earlier = PassedOn.objects.filter(later__in=of_line).values("earlier")
    later = PassedOn.objects.filter(earlier__in=of_line).values("later")
    rows = Adaptation.objects.select_related(
        "country", "space", "topic", "product__group", "product__initiative", "problem__country",
        "problem__topic",
    )  # fmt: skip
    wanted = Q(pk__in=of_line) | Q(pk__in=earlier) | Q(pk__in=later)
    return rows.filter(wanted).annotate(of_line=Q(pk__in=of_line)).order_by("pk")


def _on_line(kind: LineKind, start: Any, code: str) -> Q:  # noqa: ANN401 -- see `_start`
    if kind is LineKind.ADAPTATION:
        return Q(pk=number_of(code))
    if start is None:
        return Q(pk__in=[])
    if kind is LineKind.PRODUCT:
        return Q(product=start)
    return Q(problem=start) | Q(problem=None, product__in=start.became.values("product_id"))


def _products(kind: LineKind, start: Any, loaded: list[Adaptation]) -> list[Product]:  # noqa: ANN401 -- see `_start`
    if kind is LineKind.PRODUCT:
        return [start]
    if kind is LineKind.ADAPTATION:
        return [start.product]
    came = Q(pk__in=start.became.values("product_id"))
    used = Q(pk__in={one.product_id for one in loaded})
    rows = Product.objects.select_related("initiative", "group")
    return list(rows.filter(came | used).order_by("pk"))


def _problems(kind: LineKind, start: Any, origins: list[ProductOrigin]) -> list[Problem]:  # noqa: ANN401 -- see `_start`
    """A problem's line follows that one; the others show every problem they grew from."""
    if kind is LineKind.PROBLEM:
        return [start]
    own = start.problem if kind is LineKind.ADAPTATION else None
    return _each((*(origin.problem for origin in origins), own))


def _topics(
    kind: LineKind,
    start: Any,  # noqa: ANN401 -- see `_start`
    origins: list[ProductOrigin],
    problems: list[Problem],
) -> list[Topic]:
    """Those a product came from, a problem was stated in, this very adaptation came of."""
    own = start.topic if kind is LineKind.ADAPTATION else None
    found = (*(one.topic for one in origins), *(one.topic for one in problems), own)
    return _each(found)


def _sessions(origins: list[ProductOrigin], groups: list[LearningGroup]) -> list[Activity]:
    held = list(Activity.objects.filter(group__in=groups).order_by("starts", "pk"))
    return _each((*(origin.activity for origin in origins), *held))


def _evidence(loaded: list[Adaptation]) -> dict[int, tuple[AdaptationEvidence, ...]]:
    found = defaultdict(list)
    rows = AdaptationEvidence.objects.filter(adaptation__in=loaded)
    for shown in rows.order_by("dated", "pk"):
        found[shown.adaptation_id].append(shown)
    return {pk: tuple(shown) for pk, shown in found.items()}


def _each(things: Iterable[M | None]) -> list[M]:
    """Each thing once, in the order in which it comes first."""
    return list({thing.pk: thing for thing in things if thing is not None}.values())


class _Ties:
    """What the rows of a line have to do with countries, versions and each other: one query."""

    def __init__(
        self,
        problems: list[Problem],
        groups: list[LearningGroup],
        products: list[Product],
        adaptations: list[Adaptation],
    ) -> None:
        shared = ProblemCountry.objects.filter(problem__in=problems)
        met = GroupCountry.objects.filter(group__in=groups)
        wrote = Product.countries.through.objects.filter(product__in=products)
        passed = PassedOn.objects.filter(earlier__in=adaptations, later__in=adaptations)
        made = Release.objects.filter(product__in=products)
        parts = (
            _tie("problem", shared, "problem_id", "country_id"),
            _tie("group", met, "group_id", "country_id"),
            _tie("product", wrote, "product_id", "country_id"),
            _tie("passed", passed, "earlier_id", "later_id"),
            _tie("release", made, "product_id", "pk", text=F("version"), on=F("released")),
        )
        self.rows: list[tuple[str, int, int, int, str, str | None]] = sorted(
            parts[0].union(*parts[1:], all=True), key=lambda row: row[1]
        )

    def countries(self, kind: str, known: dict[int, Country]) -> dict[int, tuple[Country, ...]]:
        """The countries tied to each thing of a kind, in the order in which they came."""
        found = defaultdict(list)
        for of, _pk, one, other, _text, _on in self.rows:
            if of == kind:
                found[one].append(known[other])
        return {pk: tuple(countries) for pk, countries in found.items()}

    def passed_on(self, loaded: list[Adaptation]) -> Iterator[tuple[Adaptation, Adaptation]]:
        """Who learned from whom."""
        known = {one.pk: one for one in loaded}
        for of, _pk, one, other, _text, _on in self.rows:
            if of == "passed":
                yield known[one], known[other]

    def versions(self) -> dict[int, tuple[str, ...]]:
        """Of each product, the oldest first; one without a date before all others."""
        found = defaultdict(list)
        for of, pk, one, _other, text, on in self.rows:
            if of == "release":
                found[one].append((on or "", pk, text))
        return {pk: tuple(text for _on, _pk, text in sorted(made)) for pk, made in found.items()}


def _tie(
    of: str,
    rows: QuerySet[Any, Any],
    one: str,
    other: str,
    *,
    text: Combinable = _NOTHING,
    on: Combinable = _NOTHING,
) -> QuerySet[Any, Any]:
    """Rows as (what it is, its number, one end, the other end, a word, a date)."""
    named = rows.annotate(of=Value(of, _WORD), text=text, on=on)
    tied: QuerySet[Any, Any] = named.order_by().values_list("of", "pk", one, other, "text", "on")
    return tied

"""What pages read of adaptations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import Topic
from jln.countries.models import Country
from jln.facts.models import Wording
from jln.facts.wordings import earlier
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.library.models import Adaptation
from jln.library.queries import lines
from jln.library.terms import LineKind, StepKind
from jln.problems.queries import problems
from jln.spaces.terms import Visibility
from jln.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from jln.kit.partial import PartialDate
    from jln.library.line import Step
    from jln.library.models import AdaptationEvidence
    from jln.library.queries.lines import Line
    from jln.people.models import Person
    from jln.problems.models import Problem


def adaptations(person: Person | None) -> QuerySet[Adaptation]:
    """The adaptations the person may read."""
    rows = Adaptation.objects.select_related("country", "product", "space")
    return visible(person, Permission.ADAPTATION_VIEW, rows)


def adaptations_of(country: Country, person: Person | None) -> QuerySet[Adaptation]:
    """What a country made of products, as far as the person may read it; the newest first."""
    return adaptations(person).filter(country=country).order_by("-created_at", "-pk")


def advancing(person: Person) -> QuerySet[Adaptation]:
    """The adaptations to which this person may add."""
    return visible(person, Permission.ADAPTATION_ADVANCE, adaptations(person))


def correcting(person: Person) -> QuerySet[Adaptation]:
    """The adaptations whose words this person may put right."""
    return visible(person, Permission.ADAPTATION_CORRECT, adaptations(person))


def withdrawing(person: Person) -> QuerySet[Adaptation]:
    """The adaptations this person may take back."""
    return visible(person, Permission.ADAPTATION_WITHDRAW, adaptations(person))


def publishing(person: Person) -> QuerySet[Adaptation]:
    """The adaptations this person may open to everyone."""
    decides = visible(person, Permission.COUNTRY_PUBLISH, Country.objects.all())
    return adaptations(person).filter(country__in=decides)


@dataclass(frozen=True, slots=True)
class LedBy:
    """What led to an adaptation: a problem, a conversation, where another had arrived."""

    problem: Problem | None = None
    topic: Topic | None = None
    adaptation: Adaptation | None = None


BY_NOTHING = LedBy()


def led_by(person: Person, query: Mapping[str, str]) -> LedBy:
    """What the address of the form names, of what she may read.

    Raises Http404 for something that she may not, or that is not there.
    """
    names = [name for name in ("problem", "topic", "adaptation") if name in query]
    topics = Topic.objects.select_related("space")
    among: dict[str, QuerySet[Any]] = {
        "problem": problems(person),
        "topic": visible(person, Permission.TOPIC_VIEW, topics),
        "adaptation": adaptations(person),
    }
    found = {name: get_object_or_404(among[name], pk=number_of(query[name])) for name in names}
    return LedBy(**found)


@dataclass(frozen=True, slots=True)
class AdaptationPage:
    """An adaptation on its line, and what it said before it was corrected."""

    line: Line
    wordings: list[Wording]

    @property
    def adaptation(self) -> Adaptation:
        """The adaptation itself."""
        one: Adaptation = self.line.whole.start
        return one

    @property
    def began(self) -> PartialDate:
        """When it began, as its line has it."""
        return self.line.whole.begun(self.adaptation)

    @property
    def evidence(self) -> tuple[AdaptationEvidence, ...]:
        """What shows how far it went, in the order of its dates."""
        return self.line.whole.evidence.get(self.adaptation.pk, ())

    @property
    def problems(self) -> list[Step]:
        """The problems at the head of its line."""
        return self.line.shown(StepKind.PROBLEM)

    @property
    def learned_from(self) -> list[Adaptation]:
        """The adaptations where this one began."""
        return [one for one, later in self._pairs if later.pk == self.adaptation.pk]

    @property
    def passed_on_to(self) -> list[Adaptation]:
        """The adaptations that began here."""
        return [later for one, later in self._pairs if one.pk == self.adaptation.pk]

    @property
    def _pairs(self) -> Iterable[tuple[Adaptation, Adaptation]]:
        return (pair for step in self.line.shown(StepKind.PASSED_ON) for pair in step.details)

    @property
    def is_public(self) -> bool:
        """Whether everyone reads it."""
        return self.adaptation.visibility == Visibility.PUBLIC and self._in_public

    @property
    def _in_public(self) -> bool:
        return self.adaptation.space.visibility == Visibility.PUBLIC

    @property
    def corrected_on(self) -> date | None:
        """When its words were put right the last time."""
        return day(self.wordings[0].until) if self.wordings else None

    @property
    def earlier(self) -> list[Wording]:
        """What it said before, for those who may correct it."""
        return self.wordings if self.may_correct else []

    @property
    def may_correct(self) -> bool:
        """Whether the reader may put its words right."""
        return self.line.sight.may(Permission.ADAPTATION_CORRECT, self.adaptation)

    @property
    def may_record(self) -> bool:
        """Whether the reader may record one too: of her country, or as staff of any."""
        return self.line.sight.may_somewhere(Permission.ADAPTATION_REPORT)

    @property
    def may_advance(self) -> bool:
        """Whether the reader may add to it."""
        return self.line.sight.may(Permission.ADAPTATION_ADVANCE, self.adaptation)

    @property
    def may_withdraw(self) -> bool:
        """Whether the reader may take it back."""
        return self.line.sight.may(Permission.ADAPTATION_WITHDRAW, self.adaptation)

    @property
    def may_publish(self) -> bool:
        """Whether the reader may open it to everyone; not what was said in confidence."""
        decides = self.line.sight.may(Permission.COUNTRY_PUBLISH, self.adaptation.country)
        return self._in_public and not self.is_public and decides


def adaptation_page(person: Person | None, code: str) -> AdaptationPage | None:
    """Everything on the page of one adaptation, if she may read it."""
    found = lines.line(person, LineKind.ADAPTATION, code)
    if found is None:
        return None
    start = found.whole.start
    return AdaptationPage(found, _wordings.get(start.pk, lambda: list(earlier(start))))


_wordings: Kept[list[Wording]] = Kept(100)

"""What the pages of problems read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from jln.access.check import can, granted, visible, who_can
from jln.access.permissions import Permission
from jln.conversations.models import Topic
from jln.countries.models import Country, Seat
from jln.countries.terms import COUNTRY_SEATS
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.wordings import earlier
from jln.kit import clock
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.mail import outgoing
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState
from jln.people.models import Person, Theme
from jln.problems.models import Problem, ProblemCountry
from jln.problems.rules import LETTERS_WAIT, Sharing
from jln.spaces.terms import Visibility
from jln.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from jln.facts.models import Wording


def problems(person: Person | None) -> QuerySet[Problem]:
    """The problems the person may read."""
    return visible(
        person, Permission.PROBLEM_VIEW, Problem.objects.select_related("country", "theme", "space")
    )


def publishing(person: Person) -> QuerySet[Problem]:
    """The problems this person may open to everyone."""
    decides = visible(person, Permission.COUNTRY_PUBLISH, Country.objects.all())
    return problems(person).filter(country__in=decides)


def correcting(person: Person) -> QuerySet[Problem]:
    """The problems this person may put right or take back."""
    return visible(person, Permission.PROBLEM_CORRECT, problems(person))


def is_built_on(problem: Problem) -> bool:
    """Whether another country shares it, something came of it, or the network confirmed it.

    Countries that were named with the problem itself do not count.
    """
    stated = Fact.objects.filter(
        kind=Kind.PROBLEM_STATED, subject_model=problem._meta.label, subject_id=problem.pk
    ).first()
    named = stated.data.get("shared_with", []) if stated else []
    shared = ProblemCountry.objects.filter(problem=problem).exclude(country__in=named)
    became: Any = problem.became
    used: Any = problem.adaptations
    return (
        problem.confirmed_at is not None
        or shared.exists()
        or became.exists()
        or used.filter(withdrawn_at=None).exists()
    )


def taken_back(person: Person | None, code: str) -> Problem | None:
    """A problem that was taken back after people were told, if she might have read it."""
    gone = Problem.objects.filter(
        pk=number_of(code), withdrawn_at__gte=F("created_at") + LETTERS_WAIT
    )
    if person is None:
        return None
    return visible(person, Permission.PROBLEM_REMEMBER, gone.select_related("country")).first()


def core_group(country: int | None) -> QuerySet[Person]:
    """Who is told of a problem of a country: those who hold a seat of it today."""
    held = Seat.objects.held_on(day(clock.now()))
    seats = held.filter(country=country or 0, kind__in=COUNTRY_SEATS)
    return Person.objects.present().filter(pk__in=seats.values("person"))


def to_be_told(
    person: Person, country: Country, *, topic: Topic | None, at: datetime
) -> list[Person]:
    """Whom a letter would reach if this person stated a problem of the country now."""
    people = core_group(country.pk).exclude(pk=person.pk)
    if topic:
        readers = who_can(Permission.TOPIC_VIEW, topic).values("pk")
        people = people.filter(pk__in=readers)
    found = people.prefetch_related("addresses", "mail_settings").order_by("name", "pk")
    return [
        one
        for one in found
        if not outgoing.why_not(one, Kind.PROBLEM_STATED, "", outgoing.main_address(one), at)
    ]


def told(problem: Problem) -> QuerySet[OutgoingMail]:
    """The letters about a problem that have gone."""
    about = Fact.objects.filter(subject_model=problem._meta.label, subject_id=problem.pk)
    return OutgoingMail.objects.filter(
        fact__in=about, state=OutgoingState.SENT, person__isnull=False
    )


def problems_of(country: Country, person: Person | None) -> QuerySet[Problem]:
    """What a country has stated, or shares; the newest first."""
    shares = ProblemCountry.objects.filter(problem=OuterRef("pk"), country=country)
    mine = problems(person).filter(Q(country=country) | Exists(shares))
    return mine.order_by("-stated", "-pk")


@dataclass(frozen=True, slots=True)
class Record:
    """A problem with all that came of it, whoever may see it."""

    problem: Problem
    countries: list[Country]  # that share it, besides the one that stated it
    products: list[Any]
    adaptations: list[Any]
    wordings: list[Wording]


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """A problem with what came of it, as far as the reader may see it."""

    record: Record
    reader: Person | None
    granted: frozenset[tuple[Permission, int]]

    @property
    def problem(self) -> Problem:
        """The problem itself."""
        return self.record.problem

    @property
    def countries(self) -> list[Country]:
        """Those that share it, besides the one that stated it."""
        return self.record.countries

    @property
    def topic(self) -> Topic | None:
        """The conversation it was stated in."""
        topic = self.problem.topic
        return topic if topic and (Permission.TOPIC_VIEW, topic.pk) in self.granted else None

    @property
    def products(self) -> list[Any]:
        """What it became, in the order of their years."""
        return self.record.products

    @property
    def adaptations(self) -> list[Any]:
        """What countries made of those, for this problem or for none that is named."""
        made = self.record.adaptations
        return [one for one in made if (Permission.ADAPTATION_VIEW, one.pk) in self.granted]

    @property
    def may_share(self) -> bool:
        """Whether the reader may say that her country has it too, or no longer."""
        own = self.reader.country_id if self.reader else None
        is_other = own is not None and own != self.problem.country_id
        return is_other and (Permission.PROBLEM_SHARE, own) in self.granted

    @property
    def may_use(self) -> bool:
        """Whether the reader may record what her country made of a product for it."""
        own = self.reader.country_id if self.reader else None
        return own is not None and (Permission.ADAPTATION_REPORT, own) in self.granted

    @property
    def is_shared(self) -> bool:
        """Whether the reader's own country shares it."""
        own = self.reader.country_id if self.reader else None
        return any(country.pk == own for country in self.countries)

    @property
    def may_publish(self) -> bool:
        """Whether the reader may open it to everyone; not what was said in confidence."""
        return (
            self.problem.visibility != Visibility.PUBLIC
            and self.problem.space.visibility == Visibility.PUBLIC
            and (Permission.COUNTRY_PUBLISH, self.problem.country_id) in self.granted
        )

    @property
    def may_correct(self) -> bool:
        """Whether the reader may put its words right."""
        return (Permission.PROBLEM_CORRECT, self.problem.pk) in self.granted

    @property
    def corrected_on(self) -> date | None:
        """When its words were put right the last time."""
        return day(self.record.wordings[0].until) if self.record.wordings else None

    @property
    def earlier(self) -> list[Wording]:
        """What it said before, for those who may correct it."""
        return self.record.wordings if self.may_correct else []


_records: Kept[Record | None] = Kept(100)
_granted: Kept[frozenset[tuple[Permission, int]]] = Kept(400)


def problem_page(person: Person | None, code: str) -> ProblemPage | None:
    """Everything on the page of one problem, if she may read it."""
    record = _records.get(code, lambda: _record(code))
    if record is None:
        return None
    reader = person.pk if person else None
    allowed = _granted.of(reader, code, lambda: granted(person, _questions(person, record)))
    if (Permission.PROBLEM_VIEW, record.problem.pk) not in allowed:
        return None
    return ProblemPage(record, person, allowed)


def _record(code: str) -> Record | None:
    rows = Problem.objects.select_related("country", "theme", "space", "topic")
    problem = rows.filter(pk=number_of(code)).first()
    if problem is None:
        return None
    shared = Country.objects.filter(shared_problems__problem=problem)
    became: Any = problem.became
    origins = became.select_related("product").order_by("product__published", "pk")
    products = [origin.product for origin in origins]
    used = apps.get_model("jln.Adaptation")._default_manager.filter(
        Q(problem=problem) | Q(problem=None, product__in=products), withdrawn_at=None
    )
    return Record(
        problem=problem,
        countries=list(shared.order_by("shared_problems__pk")),
        products=products,
        adaptations=list(used.select_related("country", "product").order_by("created_at", "pk")),
        wordings=list(earlier(problem)),
    )


def _questions(
    person: Person | None, record: Record
) -> Iterable[tuple[Permission, Iterable[int | None]]]:
    problem = record.problem
    yield Permission.PROBLEM_VIEW, [problem.pk]
    yield Permission.TOPIC_VIEW, [problem.topic_id]
    yield Permission.ADAPTATION_VIEW, [one.pk for one in record.adaptations]
    if person is not None:
        yield Permission.PROBLEM_SHARE, [person.country_id]
        yield Permission.ADAPTATION_REPORT, [person.country_id]
        yield Permission.PROBLEM_CORRECT, [problem.pk]
        yield Permission.COUNTRY_PUBLISH, [problem.country_id]


def sharing(problem: Problem, country: Country) -> Sharing:
    """How the country stands to the problem now."""
    return Sharing(country.pk, problem.country_id, shared_by(problem))


def shared_by(problem: Problem) -> frozenset[int]:
    """The countries that share the problem."""
    rows = ProblemCountry.objects.filter(problem=problem)
    return frozenset(rows.values_list("country_id", flat=True))


def theme(code: str) -> Theme | None:
    """A subject by its code."""
    return Theme.objects.filter(code=code).first()


def topic_to_state_from(person: Person, code: str) -> Topic | None:
    """The topic that led to the problem, if she may read it."""
    topics = Topic.objects.select_related("space", "theme").filter(pk=number_of(code))
    return visible(person, Permission.TOPIC_VIEW, topics).first()


def themes() -> list[Theme]:
    """The subjects a problem may be put under."""
    return list(Theme.objects.order_by("code"))


def countries_to_add(person: Person, own: Country | None) -> list[Country]:
    """The other countries for which this person may say that they share a problem."""
    others = Country.objects.exclude(pk=own.pk if own else 0)
    return list(visible(person, Permission.PROBLEM_SHARE, others).order_by("code"))


def may_publish(person: Person, country: Country | None) -> bool:
    """Whether she decides what is public about this country."""
    return country is not None and can(person, Permission.COUNTRY_PUBLISH, country)

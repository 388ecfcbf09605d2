"""What the pages read that gather from many domains. Each is a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.activities import queries as activities
from jln.activities.models import Activity
from jln.chain import queries as chain
from jln.countries.models import Country, CountryCoreGroup, Statement
from jln.countries.terms import Shown
from jln.governance import queries as governance
from jln.governance.models import Decision
from jln.initiatives import queries as initiatives
from jln.initiatives.models import LearningGroup
from jln.kit import clock
from jln.kit.time import day
from jln.library.models import Adaptation, Product
from jln.membership import queries as membership
from jln.membership.models import CountryMembership
from jln.people.models import Institution, Person, Theme
from jln.problems.models import Problem
from jln.spaces.terms import Visibility
from jln.web import versions
from jln.web.kept import Kept

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Home:
    """What a visitor's first page says."""

    members: list[CountryMembership]
    changed: set[str]
    figures: dict[str, Statement]
    themes: list[Theme]
    line: chain.Example | None
    products: list[Product]
    decisions: list[Decision]
    activities: list[Activity]


def home() -> Home:
    """Only what is public."""
    adaptations = visible(None, Permission.ADAPTATION_VIEW, Adaptation.objects.all())
    return Home(
        members=list(membership.present()),
        changed=set(adaptations.values_list("country__code", flat=True).distinct()),
        figures=latest_figures(),
        themes=list(main_themes()),
        line=chain.example(),
        products=list(products_newest_first()[:4]),
        decisions=list(Decision.objects.order_by("-number")[:3]),
        activities=list(activities.activities()[:2]),
    )


def main_themes() -> QuerySet[Theme]:
    """The subjects on which there is most to read."""
    counted = Theme.objects.annotate(count=Count("products")).filter(count__gt=0)
    return counted.order_by("-count", "code")[:5]


def products_newest_first() -> QuerySet[Product]:
    """Products with what a row of a list says of them."""
    return (
        Product.objects.select_related("initiative", "group")
        .prefetch_related("countries")
        .order_by(F("published").desc(nulls_last=True), "pk")
    )


def latest_figures() -> dict[str, Statement]:
    """Of each thing that was counted, the newest figure."""
    said = Statement.objects.filter(country=None).order_by("as_of", "pk")
    return {row.about: row for row in said}


@dataclass(frozen=True, slots=True)
class CountryPage:
    """What a country's page says to this reader."""

    country: Country
    history: list[CountryMembership]
    core_group: CountryCoreGroup | None
    products: list[Product]
    adaptations: list[Adaptation]
    problems: list[Problem]
    groups: list[LearningGroup]
    activities: list[Activity]
    institutions: list[Institution]
    people_count: int | None
    together: list[Country]
    line: governance.CountryLine  # what visitors are shown of its group
    names: list[membership.EarlierName]
    is_whole: bool  # everybody may read every problem and adaptation of it

    @property
    def seen(self) -> tuple[object, ...]:
        """All that can differ between two readers of this page, as the policy answered."""
        return (
            self.country.pk,
            self.people_count,
            tuple(one.pk for one in self.adaptations),
            tuple(one.pk for one in self.problems),
            tuple(one.pk for one in self.institutions),
            self.line,
        )

    @property
    def on_map(self) -> list[Country]:
        """The country among those it learned with."""
        return [*self.together, self.country]

    @property
    def marks(self) -> dict[str, str]:
        """Gold for itself, blue for the others."""
        return {one.code: "b" for one in self.together} | {self.country.code: "y"}


_countries: Kept[CountryPage | None] = Kept(100)
_of_readers: Kept[CountryPage] = Kept(200)
_sees_group: Kept[bool] = Kept(400)


def country(code: str, person: Person | None) -> CountryPage | None:
    """None for a code no country has. People are counted for members only."""
    directory = versions.read(["directory"])["directory"]  # people are counted
    today = day(clock.now())  # seats end by themselves
    record = _countries.get((code.upper(), directory, today), lambda: _country(code.upper()))
    if record is None or person is None:
        return record and _for_visitors(record)
    if record.is_whole:
        return record
    return _of_readers.of(person.pk, (code.upper(), directory), lambda: _for_reader(person, record))


def may_see_group(person: Person | None, of: Country) -> bool:
    """Whether the Core Group's own page is the reader's to open."""
    if person is None:
        return False
    return _sees_group.of(person.pk, of.pk, lambda: governance.may_see(person, of))


def _country(code: str) -> CountryPage | None:
    """What is the same for every member, with what anyone may read."""
    found = Country.objects.filter(code=code).first()
    if found is None:
        return None
    adaptations, problems = _adaptations(None, found), _problems(None, found)
    core_group = CountryCoreGroup.objects.filter(country=found).first()
    every = found.adaptations.filter(withdrawn_at=None).count(), _stated_by(found).count()
    return CountryPage(
        country=found,
        history=membership.history(found),
        core_group=core_group,
        products=list(products_newest_first().filter(countries=found)[:12]),
        adaptations=adaptations,
        problems=problems,
        groups=list(initiatives.groups_of(found)[:12]),
        activities=list(activities.activities().filter(countries=found)[:5]),
        institutions=list(found.institutions.order_by("is_invented", "name")[:8]),
        people_count=found.people.present().count(),
        together=_together(found),
        line=governance.for_visitors(core_group, on=day(clock.now())),
        names=membership.earlier_names(found),
        is_whole=(len(adaptations), len(problems)) == every,
    )


def _for_visitors(record: CountryPage) -> CountryPage:
    """Only the parts that the country chose."""
    shows = record.line.shows
    return replace(
        record,
        people_count=None,
        problems=record.problems if Shown.PROBLEMS in shows else [],
        adaptations=record.adaptations if Shown.ADAPTATIONS in shows else [],
        institutions=record.institutions if Shown.INSTITUTIONS in shows else [],
    )


def _for_reader(person: Person, record: CountryPage) -> CountryPage:
    return replace(
        record,
        adaptations=_adaptations(person, record.country),
        problems=_problems(person, record.country),
    )


def _adaptations(person: Person | None, of: Country) -> list[Adaptation]:
    mine = visible(person, Permission.ADAPTATION_VIEW, of.adaptations.all())
    latest = F("starts").desc(nulls_last=True), "-pk"
    return list(mine.select_related("product").order_by(*latest)[:12])


def _problems(person: Person | None, of: Country) -> list[Problem]:
    mine = visible(person, Permission.PROBLEM_VIEW, _stated_by(of))
    return list(mine.select_related("country").order_by("-stated", "-pk")[:8])


def _stated_by(country: Country) -> QuerySet[Problem]:
    """Its own problems, and those it shares."""
    return Problem.objects.filter(Q(country=country) | Q(shared_by__country=country)).distinct()


def _together(found: Country) -> list[Country]:
    mine = LearningGroup.objects.filter(countries__country=found).values("pk")
    return list(
        Country.objects.filter(groups__group__in=mine, tile_row__isnull=False)
        .exclude(pk=found.pk)
        .distinct()
        .order_by("code")
    )


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A learning group or an initiative with what came of it."""

    products: list[Product]
    activities: list[Activity]
    problems: list[Problem]


def work_of(person: Person | None, **of: object) -> WorkPage:
    """`initiative=` or `group=`: its products and activities, and problems they came from."""
    products = list(products_newest_first().filter(**of)[:15])
    problems = visible(
        person,
        Permission.PROBLEM_VIEW,
        Problem.objects.filter(became__product__in=[one.pk for one in products]).distinct(),
    )
    return WorkPage(
        products=products,
        activities=list(activities.activities().filter(**of)[:15]),
        problems=list(problems.select_related("country").order_by("-stated", "-pk")[:8]),
    )


def public_adaptations() -> QuerySet[Adaptation]:
    """Adaptations anyone may read, newest first."""
    mine = visible(None, Permission.ADAPTATION_VIEW, Adaptation.objects.all())
    wanted = mine.filter(visibility=Visibility.PUBLIC).select_related("product", "country")
    return wanted.order_by("-created_at", "-pk")


def latest() -> dict[str, object]:
    """The newest products and public adaptations: the same for every member."""
    return {
        "products": list(products_newest_first()[:3]),
        "adaptations": list(public_adaptations()[:3]),
    }


def news() -> list[tuple[date, str, str]]:
    """What happened in public: day, words, path. A day that is not known exactly is its first."""
    said: list[tuple[date, str, str]] = []
    for one in public_adaptations()[:30]:
        words = _("%(country)s adapts “%(product)s”") % {
            "country": one.country.name_in(get_language() or "en"),
            "product": one.product.title,
        }
        said.append((day(one.created_at), words, f"/chain/adaptation/{one.code}/"))
    said += [
        (decision.decided_on.first, str(decision), decision.path)
        for decision in Decision.objects.order_by("-number")[:30]
    ]
    said += [
        (activity.starts.first, activity.title, f"/events/{activity.slug}/")
        for activity in activities.activities().exclude(starts=None)[:30]
        if activity.starts
    ]
    return said

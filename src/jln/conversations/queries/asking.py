"""Whom a question could be brought to: a few hundred candidates by SQL, the choice by the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from jln.access.check import visible, who_can
from jln.access.permissions import Permission
from jln.conduct.queries import deaf_to
from jln.conversations import rules, words
from jln.conversations.models import AskedColleague
from jln.conversations.queries.speaking import Found, answered, asked_words, speaking
from jln.conversations.queries.why import now
from jln.conversations.rules.evidence import Evidence, answers
from jln.conversations.terms import AskReason
from jln.kit.time import day
from jln.people.models import Expertise, Person, SpokenLanguage, Theme
from jln.people.terms import DirectoryListing, ExpertiseKind, LanguageLevel, PersonStatus
from jln.search.likeness import is_of
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from jln.spaces.models import Space

WEEK, YEAR = timedelta(days=7), timedelta(days=365)
A_COUNTRY = 6
"""So many of a country who offer help are enough: five are chosen, spread over countries."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What a question is about, as far as it tells whom to ask."""

    theme: Theme | None
    language: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom the rules choose, and how many who know were left alone, and why."""

    people: list[rules.Choice]
    away: int = 0
    asked_enough: int = 0


def chosen_for(
    space: Space,
    sought: Sought,
    *,
    by: Person,
    at: datetime,
    most: int = rules.MOST_ASKED,
    without: Collection[int] = (),
) -> Chosen:
    """Whom a question is brought to, by the rules. A dozen queries at most, whatever the size."""
    found = speaking(by, sought.text) if sought.text else {}
    theme = sought.theme.pk if sought.theme else 0
    if not (theme or found):
        return Chosen([])
    problems = _problems(theme, by, asked_words(sought.text)) if theme else {}
    pool = _Pool(space, sought, found, problems, by=by, at=at, without=without)
    candidates = pool.who_know()
    if len(candidates) < rules.FEWEST_ASKED and problems:
        known = {one.person for one in candidates}
        candidates += [one for one in pool.with_the_problem() if one.person not in known]
    know = [one for one in candidates if one.knows]
    return Chosen(
        rules.choose(candidates, asked_from=by.country_id, at=at, most=most),
        away=sum(one.is_away for one in know),
        asked_enough=sum(
            not one.is_away and one.asks_this_week >= max(one.limit, 1) for one in know
        ),
    )


def likely_theme(text: str) -> Theme | None:
    """The theme a text is most likely about, by its words in any language."""
    themes = {theme.pk: theme for theme in Theme.objects.all()}
    phrases = {
        pk: [*theme.names.values(), *theme.words.splitlines()] for pk, theme in themes.items()
    }
    return themes.get(words.theme_of(text, phrases))


def open_asks(person: Person) -> QuerySet[AskedColleague]:
    """Questions brought to a person that wait for her word."""
    return AskedColleague.objects.filter(person=person, answered_at=None, declined_at=None)


def asked_lately(people: Iterable[int], at: datetime) -> dict[int, int]:
    """How many questions were brought to each of these within the week."""
    rows = AskedColleague.objects.filter(
        person__in=people, asked_at__gt=at - WEEK, declined_at=None
    )
    return dict(rows.values_list("person").annotate(n=Count("pk")).order_by())


class _Pool:
    """Those who could be asked one question, read in as few queries as there are kinds of them."""

    def __init__(
        self,
        space: Space,
        sought: Sought,
        found: Found,
        problems: dict[int, int],
        *,
        by: Person,
        at: datetime,
        without: Collection[int],
    ) -> None:
        self.sought, self.found, self.problems = sought, found, problems
        self.by, self.at = by, at
        self.theme = sought.theme.pk if sought.theme else 0
        self.readers = (
            who_can(Permission.TOPIC_START, space)
            .filter(status=PersonStatus.ACTIVE, listing=DirectoryListing.MEMBERS)
            .exclude(pk__in={by.pk, *without})
            .exclude(pk__in=deaf_to(by.pk))
        )

    def who_know(self) -> list[rules.Candidate]:
        """Who did something like it, and the best few of each country who offer help on it."""
        offering = Expertise.objects.filter(
            theme=self.theme, kind=ExpertiseKind.OFFERED, person=OuterRef("pk")
        )
        helpers = self._free().annotate(offers=Exists(offering), place=_place())
        known = Q(pk__in=list(self.found))
        return self._candidates(
            helpers.filter(Q(offers=True) | known).filter(Q(place__lte=A_COUNTRY) | known)
        )

    def with_the_problem(self) -> list[rules.Candidate]:
        """Of the countries that stated or share it."""
        stuck = self._free().filter(country__in=self.problems).annotate(place=_place())
        return self._candidates(stuck.filter(place__lte=A_COUNTRY))

    def _free(self) -> QuerySet[Person]:
        """With how often they were asked, and how often they want to be."""
        asks = AskedColleague.objects.filter(person=OuterRef("pk"))
        lately = (
            asks.filter(asked_at__gt=self.at - WEEK, declined_at=None)
            .order_by()
            .values("person")
            .annotate(n=Count("pk"))
            .values("n")
        )
        works_in = SpokenLanguage.objects.filter(
            person=OuterRef("pk"),
            language=self.sought.language,
            level__in=(LanguageLevel.NATIVE, LanguageLevel.WORKING),
        )
        present = Q(away_until=None) | Q(away_until__lt=day(self.at))
        return self.readers.annotate(
            this_week=Coalesce(Subquery(lately), 0),
            limit=Coalesce(F("ask_wish__asks_a_week"), rules.ASKS_A_WEEK),
            asked_last=Subquery(asks.order_by("-asked_at").values("asked_at")[:1]),
            speaks=Q(language=self.sought.language) | Exists(works_in),
            is_here=present,
            is_free=present & Q(this_week__lt=F("limit")),
        )

    def _candidates(self, people: QuerySet[Person]) -> list[rules.Candidate]:
        rows: Any = people.annotate(house=now("institution"))
        if "offers" not in rows.query.annotations:
            rows = rows.annotate(offers=Q(pk__in=[]))
        wanted = [row for row in rows.values(*_COLUMNS) if self._wants(row)]
        counts = answered([row["pk"] for row in wanted if row["pk"] in self.found], self.at)
        return [self._candidate(row, counts.get(row["pk"], 0)) for row in wanted]

    def _wants(self, row: dict[str, Any]) -> bool:
        """Not asked about what they said they do not want to be asked about."""
        code = self.sought.theme.code if self.sought.theme else ""
        if not row["ask_wish__themes"] or row["ask_wish__also_outside"]:
            return bool(row["limit"])
        return bool(row["limit"]) and code in row["ask_wish__themes"]

    def _candidate(self, row: dict[str, Any], count: int) -> rules.Candidate:
        evidence = list(self.found.get(row["pk"], ()))
        if count:
            evidence.append(answers(count))
        region = row["country__region"]
        if region and self.by.country and region == self.by.country.region:
            evidence.append(Evidence(AskReason.CONTEXT, region))
        is_new = row["created_at"] > self.at - YEAR and row["asked_last"] is None
        return rules.Candidate(
            person=row["pk"],
            country=row["country"],
            institution=row["house"],
            theme=self.theme if row["offers"] else 0,
            problem=self.problems.get(row["country"], 0),
            language=self.sought.language if row["speaks"] else "",
            evidence=tuple(evidence),
            asks_this_week=row["this_week"],
            limit=row["limit"],
            asked_last=row["asked_last"],
            is_away=not row["is_here"],
            is_new=is_new and row["pk"] not in self.found,
        )


_COLUMNS = (
    "pk", "country", "country__region", "house", "speaks", "offers", "this_week", "limit",
    "asked_last", "is_here", "created_at", "ask_wish__themes", "ask_wish__also_outside",
)  # fmt: skip


def _place() -> Window:
    """Within the country: the free first, then who reads it, then who was asked longest ago."""
    return Window(
        RowNumber(),
        partition_by=[F("country")],
        order_by=[
            F("is_free").desc(),
            F("speaks").desc(),
            F("asked_last").asc(nulls_first=True),
            F("pk").asc(),
        ],
    )


def _problems(theme: int, by: Person, words: list[str]) -> dict[int, int]:
    """Countries that stated or share what is asked, as a problem that any member may read.

    One of the same theme is not yet the same: it has to share what the question asks.
    """
    problems = apps.get_model("jln.Problem")._default_manager.filter(theme=theme)
    open_ones = visible(by, Permission.PROBLEM_VIEW, problems).exclude(visibility=Visibility.ROLL)
    rows = open_ones.exclude(space__visibility=Visibility.ROLL).order_by("-pk")
    stated = rows.values_list("pk", "country", "statement", "detail", "language")[:200]
    ids = [(pk, country) for pk, country, *said in stated if is_of(words, *said)]
    shared = (
        apps.get_model("jln.ProblemCountry")
        ._default_manager.filter(problem__in=[pk for pk, _country in ids])
        .order_by("-problem")
        .values_list("problem", "country")
    )
    found: dict[int, int] = {}
    for problem, country in [*ids, *shared]:
        if country:
            found.setdefault(country, problem)
    return found

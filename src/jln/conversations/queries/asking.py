"""Whom a question could be brought to: a few hundred candidates by SQL, the choice by the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import gettext as _

from jln.access.check import visible, who_can
from jln.access.permissions import Permission
from jln.conversations import rules, words
from jln.conversations.models import AskedColleague
from jln.conversations.terms import AskReason
from jln.kit.time import day
from jln.people.models import Expertise, Person, Position, SpokenLanguage, Theme
from jln.people.terms import DirectoryListing, ExpertiseKind, LanguageLevel, PersonStatus
from jln.spaces.terms import Visibility
from jln.ui.formats import language as shown_language
from jln.ui.formats import language_name
from jln.web.kept import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from jln.spaces.models import Space

WEEK = timedelta(days=7)
A_COUNTRY = 6
"""So many candidates of a country are enough: five are chosen, spread over countries."""


_themes: Kept[dict[int, Theme]] = Kept(1)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A colleague as the check page shows her, with the sentences of why."""

    person: int
    code: str
    name: str
    role: str
    country_code: str
    country_names: Mapping[str, str]
    why: tuple[str, ...]

    def name_in(self, language: str) -> str:
        """The country's name, as the page's filter asks for it."""
        return self.country_names.get(language) or self.country_names.get("en", "")


def chosen_for(
    space: Space, theme: int | None, language: str, *, by: Person, at: datetime
) -> list[rules.Choice]:
    """The three to five of a question, by the rules. At most five queries, whatever the size."""
    if not theme:
        return []
    problems = _problems(theme, by)
    offering = Expertise.objects.filter(theme=theme, kind=ExpertiseKind.OFFERED)
    helpers = _free(space, language, by=by, at=at).filter(pk__in=offering.values("person"))
    found = _candidates(helpers, theme, problems, language)
    if len(found) < rules.FEWEST_ASKED and problems:
        others = _free(space, language, by=by, at=at).filter(country__in=problems)
        known = {one.person for one in found}
        found += [
            one for one in _candidates(others, 0, problems, language) if one.person not in known
        ]
    return rules.choose(found, asked_from=by.country_id)


def proposed(choices: list[rules.Choice]) -> list[Proposed]:
    """The same people with names and reasons, in the order of the choice."""
    people = {
        row["pk"]: row
        for row in Person.objects.filter(pk__in=[one.person for one in choices])
        .annotate(role=_now("title"), house=_now("institution__name"))
        .values("pk", "name", "role", "house", "country__code", "country__names")
    }
    told = sentences([[reason.stored() for reason in one.reasons] for one in choices])
    return [_proposed(people[one.person], why) for one, why in zip(choices, told, strict=True)]


def sentences(
    all_reasons: Iterable[list[dict[str, Any]]], *, to_her: bool = False
) -> list[tuple[str, ...]]:
    """Stored reasons as sentences in the active language. `to_her`: as a letter says them."""
    lists = list(all_reasons)
    wanted = {of["of"] for reasons in lists for of in reasons if of["code"] == AskReason.EXPERTISE}
    names = _themes.get("all", Theme.objects.in_bulk) if wanted else {}
    return [
        tuple(_sentence(reason, names, to_her=to_her) for reason in reasons) for reasons in lists
    ]


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


def _free(space: Space, language: str, *, by: Person, at: datetime) -> QuerySet[Person]:
    """People listed to members who read the space, are here, and are not asked too often."""
    asks = AskedColleague.objects.filter(person=OuterRef("pk"))
    lately = (
        asks.filter(asked_at__gt=at - WEEK, declined_at=None)
        .order_by()
        .values("person")
        .annotate(n=Count("pk"))
        .values("n")
    )
    works_in = SpokenLanguage.objects.filter(
        person=OuterRef("pk"),
        language=language,
        level__in=(LanguageLevel.NATIVE, LanguageLevel.WORKING),
    )
    readers = who_can(Permission.TOPIC_START, space).filter(
        status=PersonStatus.ACTIVE, listing=DirectoryListing.MEMBERS
    )
    return (
        readers.exclude(pk=by.pk)
        .filter(Q(away_until=None) | Q(away_until__lt=day(at)))
        .annotate(
            this_week=Coalesce(Subquery(lately), 0),
            asked_last=Subquery(asks.order_by("-asked_at").values("asked_at")[:1]),
            speaks=Q(language=language) | Exists(works_in),
        )
        .filter(this_week__lt=rules.ASKS_A_WEEK)
    )


def _candidates(
    people: QuerySet[Person], theme: int, problems: dict[int, int], language: str
) -> list[rules.Candidate]:
    place = Window(
        RowNumber(),
        partition_by=[F("country")],
        order_by=[F("speaks").desc(), F("asked_last").asc(nulls_first=True), F("pk").asc()],
    )
    rows = (
        people.annotate(place=place, house=_now("institution"))
        .filter(place__lte=A_COUNTRY)
        .values_list("pk", "country", "house", "speaks", "this_week", "asked_last")
    )
    return [
        rules.Candidate(
            person=pk,
            country=country,
            institution=house,
            theme=theme,
            problem=problems.get(country, 0),
            language=language if speaks else "",
            asks_this_week=this_week,
            asked_last=asked_last,
        )
        for pk, country, house, speaks, this_week, asked_last in rows
    ]


def _problems(theme: int, by: Person) -> dict[int, int]:
    """Countries that stated or share a problem of this theme that any member may read."""
    problems = apps.get_model("jln.Problem")._default_manager.filter(theme=theme)
    open_ones = visible(by, Permission.PROBLEM_VIEW, problems).exclude(visibility=Visibility.ROLL)
    ids = list(
        open_ones.exclude(space__visibility=Visibility.ROLL)
        .order_by("-pk")
        .values_list("pk", "country")[:200]
    )
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


def _now(column: str) -> Subquery:
    held = Position.objects.filter(person=OuterRef("pk"), ends=None)
    newest = held.order_by(F("starts").desc(nulls_last=True), "-pk")
    return Subquery(newest.values(column)[:1])


def _proposed(row: dict[str, Any], why: tuple[str, ...]) -> Proposed:
    return Proposed(
        person=row["pk"],
        code=Person(pk=row["pk"]).code,
        name=row["name"],
        role=", ".join(part for part in (row["role"], row["house"]) if part),
        country_code=row["country__code"] or "",
        country_names=row["country__names"] or {},
        why=why,
    )


def _sentence(reason: dict[str, Any], themes: Mapping[int, Theme], *, to_her: bool) -> str:
    match reason["code"]:
        case AskReason.EXPERTISE:
            theme = themes.get(reason["of"])
            name = theme.name_in(shown_language()) if theme else _("this subject")
            if to_her:
                return _("You offer help with %(theme)s.") % {"theme": name}
            return _("Offers help with %(theme)s.") % {"theme": name}
        case AskReason.PROBLEM if to_her:
            return _("Your country has stated the same problem.")
        case AskReason.PROBLEM:
            return _("Comes from a country with the same problem.")
    name = language_name(str(reason["of"]))
    if to_her:
        return _("You work in %(language)s.") % {"language": name}
    return _("Works in %(language)s.") % {"language": name}

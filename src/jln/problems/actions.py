"""Everything that can change about problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.people.models import Person
from jln.problems import queries, rules
from jln.problems.findable import entry_of
from jln.problems.models import Problem, ProblemCountry
from jln.search import index
from jln.spaces.terms import Visibility

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jln.conversations.models import Topic
    from jln.countries.models import Country
    from jln.people.models import Theme


@dataclass(frozen=True, slots=True)
class Words:
    """What a person says of a problem."""

    statement: str
    detail: str = ""
    language: str = "en"
    theme: Theme | None = None
    visibility: Visibility = Visibility.MEMBERS


@transaction.atomic
def state(
    country: Country,
    words: Words,
    *,
    by: Person,
    at: datetime,
    topic: Topic | None = None,
    shared_with: Sequence[Country] = (),
) -> Problem:
    """State a problem of a country. Safe to repeat: the same words are one problem.

    Raises PermissionDenied, or RuleBroken with every obstacle. Said in a topic, it is
    read by no more people than the topic.
    """
    require(by, Permission.PROBLEM_STATE, country)
    for other in shared_with:
        require(by, Permission.PROBLEM_SHARE, other)
    if topic:
        require(by, Permission.TOPIC_VIEW, topic)
    if words.visibility == Visibility.PUBLIC:
        require(by, Permission.COUNTRY_PUBLISH, country)

    stated = PartialDate.of(day(at))
    statement = " ".join(words.statement.split())
    detail = words.detail.strip()
    rules.may_state(statement, detail, words.language, stated=stated, on=day(at)).or_raise()
    by = Person.objects.select_for_update(of=("self",)).get(pk=by.pk)  # her own forms wait in line
    said = Problem.objects.filter(country=country, statement=statement, stated_by=by, topic=topic)
    before = said.first()
    if before:
        return before

    space = topic.space if topic else queries.record_space()
    problem = Problem.objects.create(
        statement=statement,
        detail=detail,
        language=words.language,
        country=country,
        theme=words.theme or (topic.theme if topic else None),
        space=space,
        visibility=rules.narrowest(words.visibility, Visibility(space.visibility)),
        topic=topic,
        stated=stated,
        stated_by=by,
        created_at=at,
    )
    ProblemCountry.objects.bulk_create(
        ProblemCountry(problem=problem, country=other, since=stated)
        for other in {other.pk: other for other in shared_with if other != country}.values()
    )

    index.put(entry_of(problem))
    record(Kind.PROBLEM_STATED, problem, by=by, at=at, space=space, country=country)
    return problem


@transaction.atomic
def publish(problem: Problem, *, by: Person, at: datetime) -> Problem:
    """Let everyone read a problem; its country decides. Safe to repeat.

    Raises PermissionDenied, or RuleBroken if it was said where others listen in confidence.
    """
    country = problem.country
    if country is None:
        raise PermissionDenied(Permission.COUNTRY_PUBLISH)
    require(by, Permission.COUNTRY_PUBLISH, country)
    require(by, Permission.PROBLEM_VIEW, problem)
    problem = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)
    rules.may_publish(Visibility(problem.space.visibility)).or_raise()
    if problem.visibility == Visibility.PUBLIC:
        return problem

    problem.visibility = Visibility.PUBLIC
    problem.save(update_fields=["visibility"])

    index.put(entry_of(problem))
    record(Kind.PROBLEM_PUBLISHED, problem, by=by, at=at, space=problem.space, country=country)
    return problem


@transaction.atomic
def share(problem: Problem, country: Country, *, by: Person, at: datetime) -> None:
    """Say that a country has the problem too. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.PROBLEM_VIEW, problem)
    require(by, Permission.PROBLEM_SHARE, country)
    problem = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)
    rules.may_share(queries.sharing(problem, country)).or_raise()

    ProblemCountry.objects.create(problem=problem, country=country, since=PartialDate.of(day(at)))

    record(Kind.PROBLEM_SHARED, problem, by=by, at=at, space=problem.space, country=country)


@transaction.atomic
def unshare(problem: Problem, country: Country, *, by: Person, at: datetime) -> None:
    """Take back that a country shares the problem. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.PROBLEM_VIEW, problem)
    require(by, Permission.PROBLEM_SHARE, country)
    problem = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)
    rules.may_unshare(queries.sharing(problem, country)).or_raise()

    ProblemCountry.objects.filter(problem=problem, country=country).delete()

    record(Kind.PROBLEM_UNSHARED, problem, by=by, at=at, space=problem.space, country=country)

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
from jln.facts.wordings import reword
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.people.models import Person
from jln.problems import queries, rules
from jln.problems.findable import entry_of
from jln.problems.models import Problem, ProblemCountry
from jln.search import index
from jln.spaces import queries as spaces
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
    before = said.filter(withdrawn_at=None).first()
    if before:
        return before

    space = topic.space if topic else spaces.record_space()
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
    others = {other.pk: other for other in shared_with if other != country}
    ProblemCountry.objects.bulk_create(
        ProblemCountry(problem=problem, country=other, since=stated) for other in others.values()
    )

    index.put(entry_of(problem))
    data: dict[str, object] = {"shared_with": sorted(others)} if others else {}
    record(Kind.PROBLEM_STATED, problem, by=by, at=at, space=space, country=country, data=data)
    return problem


@transaction.atomic
def correct(problem: Problem, words: Words, *, by: Person, at: datetime) -> Problem:
    """Put right how a problem is said; what was said before is kept. Safe to repeat.

    Who reads and who shares it stay as they are. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.PROBLEM_CORRECT, problem)
    statement = " ".join(words.statement.split())
    detail = words.detail.strip()
    rules.may_state(statement, detail, words.language, stated=problem.stated, on=day(at)).or_raise()
    problem = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)

    before = reword(
        problem,
        {
            "statement": statement,
            "detail": detail,
            "language": words.language,
            "theme_id": words.theme.pk if words.theme else None,
        },
        by=by,
        at=at,
    )

    if before:
        problem.refresh_from_db(fields=["theme"])
        index.put(entry_of(problem))
        _record(Kind.PROBLEM_CORRECTED, problem, by, at, {"wording": before.pk})
    return problem


@transaction.atomic
def withdraw(problem: Problem, *, by: Person, at: datetime) -> Problem:
    """Take a problem back. Raises PermissionDenied, or RuleBroken once others built on it."""
    require(by, Permission.PROBLEM_CORRECT, problem)
    problem = Problem.objects.select_for_update(of=("self",)).get(pk=problem.pk)
    rules.may_withdraw(
        is_withdrawn=problem.withdrawn_at is not None,
        is_built_on=queries.is_built_on(problem),
    ).or_raise()

    problem.withdrawn_at = at
    problem.save(update_fields=["withdrawn_at"])

    index.drop("problem", problem.pk)
    _record(Kind.PROBLEM_WITHDRAWN, problem, by, at, {})
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


def _record(
    kind: Kind, problem: Problem, by: Person, at: datetime, data: dict[str, object]
) -> None:
    record(kind, problem, by=by, at=at, space=problem.space, country=problem.country, data=data)

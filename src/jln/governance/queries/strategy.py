"""The strategy as its pages show it: a version, its goals and what was done, who may do what."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Prefetch, Q

from jln.access.check import can, granted, visible
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.governance.models import (
    Decision,
    GoalLink,
    Motion,
    Strategy,
    StrategyGoal,
    StrategyInput,
    WorkingGroup,
)
from jln.governance.queries import motions
from jln.governance.rules import strategy as rules
from jln.governance.terms import UNDECIDED, BodyState, StrategyState
from jln.kit.time import day
from jln.parameters import queries as parameters
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from jln.people.models import Person

FEW = 8  # lines below a goal; all of them are in the register
MANY = 40


class GoalLines(NamedTuple):
    """A goal, what was done for it, the newest first, and how much more there is."""

    goal: StrategyGoal
    links: list[GoalLink]
    more: int


class StrategyPage(NamedTuple):
    """A version for one reader. `it` is None where no strategy is on record."""

    it: Strategy | None
    is_over: bool  # its years are behind
    asked: Strategy | None  # the draft that this reader may give input to
    goals: list[GoalLines]
    versions: list[Strategy]
    before: Strategy | None  # the one that it can be compared with
    inputs: list[StrategyInput]
    mine: StrategyInput | None
    motion: Motion | None
    may_begin: bool
    may_ask: bool
    may_put: bool
    may_write: bool
    may_comment: bool
    may_link: bool


def strategies(person: Person | None) -> QuerySet[Strategy]:
    """Versions that this reader sees, the newest first: drafts are for members."""
    rows = Strategy.objects.select_related("decision", "working_group").order_by("-number")
    if person is not None:
        return rows
    return rows.filter(state__in=(StrategyState.ADOPTED, StrategyState.REVIEW))


def strategy_page(
    person: Person | None, number: int | None, *, at: datetime
) -> StrategyPage | None:
    """A version, or the one in force; None where there is none of this number."""
    versions = list(strategies(person))
    if number is None:
        it = next((one for one in versions if one.state == StrategyState.ADOPTED), None)
    else:
        it = next((one for one in versions if one.number == number), None)
        if it is None:
            return None
    goals = _lines(it) if it else []
    is_draft = it is not None and it.state == StrategyState.DRAFT
    inputs = _inputs(it) if it and person and it.opens_on else []
    may = _may(person, it, goals)
    is_free = all(one.state not in (StrategyState.DRAFT, StrategyState.PUT) for one in versions)
    is_ready = is_draft and it is not None and window(it).is_over(day(at))
    return StrategyPage(
        it=it,
        is_over=bool(it and it.to_year and it.to_year < day(at).year),
        asked=next((one for one in versions if person and _takes_input(one, day(at))), None),
        goals=goals,
        versions=versions,
        before=_before(it, versions),
        inputs=inputs,
        mine=next((one for one in inputs if one.person_id == (person and person.pk)), None),
        motion=_motion(it, person),
        may_begin=P.MOTION_PUT in may and is_free,
        may_ask=P.MOTION_PUT in may and is_draft,
        may_put=P.MOTION_PUT in may and is_ready,
        may_write=P.STRATEGY_WRITE in may and is_draft,
        may_comment=person is not None and is_draft and _is_open(it, day(at)),
        may_link=P.GOAL_LINK in may,
    )


def _takes_input(it: Strategy, on: date) -> bool:
    return it.state == StrategyState.DRAFT and _is_open(it, on)


def _is_open(it: Strategy | None, on: date) -> bool:
    return it is not None and window(it).is_open(on)


def _may(person: Person | None, it: Strategy | None, goals: list[GoalLines]) -> set[P]:
    """What this reader may do with it; one query."""
    if person is None:
        return set()
    asked = [(P.MOTION_PUT, [current().pk])]
    if it is not None:
        asked.append((P.STRATEGY_WRITE, [it.pk]))
    if goals:
        asked.append((P.GOAL_LINK, [goals[0].goal.pk]))
    return {permission for permission, _pk in granted(person, asked)}


def _lines(it: Strategy) -> list[GoalLines]:
    links = GoalLink.objects.select_related("decision", "initiative").order_by("-at", "-pk")
    goals = it.goals.order_by("number").prefetch_related(Prefetch("links", queryset=links))
    found = [(goal, list(goal.links.all())) for goal in goals]
    return [GoalLines(goal, rows[:FEW], max(0, len(rows) - FEW)) for goal, rows in found]


def _inputs(it: Strategy) -> list[StrategyInput]:
    rows = it.inputs.select_related("country", "person").order_by("-at", "-pk")
    return list(rows[:MANY])


def _before(it: Strategy | None, versions: list[Strategy]) -> Strategy | None:
    earlier = (one for one in versions if it and one.number < it.number)
    return next((one for one in earlier if one.state == StrategyState.ADOPTED), None)


def _motion(it: Strategy | None, person: Person | None) -> Motion | None:
    if it is None or person is None or it.state != StrategyState.PUT:
        return None
    found = motions.motions(person).filter(kind="strategy.adopt", subject_id=it.pk)
    return found.filter(state__in=UNDECIDED).first()


class Compared(NamedTuple):
    """Two versions, goal by goal."""

    before: Strategy
    after: Strategy
    changes: list[rules.Change]


def compared(person: Person | None, number: int, since: int) -> Compared | None:
    """What the later one says otherwise than the earlier one."""
    found = {
        one.number: one
        for one in strategies(person)
        .filter(Q(number=number) | Q(number=since))
        .prefetch_related("goals")
    }
    if number not in found or since not in found or since >= number:
        return None
    said = {key: [goal.text for goal in goals_said(one)] for key, one in found.items()}
    return Compared(found[since], found[number], rules.difference(said[since], said[number]))


def goals_said(strategy: Strategy) -> list[rules.Goal]:
    """Its goals, as they are written."""
    goals = sorted(strategy.goals.all(), key=lambda one: one.number)
    return [rules.Goal(one.text, one.due_on) for one in goals]


def mark_of(strategy: Strategy) -> str:
    """The mark of its wording, as the register keeps it."""
    years = (strategy.from_year, strategy.to_year)
    return rules.mark_of(strategy.title, years, strategy.text, goals_said(strategy))


def window(strategy: Strategy) -> rules.Window:
    """The days in which members are asked."""
    return rules.Window(strategy.opens_on, strategy.closes_on)


def days_on(on: date) -> int:
    """The time in which members are asked, at least."""
    return parameters.value("strategy_input_days", on=on)


def writing(person: Person) -> QuerySet[Strategy]:
    """Drafts that this person may write."""
    rows = Strategy.objects.filter(state=StrategyState.DRAFT)
    return visible(person, P.STRATEGY_WRITE, rows)


def commenting(person: Person) -> QuerySet[Strategy]:
    """Versions that were put to all members: after their days the rule says that it is late."""
    rows = Strategy.objects.filter(opens_on__isnull=False)
    return visible(person, P.STRATEGY_COMMENT, rows)


def drafts(person: Person) -> QuerySet[Strategy]:
    """Drafts, for who may put them to the Steering Group."""
    rows = Strategy.objects.filter(state=StrategyState.DRAFT)
    return rows if can(person, P.MOTION_PUT, current()) else rows.none()


def goals_to_link(person: Person) -> QuerySet[StrategyGoal]:
    """Goals of adopted versions, for who may link them."""
    rows = StrategyGoal.objects.filter(strategy__state=StrategyState.ADOPTED)
    return visible(person, P.GOAL_LINK, rows.select_related("strategy"))


def current_goals() -> list[StrategyGoal]:
    """Goals of the version in force: what a motion can be put for the sake of."""
    rows = StrategyGoal.objects.filter(strategy__state=StrategyState.ADOPTED)
    found = list(rows.select_related("strategy").order_by("-strategy__number", "number"))
    return [one for one in found if one.strategy_id == found[0].strategy_id]


def goals_of(decision: Decision) -> list[GoalLink]:
    """The goals that a decision is linked to."""
    rows = decision.goal_links.select_related("goal__strategy")
    return list(rows.order_by("-goal__strategy__number", "goal__number"))


def bodies_at_work() -> list[WorkingGroup]:
    """Working groups that can be given a draft."""
    return list(WorkingGroup.objects.filter(state=BodyState.FORMED).order_by("name", "pk"))

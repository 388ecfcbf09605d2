"""Versions of the strategy: drafted, put to all members, adopted; what is done for its goals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance.actions import motions
from jln.governance.models import (
    Decision,
    GoalLink,
    Motion,
    Strategy,
    StrategyGoal,
    StrategyInput,
)
from jln.governance.queries import strategy as queries
from jln.governance.rules import strategy as rules
from jln.governance.terms import StrategyState
from jln.kit.matter import Effect, Outcome
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.web.models import Network
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import Model

    from jln.governance.models import WorkingGroup
    from jln.governance.rules.strategy import Goal
    from jln.kit.matter import Carried
    from jln.people.models import Person

KIND = motions.STRATEGY
PREPARED = (StrategyState.DRAFT, StrategyState.PUT)


@transaction.atomic
def begin(
    title: str,
    years: tuple[int, int],
    *,
    language: str,
    working_group: WorkingGroup | None,
    by: Person,
    at: datetime,
) -> Strategy:
    """Begin a draft: one at a time. The same again is one. Raises PermissionDenied, RuleBroken."""
    require(by, Permission.MOTION_PUT, current())
    list(Network.objects.select_for_update(of=("self",)).order_by("pk"))  # one after another
    known = Strategy.objects.filter(state__in=PREPARED).first()
    if known is not None:
        unless(
            known.title == title, "under_way", _("Another version of the strategy is under way.")
        ).or_raise()
        return known
    last = Strategy.objects.aggregate(last=Max("number"))["last"] or 0
    made = Strategy.objects.create(
        number=last + 1,
        title=title,
        from_year=years[0],
        to_year=years[1],
        language=language,
        working_group=working_group,
        confidence=Confidence.CONFIRMED,
        confirmed_at=at,
        confirmed_by=by,
    )
    record(Kind.STRATEGY_WRITTEN, made, by=by, at=at)
    return made


@transaction.atomic
def write(
    strategy: Strategy, text: str, goals: Sequence[Goal], *, by: Person, at: datetime
) -> Strategy:
    """Say what the draft says. Safe to repeat. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.STRATEGY_WRITE, strategy)
    strategy = _locked(strategy)
    rules.may_write(strategy.state, goals).or_raise()
    if strategy.text == text and queries.goals_said(strategy) == list(goals):
        return strategy
    strategy.text = text
    strategy.save(update_fields=["text"])
    strategy.goals.filter(number__gt=len(goals)).delete()
    known = {one.number: one for one in strategy.goals.all()}
    for number, said in enumerate(goals, start=1):
        goal = known.get(number) or StrategyGoal(strategy=strategy, number=number)
        goal.text, goal.due_on = said.text, said.due_on
        goal.save()
    record(Kind.STRATEGY_WRITTEN, strategy, by=by, at=at)
    return strategy


@transaction.atomic
def ask(strategy: Strategy, closes_on: date, *, by: Person, at: datetime) -> Strategy:
    """Ask every member for input until a day; they are told once. Safe to repeat."""
    require(by, Permission.MOTION_PUT, current())
    strategy = _locked(strategy)
    on, is_first = day(at), strategy.opens_on is None
    rules.may_ask(
        strategy.state, queries.window(strategy), closes_on, days=queries.days_on(on), on=on
    ).or_raise()
    strategy.opens_on, strategy.closes_on = strategy.opens_on or on, closes_on
    strategy.save(update_fields=["opens_on", "closes_on"])
    if is_first:
        record(Kind.STRATEGY_OPENED, strategy, by=by, at=at)
    return strategy


@transaction.atomic
def comment(
    strategy: Strategy, words: str, *, by: Person, at: datetime, by_mail: bool = False
) -> StrategyInput:
    """A member's word to the draft; the last one of a person counts."""
    require(by, Permission.STRATEGY_COMMENT, strategy)
    strategy = _locked(strategy)
    window = queries.window(strategy)
    rules.may_comment(strategy.state, window, words, on=day(at)).or_raise()
    row = strategy.inputs.filter(person=by).first()
    if row is not None and row.text == words:
        return row
    row = row or StrategyInput(strategy=strategy, person=by)
    row.country, row.text, row.language = by.country, words, by.language
    row.by_mail, row.at = by_mail, at
    row.save()
    record(Kind.STRATEGY_INPUT, strategy, by=by, at=at, country=by.country)
    return row


@transaction.atomic
def put(strategy: Strategy, *, how: Mapping[str, object], by: Person, at: datetime) -> Motion:
    """Put the draft to the Steering Group; from now on its words stand. Safe to repeat."""
    require(by, Permission.MOTION_PUT, current())
    strategy = _locked(strategy)
    goals = queries.goals_said(strategy)
    if strategy.state != StrategyState.PUT:
        rules.may_put(
            strategy.state,
            queries.window(strategy),
            has_text=bool(strategy.text.strip()),
            goals=len(goals),
            on=day(at),
        ).or_raise()
        strategy.state = StrategyState.PUT
        strategy.save(update_fields=["state"])
    what = motions.Proposal(
        title=strategy.title,
        text="\n\n".join(one.text for one in goals),
        language=strategy.language,
        kind=KIND,
        subject_id=strategy.pk,
        data={"mark": queries.mark_of(strategy)},
        path=f"/strategy/{strategy.number}/",
        **how,  # type: ignore[arg-type]  # what the form gives
    )
    return motions.put_forward(what, by=by, at=at)


@transaction.atomic
def link(goal: StrategyGoal, done: Model, *, by: Person, at: datetime) -> GoalLink:
    """Say that a decision of the register or an initiative is for a goal. Safe to repeat."""
    require(by, Permission.GOAL_LINK, goal)
    name = "decision" if isinstance(done, Decision) else "initiative"
    made, is_new = GoalLink.objects.get_or_create(
        goal=goal, **{name: done}, defaults={"by": by, "at": at}
    )
    if is_new:
        record(Kind.GOAL_LINKED, goal, by=by, at=at, data={name: done.pk})
    return made


@transaction.atomic
def unlink(goal: StrategyGoal, done: Model, *, by: Person, at: datetime) -> bool:
    """Take such a line back; False if there was none."""
    require(by, Permission.GOAL_LINK, goal)
    name = "decision" if isinstance(done, Decision) else "initiative"
    count, _each = goal.links.filter(**{name: done}).delete()
    if count:
        record(Kind.GOAL_LINKED, goal, by=by, at=at, data={f"{name}_not": done.pk})
    return bool(count)


def _locked(strategy: Strategy) -> Strategy:
    return Strategy.objects.select_for_update(of=("self",)).get(pk=strategy.pk)


def _adopt(carried: Carried) -> None:
    """Adopted: this wording stands, and what was put for its sake is linked as it is decided."""
    rows = Strategy.objects.select_for_update(of=("self",))
    strategy = rows.filter(pk=carried.subject_id, state=StrategyState.PUT).first()
    is_same = strategy is not None and queries.mark_of(strategy) == carried.data.get("mark")
    gone = _("This version of the strategy is not what was put to the Steering Group.")
    unless(is_same, "gone", gone).or_raise()
    if strategy is None:
        return
    if carried.outcome is Outcome.DEFERRED:
        strategy.state = StrategyState.DRAFT
        strategy.save(update_fields=["state"])
        return
    strategy.state = StrategyState.REJECTED
    if carried.outcome is Outcome.ADOPTED:
        strategy.state = StrategyState.ADOPTED
        strategy.adopted = PartialDate.of(day(carried.at))
    strategy.decision_id = carried.decision_id
    strategy.save(update_fields=["state", "adopted", "decision"])


ADOPT = Effect(KIND, _("Adopt a strategy"), tuple, _adopt)

"""Putting something to the Steering Group, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import asking, effects
from jln.governance.models import (
    AgendaItem,
    CharterVersion,
    Motion,
    Strategy,
    StrategyGoal,
    WorkingGroup,
)
from jln.governance.queries import motions as queries
from jln.governance.queries.voters import voters
from jln.governance.rules import voting
from jln.governance.terms import (
    IN_WRITING,
    UNDECIDED,
    BodyState,
    CharterState,
    MotionState,
    StrategyState,
    Taking,
)
from jln.kit.time import day
from jln.parameters import queries as parameters
from jln.web import versions
from jln.web.network import current

if TYPE_CHECKING:
    from jln.facts.models import Fact
    from jln.governance.models import Meeting
    from jln.people.models import Person

CHARTER = "charter.adopt"
STRATEGY = "strategy.adopt"
FORM_BODY = "body.form"
CLOSE_BODY = "body.close"
AGAIN = "motion.again"  # the kind of a motion that waits for the next meeting


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is put to decision, and how. Without a meeting, consensus waits for the next one."""

    title: str
    text: str
    taking: str
    language: str = "en"
    kind: str = ""
    subject_id: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    path: str = ""
    closes_on: date | None = None
    meeting: Meeting | None = None
    goals: tuple[StrategyGoal, ...] = ()  # of the strategy, for whose sake it is put


@transaction.atomic
def put(what: Proposal, *, by: Person, at: datetime) -> Motion:
    """Put something to the Steering Group; its seats are asked by mail. The same again is one.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.MOTION_PUT, current())
    return put_forward(what, by=by, at=at)


@transaction.atomic
def put_forward(what: Proposal, *, by: Person | None, at: datetime) -> Motion:
    """The same, where another action has asked who may. Raises RuleBroken."""
    known = _known(what)
    if known is not None:
        return _again(known, what, by=by, at=at)
    closes_on = _last_day(what, at)
    later = what.taking == Taking.CONSENSUS and what.meeting is None
    motion = Motion.objects.create(
        title=what.title,
        text=what.text,
        language=what.language,
        path=what.path,
        kind=what.kind,
        subject_id=what.subject_id,
        data=dict(what.data),
        taking=what.taking,
        meeting=what.meeting,
        put_by=by,
        by_convener=queries.is_convener(by, day(at)),
        opens_at=at,
        closes_on=closes_on,
        closes_at=_closes_at(closes_on, at),
        state=MotionState.AGENDA if later else MotionState.OPEN,
    )
    motion.goals.set(what.goals)
    return _opened(motion, by=by, at=at)


def earliest(taking: str, at: datetime) -> date | None:
    """The first day on which a motion in this way may end, by the number of the day."""
    if taking not in IN_WRITING:
        return None
    code = "silence_days" if taking == Taking.SILENCE else "vote_days"
    return voting.working_days_after(day(at), parameters.value(code, on=day(at)))


@transaction.atomic
def put_item(
    item: AgendaItem,
    taking: str,
    *,
    by: Person,
    at: datetime,
    closes_on: date | None = None,
    goals: tuple[StrategyGoal, ...] = (),
) -> Motion:
    """Put an item of an agenda to decision. Safe to repeat. Raises as `put` does."""
    require(by, Permission.MOTION_PUT, current())
    matter = next(
        (
            one
            for one in effects.waiting()
            if (one.kind, one.subject_id) == (item.matter_kind, item.matter_id)
        ),
        None,
    )
    what = Proposal(
        title=item.title,
        text=item.text or item.title,
        taking=taking,
        language=item.meeting.language,
        kind=item.matter_kind,
        subject_id=item.matter_id,
        data=dict(matter.data) if matter else {},
        path=matter.path if matter else "",
        closes_on=closes_on,
        meeting=item.meeting,
        goals=goals,
    )
    motion = put_forward(what, by=by, at=at)
    if item.motion_id != motion.pk:
        AgendaItem.objects.filter(motion=motion).update(motion=None)
        item.motion = motion
        item.save(update_fields=["motion"])
    return motion


@transaction.atomic
def withdraw(motion: Motion, *, by: Person, at: datetime) -> Motion:
    """Take a motion back before it is decided. Safe to repeat."""
    require(by, Permission.MOTION_SETTLE, motion)
    motion = locked(motion)
    if motion.state == MotionState.WITHDRAWN:
        return motion
    voting.may_settle(motion.state).or_raise()
    change(motion, state=MotionState.WITHDRAWN)
    _give_back(motion)
    tell(Kind.MOTION_WITHDRAWN, motion, by=by, at=at)
    return motion


def leave_to_the_next(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """What would have been decided in a cancelled meeting waits for the next; nobody is told twice.

    What is decided in writing goes on until its last day.
    """
    open_ones = Motion.objects.select_for_update(of=("self",)).filter(
        meeting=meeting, state=MotionState.OPEN
    )
    for motion in open_ones.exclude(taking__in=IN_WRITING):
        change(motion, state=MotionState.AGENDA, reason=voting.CANCELLED)
        record(Kind.MOTION_DEFERRED, motion, by=by, at=at, quietly=True)


def locked(motion: Motion) -> Motion:
    """The motion as it is now; who votes or counts at the same moment waits in line."""
    rows = Motion.objects.select_for_update(of=("self",)).select_related("meeting", "decision")
    return rows.get(pk=motion.pk)


def change(motion: Motion, **values: Any) -> None:  # noqa: ANN401 -- the columns of a motion
    """Write these columns."""
    versions.bump("motions")
    for name, value in values.items():
        setattr(motion, name, value)
    motion.save(update_fields=list(values))


def tell(
    kind: Kind,
    motion: Motion,
    *,
    by: Person | None,
    at: datetime,
    data: dict[str, object] | None = None,
) -> Fact:
    """Record what happened to a motion. `by` is None for the network itself."""
    versions.bump("motions")
    return record(kind, motion, by=by, at=at, data=data)


def _give_back(motion: Motion) -> None:
    """What was put and is taken back: a charter and a body are dropped, a strategy is a draft."""
    pk = motion.subject_id or 0
    if motion.kind == CHARTER:
        CharterVersion.objects.filter(pk=pk, state=CharterState.DRAFT).update(
            state=CharterState.REJECTED
        )
    elif motion.kind == STRATEGY:
        Strategy.objects.filter(pk=pk, state=StrategyState.PUT).update(state=StrategyState.DRAFT)
    elif motion.kind == FORM_BODY:
        WorkingGroup.objects.filter(pk=pk, state=BodyState.PUT).update(state=BodyState.REJECTED)


def _known(what: Proposal) -> Motion | None:
    """The motion of the same matter that is not decided yet."""
    rows = Motion.objects.select_for_update(of=("self",)).filter(state__in=UNDECIDED)
    if what.kind == AGAIN:
        return rows.filter(pk=what.subject_id or 0).first()
    if what.subject_id is not None:
        return rows.filter(kind=what.kind, subject_id=what.subject_id).first()
    data = dict(what.data)
    same = rows.filter(kind=what.kind, title=what.title, text=what.text, subject_id=None)
    return next((one for one in same if one.data == data), None)


def _again(motion: Motion, what: Proposal, *, by: Person | None, at: datetime) -> Motion:
    """What waits for a meeting is put there, or in another way; what is open stays."""
    if motion.state != MotionState.AGENDA or (
        what.taking == Taking.CONSENSUS and what.meeting is None
    ):
        return motion
    closes_on = _last_day(what, at)
    change(
        motion,
        taking=what.taking,
        meeting=what.meeting,
        by_convener=queries.is_convener(by, day(at)),
        opens_at=at,
        closes_on=closes_on,
        closes_at=_closes_at(closes_on, at),
        state=MotionState.OPEN,
        reason="",
    )
    return _opened(motion, by=by, at=at)


def _opened(motion: Motion, *, by: Person | None, at: datetime) -> Motion:
    fact = tell(Kind.MOTION_OPENED, motion, by=by, at=at)
    if motion.state == MotionState.OPEN and motion.taking != Taking.CONSENSUS:
        asking.ask(motion, voters(day(at)), fact, at=at)
    return motion


def _last_day(what: Proposal, at: datetime) -> date | None:
    first = earliest(what.taking, at)
    closes_on = what.closes_on or (first if what.taking == Taking.SILENCE else None)
    voting.may_put(what.taking, closes_on, earliest=first or day(at)).or_raise()
    return closes_on


def _closes_at(closes_on: date | None, at: datetime) -> datetime | None:
    """The evening of the last day in the place where it comes last."""
    if closes_on is None:
        return None
    zones: Sequence[str] = [queries.zone_of(one) for one in voters(day(at)) if one.votes]
    return max(voting.closing(closes_on, zone) for zone in zones or ["UTC"])

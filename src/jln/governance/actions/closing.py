"""Counting a motion, writing the decision, and doing what follows: all of it or nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import effects
from jln.governance.actions import motions, register
from jln.governance.models import Decision, GoalLink, MeetingPresence, Motion
from jln.governance.queries import motions as queries
from jln.governance.queries.voters import sitting
from jln.governance.rules import voting
from jln.governance.terms import Ballot, MotionState, Taking
from jln.governance.words import why_deferred, why_no_quorum
from jln.kit.matter import Carried, Outcome
from jln.kit.partial import PartialDate
from jln.kit.time import day
from jln.kit.verdict import RuleBroken, unless
from jln.parameters import queries as parameters

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from jln.governance.rules.voting import Tally
    from jln.kit.verdict import Verdict
    from jln.people.models import Person

GRACE = timedelta(minutes=2)
"""What our mail server took in time is read before it is counted."""


@transaction.atomic
def close(motion: Motion, *, by: Person | None, at: datetime) -> Motion:
    """Count what the seats said. `by` is None at the last day. Safe to repeat.

    Raises PermissionDenied or RuleBroken; what its effect says no to is held for staff.
    """
    if by is not None:
        require(by, Permission.MOTION_SETTLE, motion)
    motion = motions.locked(motion)
    if motion.state == MotionState.DECIDED:
        return motion
    votes = list(motion.votes.order_by("number"))
    _may_close(motion, votes_of=queries.voices(votes), at=at, by=by).or_raise()
    _stop(motion, by, at)
    of = queries.counted(motion, votes, motion.closes_on or day(at))
    result = voting.judge(of)
    if result.outcome is Outcome.DEFERRED:
        return _to_the_next_meeting(motion, result.why, by=by, at=at)
    return _decide(motion, result.outcome, of, by=by, at=at)


@transaction.atomic
def agree(
    motion: Motion,
    outcome: Outcome,
    *,
    present: Collection[int],
    aside: Collection[int] = (),
    reason: str = "",
    by: Person,
    at: datetime,
) -> Motion:
    """Record what a meeting decided by consensus: the terms that were there, nobody objecting.

    Raises PermissionDenied or RuleBroken. Safe to repeat.
    """
    require(by, Permission.MOTION_SETTLE, motion)
    motion = motions.locked(motion)
    if motion.state == MotionState.DECIDED:
        return motion
    voting.may_settle(motion.state).or_raise()
    of = _agreed(motion, set(present), set(aside), by, at)
    unless(of.has_quorum, voting.NO_QUORUM, why_no_quorum(of)).or_raise()
    is_against = outcome is Outcome.ADOPTED and _is_against(motion, {*present, *aside})
    unless(not is_against, voting.OBJECTION, why_deferred(voting.OBJECTION)).or_raise()
    motions.change(motion, taking=Taking.CONSENSUS, closes_on=day(at), closes_at=at)
    return _decide(motion, outcome, of, reason=reason, by=by, at=at)


def close_due(*, at: datetime) -> int:
    """Count every motion whose last day is over, each for itself; how many. Safe to repeat."""
    due = Motion.objects.filter(state=MotionState.OPEN, closes_at__lte=at - GRACE)
    due = due.order_by("closes_at", "pk")
    return sum(_close_one(pk, at) for pk in list(due.values_list("pk", flat=True)))


def _close_one(pk: int, at: datetime) -> bool:
    try:
        close(Motion.objects.get(pk=pk), by=None, at=at)
    except RuleBroken:
        return False  # somebody was faster
    return True


def _may_close(
    motion: Motion, *, votes_of: list[voting.Voice], at: datetime, by: Person | None
) -> Verdict:
    """Before any word is counted: is it time?"""
    spoke = voting.effective(votes_of)
    places = [queries.place_of(one) for one in sitting(day(at)).voters if one.votes]
    return voting.may_close(
        state=motion.state,
        taking=motion.taking,
        is_due=motion.closes_at is not None and at >= motion.closes_at,
        all_spoke=all(one.term in spoke for one in places if one.is_held),
        by_itself=by is None,
    )


def _stop(motion: Motion, by: Person | None, at: datetime) -> None:
    """From here on no word counts; when it was tried before, it was stopped then."""
    if motion.state == MotionState.HELD:
        return
    values: dict[str, object] = {}
    if motion.closes_at is None or at < motion.closes_at:
        values = {"closes_at": at, "closes_on": day(at)}
    if queries.is_convener(by, day(at)):
        values["by_convener"] = True
    if values:
        motions.change(motion, **values)


def _agreed(motion: Motion, present: set[int], aside: set[int], by: Person, at: datetime) -> Tally:
    """The count of a consensus: who was there consents, unless they step aside."""
    on = day(at)
    group = sitting(on)
    numbers = parameters.all_on(on)
    places = [queries.place_of(one) for one in group.voters if one.votes]
    conveners = {seat.person_id for seat in group.conveners}
    ticked = {
        seat.person_id
        for one in group.voters
        if one.term.pk in present | aside
        for seat in one.seats
    }
    words = [
        (one.term, Ballot.ASIDE if one.term in aside else Ballot.FOR)
        for one in places
        if one.term in present | aside
    ]
    voices = [
        voting.Voice(number, term, person=None, is_alternate=False, word=word)
        for number, (term, word) in enumerate(words, start=1)
    ]
    return voting.tally(
        Taking.CONSENSUS,
        places,
        voices,
        voting.Numbers(numbers["quorum_percent"].value, numbers["majority_thirds"].value),
        has_convener=bool(conveners & {by.pk, *ticked}) or _is_there(motion, conveners),
    )


def _is_against(motion: Motion, there: set[int]) -> bool:
    """Does a seat's word stand against consensus: one it can still change, or of who is away?"""
    said = voting.effective(queries.voices(motion.votes.order_by("number")))
    against = {term for term, voice in said.items() if voice.word == Ballot.AGAINST}
    can_change = motion.state == MotionState.OPEN and motion.taking != Taking.CONSENSUS
    return bool(against if can_change else against - there)


def _is_there(motion: Motion, conveners: set[int | None]) -> bool:
    there = MeetingPresence.objects.filter(
        meeting=motion.meeting_id, person__in=conveners, present_at__isnull=False
    )
    return motion.meeting_id is not None and there.exists()


def _to_the_next_meeting(motion: Motion, why: str, *, by: Person | None, at: datetime) -> Motion:
    motions.change(motion, state=MotionState.AGENDA, reason=why)
    motions.tell(Kind.MOTION_DEFERRED, motion, by=by, at=at)
    return motion


def _decide(
    motion: Motion,
    outcome: Outcome,
    of: Tally,
    *,
    reason: str = "",
    by: Person | None,
    at: datetime,
) -> Motion:
    """The line in the register and its effect, in one piece; else the motion waits for staff."""
    try:
        with transaction.atomic():
            decision = _enter(motion, outcome, of, reason, at)
            effects.carry_out(
                motion.kind,
                Carried(
                    subject_id=motion.subject_id or 0,
                    outcome=outcome,
                    data=motion.data,
                    decision_id=decision.pk,
                    number=decision.number,
                    reason=reason,
                    at=at,
                ),
            )
            motions.change(motion, state=MotionState.DECIDED, decision=decision, reason="")
            _link(motion, decision, at)
            record(Kind.DECISION_TAKEN, decision, by=by, at=at)
    except RuleBroken as broken:
        motion.decision = None
        motions.change(motion, state=MotionState.HELD, reason=str(broken.text))
        motions.tell(Kind.MOTION_HELD, motion, by=by, at=at)
    return motion


def _link(motion: Motion, decision: Decision, at: datetime) -> None:
    """It was put for the sake of goals of the strategy: each shows the decision."""
    GoalLink.objects.bulk_create(
        GoalLink(goal=goal, decision=decision, at=at) for goal in motion.goals.order_by("pk")
    )


def _enter(motion: Motion, outcome: Outcome, of: Tally, reason: str, at: datetime) -> Decision:
    replaced = Decision.objects.filter(number=motion.data.get("replaces") or 0, superseded_by=None)
    return register.enter(
        Decision(
            meeting=motion.meeting,
            title=motion.title,
            text=motion.text,
            language=motion.language,
            outcome=outcome.value,
            taking=motion.taking,
            decided_on=PartialDate.of(day(at)),
            decided_at=at,
            reason=reason,
            kind=motion.kind,
            subject_id=motion.subject_id,
            data=motion.data,
            tally=of.as_json(),
            supersedes=replaced.first() if outcome is Outcome.ADOPTED else None,
        )
    )

"""Seats that say nothing to a motion: they are reminded, then their silence is noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.facts.kinds import Kind
from jln.governance import asking
from jln.governance.actions import motions
from jln.governance.models import Motion
from jln.governance.queries import motions as queries
from jln.governance.queries.voters import sitting, staff_on
from jln.governance.rules import reminding
from jln.governance.rules.reminding import Step
from jln.governance.terms import MotionState, Taking
from jln.kit.time import day
from jln.parameters import queries as parameters

if TYPE_CHECKING:
    from datetime import datetime

    from jln.countries.models import Seat
    from jln.governance.queries.voters import Sitting, Voter
    from jln.people.models import Person


def remind_due(*, at: datetime) -> int:
    """Take the step that is due of every open motion with a last day. Safe to repeat."""
    numbers = parameters.all_on(day(at))
    days = reminding.Days(numbers["first_reminder_days"].value, numbers["last_reminder_days"].value)
    rows = Motion.objects.filter(state=MotionState.OPEN, closes_at__gt=at, closes_on__isnull=False)
    return sum(_remind(one, days, at) for one in rows.order_by("pk"))


@transaction.atomic
def _remind(motion: Motion, days: reminding.Days, at: datetime) -> bool:
    step = _step(motion, days, at)
    if step <= motion.reminders:  # seen without a lock: most motions have nothing due
        return False
    motion = motions.locked(motion)
    step = _step(motion, days, at)
    if motion.state != MotionState.OPEN or step <= motion.reminders:
        return False

    motions.change(motion, reminders=int(step))
    group = sitting(day(at))
    silent = queries.silent(motion, group.voters)
    if not silent:
        return True
    fact = motions.tell(Kind.MOTION_REMINDED, motion, by=None, at=at, data={"step": int(step)})
    if step < Step.MANAGER:
        asking.remind(motion, [_asked(one, step) for one in silent], fact, at=at)
    if motion.taking != Taking.SILENCE:  # there silence is an answer
        asking.tell_of_silence(motion, silent, _hears(step, group), fact, at=at)
    return True


def _hears(step: Step, group: Sitting) -> list[Person]:
    """Who hears of the silence: who convenes, then the Network Manager."""
    if step is Step.ALTERNATES:
        return [seat.person for seat in group.conveners if seat.person]
    return staff_on(group.on) if step is Step.MANAGER else []


def _step(motion: Motion, days: reminding.Days, at: datetime) -> Step:
    closes = motion.closes_at or at
    return reminding.due(opened=motion.opens_at, closes=closes, at=at, days=days)


def _asked(voter: Voter, step: Step) -> tuple[Voter, Seat]:
    """Who is reminded for a place: the other of its two where one is vacant."""
    seats = voter.seats
    return voter, seats[-1] if step is Step.ALTERNATES else seats[0]

"""Deeds around similar priorities: ask whether they are one, agree or not, part them again.

Names stand once people are done, and points are given once lists stand: in between
priorities can become one, and several again, without anything being counted twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.priorities import queries, rules
from jln.priorities.models import Priority, PriorityConsent, PriorityMerge, PriorityRound
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jln.people.models import Person


@transaction.atomic
def propose(
    of: PriorityRound, numbers: Sequence[int], *, by: Person, at: datetime
) -> PriorityMerge:
    """Ask everybody behind these whether they are one. Raises PermissionDenied or RuleBroken."""
    if not queries.led_by(by).filter(round=of).exists():
        require(by, Permission.PRIORITY_OPEN, current())
    found = _locked(of)
    wanted = sorted(set(numbers))
    rows = list(queries.mergeable(by, found).filter(pk__in=wanted).order_by("pk"))
    known = {one.merge_id for one in rows}
    before = PriorityMerge.objects.filter(pk__in=known - {None}, of=wanted).first()
    if before is not None:
        return before
    behind = queries.behind(wanted)
    rules.may_propose_merge(
        found.stage_on(day(at)),
        len(rows),
        are_free=known <= {None} and len(rows) == len(wanted),
        are_backed=all(behind.get(one.pk) for one in rows),
    ).or_raise()

    made = PriorityMerge.objects.create(round=found, of=wanted, proposed_by=by, proposed_at=at)
    Priority.objects.filter(pk__in=wanted).update(merge=made)
    PriorityConsent.objects.create(merge=made, person=by, is_yes=True, said_at=at)
    asked = sorted({person for people in behind.values() for person in people} - {by.pk})
    for person in asked:
        one = PriorityConsent.objects.create(merge=made, person_id=person)
        record(Kind.PRIORITY_SIMILAR, one, by=by, at=at, about=one.person)
    _merge_if_all_agreed(made, at)
    return made


@transaction.atomic
def consent(
    of: PriorityConsent, *, is_yes: bool, reason: str, by: Person, at: datetime
) -> PriorityConsent:
    """Somebody's yes or no; a no parts what was one. Raises PermissionDenied or RuleBroken."""
    require(by, Permission.PRIORITY_CONSENT, of)
    found = _locked(of.merge.round)
    merge = PriorityMerge.objects.select_for_update().get(pk=of.merge_id)
    of = PriorityConsent.objects.select_for_update(of=("self",)).get(pk=of.pk)
    if of.is_yes == is_yes and (of.reason == reason.strip() or merge.ended_at):
        return of
    rules.may_consent(found.stage_on(day(at)), is_ended=merge.ended_at is not None).or_raise()

    of.is_yes, of.reason, of.said_at = is_yes, reason.strip(), at
    of.save(update_fields=["is_yes", "reason", "said_at"])
    if is_yes:
        _merge_if_all_agreed(merge, at)
    else:
        _end(merge, at)
    return of


def end_unanswered(of: PriorityRound, *, at: datetime) -> None:
    """Silence is no: what not everybody agreed to before points are given stays apart."""
    for one in of.merges.filter(merged_at=None, ended_at=None).order_by("pk"):
        _end(one, at)


def _merge_if_all_agreed(merge: PriorityMerge, at: datetime) -> None:
    """One that is on a list stands for them all; of several, who was said first."""
    if merge.merged_at or merge.consents.exclude(is_yes=True).exists():
        return
    rows = sorted(merge.priorities.all(), key=lambda one: (one.place is None, one.pk))
    merge.priorities.exclude(pk=rows[0].pk).update(stands=False)
    merge.merged_at = at
    merge.save(update_fields=["merged_at"])
    record(Kind.PRIORITY_SETTLED, merge, by=None, at=at)


def _end(merge: PriorityMerge, at: datetime) -> None:
    """Each stands for itself again, on the place it had."""
    merge.priorities.update(stands=True, merge=None)
    merge.ended_at = at
    merge.save(update_fields=["ended_at"])
    record(Kind.PRIORITY_SETTLED, merge, by=None, at=at)


def _locked(of: PriorityRound) -> PriorityRound:
    return PriorityRound.objects.select_for_update().get(pk=of.pk)

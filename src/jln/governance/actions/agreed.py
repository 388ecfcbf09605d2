"""What somebody took on in a meeting: given, due, done, moved, given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import queries, rules
from jln.governance.models import CoreGroupAction
from jln.governance.terms import Settling
from jln.kit.time import day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from jln.governance.models import CoreGroupMeeting
    from jln.people.models import Person

CHUNK = 200


@transaction.atomic
def give(
    meeting: CoreGroupMeeting, text: str, *, owner: Person, due_on: date, by: Person, at: datetime
) -> CoreGroupAction:
    """Give somebody of the group something to do; she is told. The same again is one action.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.CORE_GROUP_KEEP, meeting.group)
    _may_give(meeting, owner, due_on, at)
    same = CoreGroupAction.objects.select_for_update(of=("self",))
    before = same.filter(meeting=meeting, text=text, owner=owner, due_on=due_on, done_at=None)
    known = before.select_related("group__country").first()
    if known:
        return known

    action = CoreGroupAction.objects.create(
        group=meeting.group,
        meeting=meeting,
        text=text,
        language=by.language,
        owner=owner,
        due_on=due_on,
        given_by=by,
        given_at=at,
    )

    _record(Kind.CORE_ACTION_GIVEN, action, by, at, about=owner)
    return action


@transaction.atomic
def change_action(
    action: CoreGroupAction, text: str, *, owner: Person, due_on: date, by: Person, at: datetime
) -> CoreGroupAction:
    """Put an open action right, or give it to somebody else. Safe to repeat."""
    require(by, Permission.CORE_GROUP_KEEP, action.group)
    action = _locked(action)
    rules.may_settle(is_done=action.done_at is not None, has_owner=True).or_raise()
    _may_give(action.meeting, owner, due_on, at)
    was = action.owner_id
    if (action.text, was, action.due_on) == (text, owner.pk, due_on):
        return action

    action.text, action.owner, action.due_on = text, owner, due_on
    action.save(update_fields=["text", "owner", "due_on"])

    _record(Kind.CORE_ACTION_CHANGED, action, by, at, about=owner)
    if was != owner.pk:
        _record(Kind.CORE_ACTION_GIVEN, action, by, at, about=owner)
    return action


@transaction.atomic
def settle(
    action: CoreGroupAction,
    answer: Settling,
    *,
    until: date | None = None,
    words: str = "",
    by: Person,
    at: datetime,
) -> CoreGroupAction:
    """Say that it is done, comes later, or is somebody else's. Raises as its rule says."""
    require(by, Permission.CORE_ACTION_SETTLE, action)
    action = _locked(action)
    is_done = action.done_at is not None
    rules.may_settle(is_done=is_done, has_owner=action.owner_id is not None).or_raise()
    kind = Kind.CORE_ACTION_SETTLED
    about = action.given_by
    action.outcome = words or action.outcome
    if answer == Settling.DONE:
        action.done_at = at
    elif answer == Settling.LATER:
        due_on = until or action.due_on
        rules.may_later(due_on=due_on, on=day(at)).or_raise()
        action.due_on = due_on
    else:
        kind, action.owner = Kind.CORE_ACTION_DECLINED, None
    action.save(update_fields=["outcome", "done_at", "due_on", "owner"])

    _record(kind, action, by, at, about=about)
    return action


@transaction.atomic
def reopen(
    action: CoreGroupAction, before: Mapping[str, Any], *, by: Person, at: datetime
) -> CoreGroupAction:
    """Take back what its owner said of it: her day and her words as they were."""
    require(by, Permission.CORE_ACTION_SETTLE, action)
    action = _locked(action)
    action.done_at = None
    action.due_on = before["due_on"]
    action.outcome = before["outcome"]
    action.save(update_fields=["done_at", "due_on", "outcome"])

    _record(Kind.CORE_ACTION_CHANGED, action, by, at, about=action.owner)
    return action


def tell_of_due_actions(*, at: datetime) -> int:
    """Tell owners of what is due today, once for each due day. Gives how many. Safe to repeat."""
    due = queries.due_and_not_told(day(at))
    count = 0
    while numbers := list(due.values_list("pk", flat=True)[:CHUNK]):
        for number in numbers:
            _tell(number, at)
        count += len(numbers)
    return count


@transaction.atomic
def _tell(number: int, at: datetime) -> None:
    rows = CoreGroupAction.objects.select_for_update(of=("self",))
    action = rows.select_related("group__country", "owner").get(pk=number)
    action.reminded_for = action.due_on
    action.save(update_fields=["reminded_for"])
    _record(Kind.CORE_ACTION_DUE, action, None, at, about=action.owner)


def _may_give(meeting: CoreGroupMeeting, owner: Person, due_on: date, at: datetime) -> None:
    people = queries.people_of(meeting.group.country, on=day(at))
    holds = any(one.pk == owner.pk for one in people)
    rules.may_give(holds_seat=holds, due_on=due_on, on=day(at)).or_raise()


def _locked(action: CoreGroupAction) -> CoreGroupAction:
    rows = CoreGroupAction.objects.select_for_update(of=("self",))
    return rows.select_related("group__country", "meeting__group__country", "given_by").get(
        pk=action.pk
    )


def _record(
    kind: Kind, action: CoreGroupAction, by: Person | None, at: datetime, *, about: Person | None
) -> None:
    country = action.group.country
    space = queries.space_of(country)
    record(kind, action, by=by, at=at, space=space, country=country, about=about)

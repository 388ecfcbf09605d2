"""Putting a whole space under the Chatham House Rule, and taking the rule from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations.queries import is_anything_running
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.safe_space import queries, rules
from jln.spaces.models import Space
from jln.spaces.terms import Visibility
from jln.ui import formats

if TYPE_CHECKING:
    from datetime import date, datetime

    from jln.people.models import Person


@transaction.atomic
def put_under_rule(space: Space, *, by: Person, at: datetime) -> Space:
    """From now on one writes here in safe spaces only. Under it already: nothing changes.

    What was said before stays as it was. Raises PermissionDenied or RuleBroken.
    """
    space = _locked(space, by)
    if not space.is_under_rule:
        rules.may_be_under(
            space.kind,
            is_closed=space.visibility != Visibility.PUBLIC,
            is_open=space.closed_at is None,
            is_running=is_anything_running(space),
        ).or_raise()
        _set(space, day(at), by, at)
    return space


@transaction.atomic
def lift_rule(space: Space, *, by: Person, at: datetime) -> Space:
    """People write here under their names again. Not under it: nothing changes.

    Safe spaces stay what they are. Raises PermissionDenied or RuleBroken.
    """
    space = _locked(space, by)
    if space.is_under_rule:
        last = queries.last_sealing(space)
        rules.may_lift(formats.day(last) if last else "").or_raise()
        _set(space, None, by, at)
    return space


def _locked(space: Space, by: Person) -> Space:
    require(by, Permission.SPACE_KEEP, space)
    rows = Space.objects.select_for_update(of=("self",)).select_related("country")
    return rows.get(pk=space.pk)


def _set(space: Space, since: date | None, by: Person, at: datetime) -> None:
    before, space.chatham_since = space.chatham_since, since
    space.save(update_fields=["chatham_since"])
    data: dict[str, object] = {
        "changed": ["chatham_since"],
        "before": before.isoformat() if before else "",
        "after": since.isoformat() if since else "",
    }
    record(Kind.SPACE_CHANGED, space, by=by, at=at, space=space, data=data)

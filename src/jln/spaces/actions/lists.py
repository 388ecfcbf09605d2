"""Coming onto a space as a list, leaving it, and how its messages come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.spaces import rules
from jln.spaces.models import Space, Subscription
from jln.spaces.terms import Delivery

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person


def join(space: Space, person: Person, *, by: Person, at: datetime) -> Subscription:
    """Put a person who reads a space on it as a list. On it already: nothing changes.

    Raises PermissionDenied, or RuleBroken where nobody talks any more.
    """
    require(by, Permission.PERSON_EDIT, person)
    require(person, Permission.SPACE_JOIN, space)
    rules.may_join(
        is_open=space.closed_at is None, is_talked_in=rules.is_list(space.kind)
    ).or_raise()
    with transaction.atomic():
        made, is_new = subscribe(space, person, at=at)
        if is_new:
            record(Kind.SPACE_JOINED, space, by=by, at=at, space=space, about=person, quietly=True)
        return made


def leave(space: Space, person: Person, *, by: Person, at: datetime) -> bool:
    """Take a person off a space as a list; who stands on its roll still reads it. False if not on.

    Raises PermissionDenied.
    """
    require(by, Permission.PERSON_EDIT, person)
    with transaction.atomic():
        if not unsubscribe(space, person, at=at):
            return False
        record(Kind.SPACE_LEFT, space, by=by, at=at, space=space, about=person, quietly=True)
        return True


def set_delivery(
    space: Space, person: Person, delivery: str, *, by: Person, at: datetime
) -> Subscription:
    """How the messages of a space come; who is not on it joins it so. Raises as `join` does."""
    require(by, Permission.PERSON_EDIT, person)
    with transaction.atomic():
        row = join(space, person, by=by, at=at)
        locked = Subscription.objects.select_for_update().get(pk=row.pk)
        if locked.delivery == delivery:
            return locked
        before, locked.delivery = locked.delivery, Delivery(delivery)
        locked.save(update_fields=["delivery"])
        record(
            Kind.SPACE_DELIVERY,
            space,
            by=by,
            at=at,
            space=space,
            about=person,
            data={"before": before, "after": locked.delivery},
            quietly=True,
        )
        return locked


def subscribe(space: Space, person: Person, *, at: datetime) -> tuple[Subscription, bool]:
    """The row alone, without rights or fact: as the space's kind has it. Once, also at once."""
    wanted = {"delivery": rules.delivery_at_first(space.kind), "joined_at": at}
    rows = Subscription.objects.filter(space=space, person=person, left_at=None)
    if not rules.is_list(space.kind):  # the public record: nobody talks there
        return Subscription(space=space, person=person, **wanted), False
    try:
        with transaction.atomic():
            return rows.get_or_create(space=space, person=person, left_at=None, defaults=wanted)
    except IntegrityError:  # two at once
        return rows.get(), False


def unsubscribe(space: Space, person: Person, *, at: datetime) -> bool:
    """The same, the other way. False if there was none."""
    rows = Subscription.objects.filter(space=space, person=person, left_at=None)
    return bool(rows.update(left_at=at))

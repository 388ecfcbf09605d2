"""Private addresses for programs: made, and ended. The secret stands in no row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations.models import FeedKey
from jln.facts.kinds import Kind
from jln.facts.record import record

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person
    from jln.spaces.models import Space


def make_feed(space: Space | None, *, by: Person, at: datetime) -> FeedKey:
    """An address for a space's posts, or without a space for the person's dates. One of each.

    Raises PermissionDenied for a space the person does not read.
    """
    if space is None:
        require(by, Permission.PERSON_EDIT, by)
    else:
        require(by, Permission.TOPIC_START, space)
    with transaction.atomic():
        row, is_new = FeedKey.objects.get_or_create(
            space=space, person=by, revoked_at=None, defaults={"made_at": at}
        )
        if is_new:
            record(Kind.FEED_MADE, row, by=by, at=at, about=by, quietly=True)
        return row


def revoke_feed(key: FeedKey, *, by: Person, at: datetime) -> bool:
    """It answers nobody any more. False if it was ended before."""
    require(by, Permission.PERSON_EDIT, key.person)
    with transaction.atomic():
        rows = FeedKey.objects.filter(pk=key.pk, revoked_at=None)
        if not rows.update(revoked_at=at):
            return False
        record(Kind.FEED_REVOKED, key, by=by, at=at, about=by, quietly=True)
        return True

"""What a person has seen. No fact: what somebody reads is nobody's business."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations.models import SpaceSeen, TopicSeen
from jln.spaces import queries as spaces

if TYPE_CHECKING:
    from jln.people.models import Person
    from jln.spaces.models import Space


def see(topic: int, number: int, *, by: Person, at: datetime) -> None:
    """The person has read the conversation up to this post. What was seen stays seen.

    For pages and letters they could open: it asks no rights and gives none.
    """
    mine = TopicSeen.objects.filter(topic_id=topic, person=by)
    with transaction.atomic(savepoint=False):
        first = TopicSeen(topic_id=topic, person=by, number=number, at=at)
        TopicSeen.objects.bulk_create([first], ignore_conflicts=True)
        mine.filter(number__lt=number).update(number=number, at=at)


def see_space(space: Space, *, by: Person, at: datetime) -> None:
    """Nothing posted in the space up to now is new to the person. Raises PermissionDenied."""
    require(by, Permission.TOPIC_START, space)
    with transaction.atomic():
        SpaceSeen.objects.update_or_create(space=space, person=by, defaults={"at": at})


def see_all(*, by: Person, at: datetime) -> int:
    """The same of every space the person reads. Gives how many."""
    with transaction.atomic():
        rows = [SpaceSeen(space=one, person=by, at=at) for one in spaces.readable(by)]
        SpaceSeen.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["person", "space"], update_fields=["at"]
        )
    return len(rows)

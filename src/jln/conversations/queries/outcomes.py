"""Which questions one may end or tell the result of, and what one wishes to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.access.check import visible
from jln.access.permissions import Permission
from jln.conversations.models import AskWish, Topic

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from jln.people.models import Person


def still_asked(person: Person) -> QuerySet[Topic]:
    """Questions that still go further, which the person may end."""
    going = Topic.objects.filter(asking__ended="")
    return visible(person, Permission.TOPIC_END_ASKING, going)


def to_tell(person: Person) -> QuerySet[Topic]:
    """The person's own questions that somebody answered."""
    answered = Topic.objects.filter(answered_at__isnull=False)
    return visible(person, Permission.TOPIC_TELL_OUTCOME, answered)


def wish_of(person: Person) -> AskWish | None:
    """What the person said of being asked; None for nothing yet."""
    return AskWish.objects.filter(person=person).first()

"""Who stands on a space's roll. Done by the system when seats, groups and people begin or end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from jln.kit.time import day
from jln.spaces.actions.lists import subscribe, unsubscribe
from jln.spaces.models import Space, SpaceMember
from jln.web import versions

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person


def put_on_roll(space: Space, person: Person, *, at: datetime) -> SpaceMember:
    """From this day on she reads it and gets its messages. Once, however often it is said."""
    try:
        with transaction.atomic():
            made, is_new = SpaceMember.objects.get_or_create(
                space=space, person=person, until_on=None, defaults={"since_on": day(at)}
            )
            if is_new:
                subscribe(space, person, at=at)
                versions.bump(f"person:{person.pk}")
    except IntegrityError:  # two at once
        return SpaceMember.objects.get(space=space, person=person, until_on=None)
    return made


@transaction.atomic
def take_off_roll(space: Space, person: Person, *, at: datetime) -> bool:
    """From now on she is not on it; that she was stays. False if she was not."""
    was_on = SpaceMember.objects.filter(space=space, person=person, until_on=None)
    ended = was_on.update(until_on=day(at))
    if ended:
        unsubscribe(space, person, at=at)
        versions.bump(f"person:{person.pk}")
    return bool(ended)

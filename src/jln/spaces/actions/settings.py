"""What a space says of itself, the rule for its messages, and who moderates it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.spaces import letters
from jln.spaces.models import Space, SpaceModerator

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person


@dataclass(frozen=True, slots=True)
class Setting:
    """All that its keepers say of a space."""

    rule: str
    description: str
    languages: tuple[str, ...]


def change(space: Space, setting: Setting, *, by: Person, at: datetime) -> Space:
    """Change what is said; the fact names what was changed. The same again: nothing happens.

    Raises PermissionDenied.
    """
    require(by, Permission.SPACE_KEEP, space)
    with transaction.atomic():
        space = (
            Space.objects.select_for_update(of=("self",)).select_related("country").get(pk=space.pk)
        )
        said = {
            "rule": setting.rule,
            "description": " ".join(setting.description.split())[:300],
            "languages": sorted(setting.languages),
        }
        changed = {name: it for name, it in said.items() if getattr(space, name) != it}
        if not changed:
            return space
        before = space.rule
        for name, it in changed.items():
            setattr(space, name, it)
        space.save(update_fields=list(changed))
        data: dict[str, object] = {"changed": sorted(changed)}
        if "rule" in changed:
            data |= {"before": before, "after": space.rule}
        record(Kind.SPACE_CHANGED, space, by=by, at=at, space=space, data=data)
        return space


def moderate(space: Space, person: Person, *, by: Person, at: datetime) -> SpaceModerator:
    """Name a moderator among those who read the space. Named already: nothing changes.

    Raises PermissionDenied.
    """
    require(by, Permission.SPACE_KEEP, space)
    require(person, Permission.SPACE_JOIN, space)
    rows = SpaceModerator.objects.filter(space=space, person=person, until_on=None)
    try:
        with transaction.atomic():
            made, is_new = rows.get_or_create(
                space=space, person=person, until_on=None, defaults={"since_on": day(at)}
            )
            if is_new:
                fact = record(Kind.SPACE_MODERATED, space, by=by, at=at, space=space, about=person)
                letters.moderates(space, person, fact, at=at)
            return made
    except IntegrityError:  # two at once
        return rows.get()


def unmoderate(space: Space, person: Person, *, by: Person, at: datetime) -> bool:
    """End it; where nobody is left, staff moderate. False if the person did not moderate.

    Raises PermissionDenied.
    """
    require(by, Permission.SPACE_KEEP, space)
    with transaction.atomic():
        rows = SpaceModerator.objects.filter(space=space, person=person, until_on=None)
        if not rows.update(until_on=day(at)):
            return False
        record(Kind.SPACE_UNMODERATED, space, by=by, at=at, space=space, about=person)
        return True

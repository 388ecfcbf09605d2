"""Putting right what a thing says, so that what it said before is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.facts.models import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import Model, QuerySet

    from jln.people.models import Person


def reword(
    thing: Model, said: Mapping[str, Any], *, by: Person | None, at: datetime
) -> Wording | None:
    """Write these columns and keep what stood there. None, and nothing written, if they stand."""
    before = {name: getattr(thing, name) for name, value in said.items()}
    changed = {name: value for name, value in before.items() if value != said[name]}
    if not changed:
        return None
    for name in changed:
        setattr(thing, name, said[name])
    thing.save(update_fields=list(changed))
    return Wording.objects.create(
        subject_model=thing._meta.label, subject_id=thing.pk, said=changed, by=by, until=at
    )


def earlier(thing: Model) -> QuerySet[Wording]:
    """What it said before each correction, the latest first. Who may read it is the caller's."""
    mine = Wording.objects.filter(subject_model=thing._meta.label, subject_id=thing.pk)
    return mine.order_by("-pk")

"""The room of a meeting: one button, one deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404

from jln.governance.actions import steering
from jln.governance.models import AgendaItem
from jln.kit.codes import number_of
from jln.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from jln.governance.models import Meeting


def do(meeting: Meeting, said: Mapping[str, Any], *, by: Person, at: datetime) -> object:
    """Begin, end, be there or gone, take up an item. Raises as each of these does."""
    what = said["do"]
    if what == "begin":
        return steering.begin(meeting, by=by, at=at)
    if what == "end":
        return steering.finish(meeting, by=by, at=at)
    if what in ("here", "gone"):
        who = by
        if said["who"]:
            who = get_object_or_404(Person.objects.present(), pk=number_of(said["who"]))
        return steering.be_there(meeting, who, is_there=what == "here", by=by, at=at)
    item = None
    if what == "item":
        rows = AgendaItem.objects.filter(meeting=meeting, withdrawn_at=None)
        item = get_object_or_404(rows, pk=number_of(said["item"]))
    return steering.take_up(meeting, item, by=by, at=at)

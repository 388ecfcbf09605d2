"""The letters of Country Core Groups: what is on record, meetings, notes, actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils import translation

from jln.countries.models import CountryCoreGroup
from jln.facts.kinds import Kind
from jln.governance.models import CoreGroupAction, CoreGroupMeeting
from jln.kit.time import end_of
from jln.notify.terms import LetterKind
from jln.notify.told import dated
from jln.notify.told.letter import Told, named, reachable
from jln.ui.formats import moment
from jln.web import network

if TYPE_CHECKING:
    from jln.countries.models import Country
    from jln.facts.models import Fact
    from jln.people.models import Person


def _core_group(fact: Fact) -> Told | None:
    found = CountryCoreGroup.objects.select_related("country").filter(pk=fact.subject_id).first()
    if found is None:
        return None
    things = {"group": found, "country": found.country, **_of_group(fact, found.country)}
    return Told(LetterKind(fact.kind), fact, things, reachable(fact.by), about=found.name)


def _core_meeting(fact: Fact) -> Told | None:
    rows = CoreGroupMeeting.objects.select_related("group__country")
    found = rows.filter(pk=fact.subject_id).first()
    if found is None:
        return None
    country = found.group.country
    things = {
        "meeting": found,
        "country": country,
        "items": list(found.items.order_by("number")),
        "agreed": list(found.actions.select_related("owner").order_by("due_on", "pk")),
        **_of_group(fact, country, f"meetings/{found.code}/"),
    }
    # Of the kind of the letter that it takes back, so that both are wanted or neither.
    is_off = fact.kind == Kind.CORE_MEETING_CANCELLED
    kind = LetterKind.CORE_MEETING_CHANGED if is_off else LetterKind(fact.kind)
    until = None if kind is LetterKind.CORE_MEETING_SENT else found.starts_at
    told = Told(kind, fact, things, reachable(fact.by), about=str(found), until=until)
    if kind is not LetterKind.CORE_MEETING_SENT:
        told.date = partial(dated.of_core_group, found, changed_at=fact.at)
        told.further = partial(_when, found)
    return told


def _when(meeting: CoreGroupMeeting, person: Person) -> dict[str, Any]:
    """Day and hour where the reader is."""
    with translation.override(person.language):
        return {"when": moment(meeting.starts_at, person.timezone)}


def _core_action(fact: Fact) -> Told | None:
    rows = CoreGroupAction.objects.select_related("group__country", "meeting__group__country")
    found = rows.filter(pk=fact.subject_id, done_at=None).first()
    if found is None:
        return None
    country = found.group.country
    kind = LetterKind(fact.kind)
    things = {
        "action": found,
        "country": country,
        **_of_group(fact, country, f"actions/{found.code}/"),
    }
    if kind is LetterKind.CORE_ACTION_DECLINED:
        return Told(kind, fact, things, reachable(fact.by), about=found.text)
    if found.owner_id != fact.about_id:  # somebody else has it by now
        return None
    until, form = end_of(found.due_on), "core_action.settle"
    return Told(kind, fact, things, found, about=found.text, until=until, form=form)


def _of_group(fact: Fact, country: Country, end: str = "") -> dict[str, Any]:
    return {
        "by": named(fact.by, None),
        "link": network.link(f"/countries/{country.code.lower()}/group/{end}"),
    }


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    LetterKind.CORE_ACTION_DECLINED: _core_action,
    LetterKind.CORE_ACTION_DUE: _core_action,
    LetterKind.CORE_ACTION_GIVEN: _core_action,
    LetterKind.CORE_GROUP_CHANGED: _core_group,
    LetterKind.CORE_GROUP_FORMED: _core_group,
    Kind.CORE_MEETING_CANCELLED: _core_meeting,
    LetterKind.CORE_MEETING_CHANGED: _core_meeting,
    LetterKind.CORE_MEETING_PLANNED: _core_meeting,
    LetterKind.CORE_MEETING_SENT: _core_meeting,
}

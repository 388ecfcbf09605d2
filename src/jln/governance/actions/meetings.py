"""Meetings of a Core Group: planned, changed, noted, and their notes sent to the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.countries.models import CountryCoreGroup
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import queries, rules
from jln.governance.models import CoreGroupItem, CoreGroupMeeting
from jln.governance.rules import support
from jln.kit.verdict import unless

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jln.people.models import Institution, Person


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting as it is called: when, where, and its agenda as (kind, text)."""

    starts_at: datetime
    place: str = ""
    link: str = ""
    items: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def plan(group: CountryCoreGroup, said: Plan, *, by: Person, at: datetime) -> CoreGroupMeeting:
    """Call a meeting; the group is told of one to come. A group has one meeting at a time.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.CORE_GROUP_KEEP, group)
    rules.may_plan(starts_at=said.starts_at, at=at, items=len(said.items)).or_raise()
    rows = CountryCoreGroup.objects.select_for_update(of=("self",)).select_related("country")
    group = rows.get(pk=group.pk)
    called = CoreGroupMeeting.objects.filter(group=group, cancelled_at=None)
    before = called.filter(starts_at=said.starts_at).first()
    if before:
        return before

    meeting = CoreGroupMeeting.objects.create(
        group=group,
        starts_at=said.starts_at,
        place=said.place,
        link=said.link,
        language=by.language,
        planned_by=by,
        created_at=at,
    )
    _set_items(meeting, said)

    _record(Kind.CORE_MEETING_PLANNED, meeting, by, at, quietly=said.starts_at <= at)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: CoreGroupMeeting, said: Plan, *, by: Person, at: datetime
) -> CoreGroupMeeting:
    """Move a meeting or give it another agenda; the group is told. Safe to repeat."""
    require(by, Permission.CORE_GROUP_KEEP, meeting.group)
    rules.may_plan(starts_at=said.starts_at, at=at, items=len(said.items)).or_raise()
    meeting = _locked(meeting)
    unless(meeting.cancelled_at is None, "cancelled", queries.CANCELLED).or_raise()
    called = CoreGroupMeeting.objects.filter(group=meeting.group, cancelled_at=None)
    taken = called.filter(starts_at=said.starts_at)
    is_free = not taken.exclude(pk=meeting.pk).exists()
    unless(is_free, "taken", queries.ANOTHER_AT_THAT_TIME).or_raise()
    columns = {"starts_at": said.starts_at, "place": said.place, "link": said.link}
    changed = [name for name, value in columns.items() if getattr(meeting, name) != value]
    items = list(meeting.items.order_by("number").values_list("kind", "text"))
    if not changed and items == list(said.items):
        return meeting

    for name in changed:
        setattr(meeting, name, columns[name])
    meeting.save(update_fields=changed)
    _set_items(meeting, said)

    _record(Kind.CORE_MEETING_CHANGED, meeting, by, at, quietly=said.starts_at <= at)
    return meeting


@transaction.atomic
def cancel_meeting(
    meeting: CoreGroupMeeting, because: str, *, by: Person, at: datetime
) -> CoreGroupMeeting:
    """Say that a meeting does not take place, and why; the group is told. Safe to repeat."""
    require(by, Permission.CORE_GROUP_KEEP, meeting.group)
    meeting = _locked(meeting)
    if meeting.cancelled_at:
        return meeting
    support.may_cancel(is_noted=meeting.noted_at is not None, because=because).or_raise()

    meeting.cancelled_at, meeting.cancelled_because = at, because
    meeting.save(update_fields=["cancelled_at", "cancelled_because"])

    _record(Kind.CORE_MEETING_CANCELLED, meeting, by, at, quietly=meeting.starts_at <= at)
    return meeting


@transaction.atomic
def note(
    meeting: CoreGroupMeeting,
    notes: str,
    *,
    represented: Sequence[Institution],
    is_public: bool,
    by: Person,
    at: datetime,
) -> CoreGroupMeeting:
    """Keep the notes and who was represented; from now on the meeting took place."""
    require(by, Permission.CORE_GROUP_KEEP, meeting.group)
    meeting = _locked(meeting)
    rules.may_note(starts_at=meeting.starts_at, at=at).or_raise()
    unless(meeting.cancelled_at is None, "cancelled", queries.CANCELLED).or_raise()

    meeting.notes = notes
    meeting.is_public = is_public
    meeting.noted_at = meeting.noted_at or at
    meeting.save(update_fields=["notes", "is_public", "noted_at"])
    meeting.represented.set([one.pk for one in represented])

    _record(Kind.CORE_MEETING_NOTED, meeting, by, at)
    return meeting


@transaction.atomic
def send_notes(meeting: CoreGroupMeeting, *, by: Person, at: datetime) -> CoreGroupMeeting:
    """Send the group the notes, with what was agreed until now."""
    require(by, Permission.CORE_GROUP_KEEP, meeting.group)
    meeting = _locked(meeting)
    unless(meeting.noted_at is not None, "no_notes", queries.NO_NOTES_YET).or_raise()
    _record(Kind.CORE_MEETING_SENT, meeting, by, at)
    return meeting


def _locked(meeting: CoreGroupMeeting) -> CoreGroupMeeting:
    rows = CoreGroupMeeting.objects.select_for_update(of=("self",))
    return rows.select_related("group__country").get(pk=meeting.pk)


def _set_items(meeting: CoreGroupMeeting, said: Plan) -> None:
    meeting.items.all().delete()
    CoreGroupItem.objects.bulk_create(
        CoreGroupItem(meeting=meeting, number=number, kind=kind, text=text)
        for number, (kind, text) in enumerate(said.items, 1)
    )


def _record(
    kind: Kind, meeting: CoreGroupMeeting, by: Person, at: datetime, *, quietly: bool = False
) -> None:
    country = meeting.group.country
    space = queries.space_of(country)
    record(kind, meeting, by=by, at=at, space=space, country=country, quietly=quietly)

"""The agenda of a meeting: items, papers, input from Associates, minutes, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import translation

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import effects, rules
from jln.governance.models import (
    AgendaInput,
    AgendaItem,
    AgendaMinutes,
    AgendaPaper,
    BodyReport,
    Meeting,
    SteeringAction,
    SteeringTerm,
)
from jln.governance.queries import agendas as queries
from jln.governance.terms import ItemKind
from jln.kit.time import day
from jln.kit.verdict import refusal
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind
from jln.uploads import actions as uploads
from jln.web import versions
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import date, datetime

    from jln.people.models import Person
    from jln.uploads.actions import Document


@dataclass(frozen=True, slots=True)
class Item:
    """An item as it is put on the agenda. `place`: after which it comes last if None."""

    kind: str
    title: str
    text: str = ""
    minutes: int = 15
    presented_by: SteeringTerm | None = None
    place: int | None = None


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held until the end of the transaction."""
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


@transaction.atomic
def add(meeting: Meeting, said: Item, *, by: Person, at: datetime) -> AgendaItem:
    """Put something on the agenda; the same again is one item. Raises as its rule says."""
    require(by, Permission.STEERING_KEEP, current())
    meeting = locked(meeting)
    known = meeting.items.filter(title=said.title, kind=said.kind, withdrawn_at=None).first()
    if known is not None:
        return known
    _may_set(meeting, at, more=1)
    item = AgendaItem.objects.create(meeting=meeting, number=_last(meeting) + 1, **_said(said))
    _move(item, said.place)
    record(Kind.STEERING_ITEM_SET, item, by=by, at=at)
    return item


@transaction.atomic
def change_item(item: AgendaItem, said: Item, *, by: Person, at: datetime) -> AgendaItem:
    """Put an item right, or elsewhere on the agenda. Safe to repeat."""
    require(by, Permission.STEERING_KEEP, current())
    meeting = locked(item.meeting)
    _may_set(meeting, at)
    item = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
    before = {name: getattr(item, name) for name in _said(said)}
    for name, value in _said(said).items():
        setattr(item, name, value)
    item.save()
    moved = _move(item, said.place)
    if moved or before != _said(said):
        record(Kind.STEERING_ITEM_SET, item, by=by, at=at)
    return item


@transaction.atomic
def withdraw_item(item: AgendaItem, *, by: Person, at: datetime) -> AgendaItem:
    """Take an item off the agenda; what waits for a decision comes back to a later one."""
    require(by, Permission.STEERING_KEEP, current())
    meeting = locked(item.meeting)
    _may_set(meeting, at)
    item = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
    if item.withdrawn_at is None:
        item.withdrawn_at = at
        item.save(update_fields=["withdrawn_at"])
        record(Kind.STEERING_ITEM_SET, item, by=by, at=at)
    return item


@transaction.atomic
def add_paper(
    item: AgendaItem,
    title: str,
    link: str = "",
    *,
    made: Document | None = None,
    by: Person,
    at: datetime,
) -> AgendaPaper:
    """Put a paper with an item: a file, or where it stands. The same again is one paper."""
    require(by, Permission.STEERING_PAPER, item)
    _may_set(locked(item.meeting), at)
    papers = AgendaPaper.objects.filter(item=item)
    same = papers.filter(title=title, upload__name=made.name) if made else papers.filter(link=link)
    known = same.select_related("upload").first()
    size = known.upload.size if known and known.upload else 0
    if known is not None and (made is None or size == len(made.content)):
        return known
    upload = None
    if made is not None:
        upload = uploads.keep_document(made, at=at, owner=by)
        upload.space = Space.objects.filter(kind=SpaceKind.STEERING, closed_at=None).first()
        upload.save(update_fields=["space"])
    paper = AgendaPaper.objects.create(
        item=item, title=title, link="" if made else link, upload=upload, added_at=at
    )
    record(Kind.STEERING_ITEM_SET, item, by=by, at=at)
    return paper


@transaction.atomic
def comment(item: AgendaItem, words: str, *, by: Person, at: datetime) -> AgendaInput:
    """Say something to an item before the meeting; a person's last word counts."""
    require(by, Permission.STEERING_COMMENT, item.meeting)
    meeting = locked(item.meeting)
    rules.may_comment(
        queries.state_of(meeting, at),
        starts_at=meeting.starts_at,
        at=at,
        days=queries.days_on(day(at)),
        words=words,
    ).or_raise()
    if by.country is None:
        raise refusal("country", rules.NO_COUNTRY)
    row = AgendaInput.objects.filter(item=item, person=by).first()
    if row is not None and row.text == words:
        return row
    row = row or AgendaInput(item=item, person=by)
    row.country, row.text, row.language, row.at = by.country, words, by.language, at
    row.save()
    record(Kind.STEERING_INPUT_GIVEN, item, by=by, at=at, country=by.country)
    return row


@transaction.atomic
def minute(
    item: AgendaItem,
    discussion: str,
    points: str,
    *,
    actions: tuple[tuple[str, Person | None, date], ...] = (),
    by: Person,
    at: datetime,
) -> AgendaMinutes:
    """A new version of an item's minutes, with what somebody takes on. Safe to repeat."""
    require(by, Permission.STEERING_KEEP, current())
    meeting = locked(item.meeting)
    rules.may_minute(queries.state_of(meeting, at)).or_raise()
    for text, owner, due_on in actions:
        rules.may_later(due_on=due_on, on=day(at)).or_raise()
        SteeringAction.objects.get_or_create(
            item=item, text=text, owner=owner, due_on=due_on, defaults={"given_at": at}
        )
    last = item.versions.order_by("-version").first()
    if last is not None and (last.discussion, last.points) == (discussion, points):
        return last
    made = AgendaMinutes.objects.create(
        item=item,
        version=(last.version if last else 0) + 1,
        discussion=discussion,
        points=points,
        by=by,
        at=at,
    )
    meeting.presences.update(approved_at=None)  # they approved other words
    record(Kind.STEERING_MINUTED, item, by=by, at=at)
    return made


@transaction.atomic
def gather(meeting: Meeting, *, at: datetime) -> int:
    """Put on the agenda what waits for a decision and is on no agenda yet. Gives how many."""
    meeting = locked(meeting)
    if queries.state_of(meeting, at) not in rules.AHEAD:
        return 0
    taken = set(
        AgendaItem.objects.filter(
            meeting__ended_at=None, meeting__cancelled_at=None, matter_id__isnull=False
        ).values_list("matter_kind", "matter_id")
    ) | set(meeting.items.filter(matter_id__isnull=False).values_list("matter_kind", "matter_id"))
    count = 0
    with translation.override(meeting.language):
        for matter in effects.waiting():
            if (matter.kind, matter.subject_id) in taken:
                continue
            AgendaItem.objects.create(
                meeting=meeting,
                number=_last(meeting) + 1,
                kind=ItemKind.DECIDE,
                title=str(matter.title)[:200],
                text=str(matter.text),
                matter_kind=matter.kind,
                matter_id=matter.subject_id,
            )
            count += 1
    count += _bring_items(meeting) + bring_reports(meeting, at=at)
    if count:
        versions.bump("steering")
    return count


def _bring_items(meeting: Meeting) -> int:
    """What a cancelled meeting would have talked about, with its papers and what was said of it."""
    rows = AgendaItem.objects.select_for_update(of=("self",)).filter(
        meeting__cancelled_at__isnull=False, withdrawn_at=None, matter_id=None, motion=None
    )
    found = list(rows.order_by("meeting", "number"))
    for item in found:
        item.meeting, item.number = meeting, _last(meeting) + 1
        item.save(update_fields=["meeting", "number"])
    return len(found)


def bring_reports(meeting: Meeting, *, at: datetime) -> int:
    """Reports of working groups that no meeting has seen yet. Gives how many. Safe to repeat."""
    meeting = locked(meeting)
    if queries.state_of(meeting, at) not in rules.AHEAD:
        return 0
    waiting = BodyReport.objects.select_for_update(of=("self",)).filter(item=None)
    found = list(waiting.select_related("working_group").order_by("pk"))
    for one in found:
        one.item = AgendaItem.objects.create(
            meeting=meeting,
            number=_last(meeting) + 1,
            kind=ItemKind.KNOW,
            title=one.working_group.name,
            text=one.text,
        )
        one.save(update_fields=["item"])
    return len(found)


def gather_next(*, at: datetime) -> int:
    """Once a day: what waits goes on the agenda of the next meeting. Safe to repeat."""
    coming = queries.to_come(at).first()
    return gather(coming, at=at) if coming else 0


def _said(said: Item) -> dict[str, object]:
    return {
        "kind": said.kind,
        "title": said.title,
        "text": said.text,
        "minutes": said.minutes,
        "presented_by": said.presented_by,
    }


def _may_set(meeting: Meeting, at: datetime, *, more: int = 0) -> None:
    items = meeting.items.filter(withdrawn_at=None).count()
    rules.may_set_item(queries.state_of(meeting, at), items=items + more).or_raise()


def _last(meeting: Meeting) -> int:
    return int(meeting.items.aggregate(last=Max("number"))["last"] or 0)


def _move(item: AgendaItem, place: int | None) -> bool:
    """Give the item its place among those on the agenda, and the others theirs."""
    if place is None:
        return False
    before = list(item.meeting.items.order_by("withdrawn_at", "number"))
    open_ones = [one for one in before if one.withdrawn_at is None]
    rest = [one for one in open_ones if one.pk != item.pk]
    rest.insert(max(0, place - 1), item)
    wanted = [*rest, *(one for one in before if one.withdrawn_at is not None)]
    if [one.pk for one in rest] == [one.pk for one in open_ones]:
        return False
    last = _last(item.meeting)
    for shift in (last, 0):  # two steps: a place is held by one item at a time
        for number, one in enumerate(wanted, 1):
            AgendaItem.objects.filter(pk=one.pk).update(number=number + shift)
    item.refresh_from_db(fields=["number"])
    return True

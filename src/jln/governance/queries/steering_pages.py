"""The pages of the Steering Group, each as its reader may see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Prefetch
from django.utils.translation import get_language

from jln.access.check import granted
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.governance import rules
from jln.governance.models import (
    AgendaInput,
    AgendaItem,
    AgendaMinutes,
    AgendaPaper,
    Decision,
    Meeting,
    MeetingPresence,
    SteeringAction,
    WorkingGroup,
)
from jln.governance.queries import motions
from jln.governance.queries.agendas import (
    A_DAY,
    agenda_of,
    days_on,
    forecast,
    is_to_come,
    recalled,
    state_of,
)
from jln.governance.queries.strategy import bodies_at_work
from jln.governance.queries.voters import Sitting, Voter, sitting
from jln.governance.terms import Answer, MeetingState
from jln.kit import codes
from jln.kit.time import day
from jln.people.models import Person
from jln.web.kept import Kept
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from jln.kit.verdict import Verdict


class Line(NamedTuple):
    """A place at a meeting: whose it is, who comes for it, as far as was said."""

    called: str
    coming: str
    name: str
    is_country: bool


@dataclass(frozen=True, slots=True)
class SteeringMeeting:
    """A meeting as this reader may see it."""

    meeting: Meeting
    state: MeetingState
    days: rules.Days
    items: list[AgendaItem] = field(default_factory=list)
    quorum: rules.Quorum | None = None
    lines: list[Line] = field(default_factory=list)
    mine: MeetingPresence | None = None
    may_keep: bool = False
    sits: bool = False
    may_read: bool = False
    may_comment: bool = False

    @property
    def input_until(self) -> datetime | None:
        """The end of the window."""
        starts_at = self.meeting.starts_at
        return rules.input_until(starts_at, self.days) if starts_at else None


def steering_meeting(person: Person | None, meeting: Meeting, *, at: datetime) -> SteeringMeeting:
    """The page of a meeting. The number of queries does not grow with its agenda."""
    state, on = state_of(meeting, at), day(meeting.starts_at or at)
    if person is None or state is MeetingState.RECORDED:
        return SteeringMeeting(meeting, state, NO_DAYS)
    key = [meeting.pk]
    asked = [(P.STEERING_KEEP, [current().pk]), *((one, key) for one in PAGE)]
    may = {permission for permission, _pk in granted(person, asked)}
    is_inside = P.STEERING_KEEP in may or P.STEERING_SIT in may
    of = sitting(on) if is_inside else None
    days = days_on(on, of.numbers if of else None)
    rows = agenda_of(meeting)
    if P.STEERING_READ in may:
        versions = AgendaMinutes.objects.order_by("-version")
        actions = SteeringAction.objects.select_related("owner").order_by("due_on", "pk")
        rows = rows.prefetch_related(
            Prefetch("versions", queryset=versions), Prefetch("actions", queryset=actions)
        )
    rows = rows.annotate(said=Count("inputs"))
    items = recalled(rows) if is_inside or meeting.opened_at else []
    found: dict[str, Any] = {
        "items": items,
        "may_keep": P.STEERING_KEEP in may,
        "sits": P.STEERING_SIT in may,
    }
    if of is not None:
        said = list(meeting.presences.all())
        found["quorum"] = forecast(meeting, of, said)
        found["lines"] = _lines(of, {one.person_id: one for one in said})
        found["mine"] = next((one for one in said if one.person_id == person.pk), None)
    is_open = rules.may_comment(state, starts_at=meeting.starts_at, at=at, days=days, words="x")
    return SteeringMeeting(
        meeting,
        state,
        days,
        may_read=P.STEERING_READ in may,
        may_comment=bool(is_open) and person.country_id is not None,
        **found,
    )


_rooms: Kept[Room | None] = Kept(200, "public", "network", "directory", "steering")
MOST_MEETINGS = 40  # of which the coming ones are planned for ten months at most
_marks = count()
NO_DAYS = rules.Days(0, 0)
PAGE = (P.STEERING_SIT, P.STEERING_READ, P.STEERING_COMMENT)


def _lines(of: Sitting, said: dict[int, MeetingPresence]) -> list[Line]:
    words = {one: found.answer for one, found in said.items()}
    return [
        Line(
            called=voter.term.called,
            coming=str(rules.comes(voter.place, words)),
            name=_who_comes(voter, words),
            is_country=voter.term.country_id is not None,
        )
        for voter in of.voters
    ]


def _who_comes(voter: Voter, words: dict[int, str]) -> str:
    """The name of whom the place will be filled by, where that is said."""
    for seat in (voter.representative, voter.alternate):
        if seat and seat.person and words.get(seat.person.pk) == Answer.THERE:
            return seat.person.name
    return ""


@dataclass(frozen=True, slots=True)
class RoomLine:
    """Somebody who may sit in the room: for which place, and whether they are there."""

    person: Person
    called: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class Room:
    """The meeting while it goes on."""

    meeting: Meeting
    state: MeetingState
    items: list[AgendaItem]
    in_hand: AgendaItem | None
    people: list[RoomLine]  # who may sit there
    lines: list[Line]  # who comes, as far as was said
    quorum: rules.Quorum
    may_keep: bool
    may_begin: bool
    mark: int  # another one for every time it was read: what is rendered of it is kept under it


def room(person: Person, slug: str, *, at: datetime) -> Room | None:
    """None where there is no such meeting, or it is none of the person's.

    Many load it again and again: read once a minute for each, and when something changed.
    """
    key = slug, at.replace(second=0, microsecond=0), get_language()
    return _rooms.of(person.pk, key, lambda: _room(person, slug, at=at))


def _room(person: Person, slug: str, *, at: datetime) -> Room | None:
    meeting = Meeting.objects.filter(starts_at__isnull=False, slug=slug).first()
    if meeting is None:
        return None
    asked = [(P.STEERING_KEEP, [current().pk]), (P.STEERING_SIT, [meeting.pk])]
    may = {permission for permission, _pk in granted(person, asked)}
    if not may:
        return None
    of = sitting(day(meeting.starts_at or at))
    said = list(meeting.presences.all())
    there = {one.person_id for one in said if one.present_at and not one.left_at}
    items = meeting.items.filter(withdrawn_at=None).select_related("motion").order_by("number")
    agenda = recalled(items)
    return Room(
        meeting=meeting,
        state=state_of(meeting, at),
        items=agenda,
        in_hand=next((one for one in agenda if one.pk == meeting.in_hand_id), None),
        people=list(_in_room(of, there)),
        lines=_lines(of, {one.person_id: one for one in said}),
        quorum=forecast(meeting, of, said),
        may_keep=P.STEERING_KEEP in may,
        may_begin=P.STEERING_KEEP in may and bool(_may_begin(meeting, at)),
        mark=next(_marks),
    )


def _may_begin(meeting: Meeting, at: datetime) -> Verdict:
    state = state_of(meeting, at)
    return rules.may_begin(state, starts_at=meeting.starts_at, at=at)


def _in_room(of: Sitting, there: set[int]) -> Iterator[RoomLine]:
    seats = [
        *((seat, voter.term.called) for voter in of.voters for seat in voter.seats),
        *((seat, str(seat.get_kind_display())) for seat in of.conveners),
    ]
    seen: set[int] = set()
    for seat, called in seats:
        if seat.person and seat.person.pk not in seen:
            seen.add(seat.person.pk)
            yield RoomLine(seat.person, called, seat.person.pk in there)


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item with what was said of it before and in the meeting."""

    item: AgendaItem
    state: MeetingState
    papers: list[AgendaPaper]
    inputs: list[AgendaInput]
    versions: list[AgendaMinutes]
    actions: list[SteeringAction]
    may_keep: bool
    may_paper: bool
    may_read: bool
    sits: bool
    may_comment: bool


def item_page(person: Person, code: str, *, at: datetime) -> ItemPage | None:
    """None where there is none, or its agenda is not open to the person."""
    rows = AgendaItem.objects.filter(pk=codes.number_of(code), withdrawn_at=None)
    item = rows.select_related(
        "meeting", "motion", "presented_by__country", "presented_by__institution"
    ).first()
    if item is None:
        return None
    recalled([item])
    key = [item.meeting_id]
    asked = [(P.STEERING_KEEP, [current().pk]), *((one, key) for one in PAGE)]
    asked.append((P.STEERING_PAPER, [item.pk]))
    may = {permission for permission, _pk in granted(person, asked)}
    is_inside = P.STEERING_KEEP in may or P.STEERING_SIT in may
    if not is_inside and (P.STEERING_COMMENT not in may or item.meeting.opened_at is None):
        return None
    state = state_of(item.meeting, at)
    days = days_on(day(item.meeting.starts_at or at))
    is_open = rules.may_comment(
        state, starts_at=item.meeting.starts_at, at=at, days=days, words="x"
    )
    may_read = P.STEERING_READ in may
    inputs = item.inputs.select_related("country", "person").order_by("at", "pk")
    return ItemPage(
        item=item,
        state=state,
        papers=list(item.papers.select_related("upload").order_by("pk")) if is_inside else [],
        inputs=list(inputs if is_inside else inputs.filter(country=person.country_id)),
        versions=list(item.versions.order_by("-version")) if may_read else [],
        actions=list(item.actions.select_related("owner").order_by("due_on")) if may_read else [],
        may_keep=P.STEERING_KEEP in may,
        may_paper=P.STEERING_PAPER in may,
        may_read=may_read,
        sits=P.STEERING_SIT in may,
        may_comment=bool(is_open) and person.country_id is not None,
    )


@dataclass(frozen=True, slots=True)
class GroupPage:
    """The Steering Group's own page."""

    of: Sitting
    coming: list[Meeting]
    past: list[Meeting]
    register: list[Decision]
    waiting: list[motions.Waits]  # not decided yet, for who may follow them
    may_keep: bool
    may_seat: bool
    bodies: list[WorkingGroup]

    @property
    def good_until(self) -> date | None:
        """The day on which a visitor's page is another one."""
        days = [day(one.starts_at) + A_DAY for one in self.coming if one.starts_at]
        days += [one.term.ends_on + A_DAY for one in self.of.voters if one.term.ends_on]
        return min(days, default=None)


def group_page(person: Person | None, *, at: datetime) -> GroupPage:
    """Who sits on it, its meetings and its register, for this reader."""
    asked = [(one, [current().pk]) for one in (P.STEERING_KEEP, P.STEERING_SEAT)]
    may = {permission for permission, _pk in granted(person, asked)} if person else set()
    of, meetings = (
        sitting(day(at)),
        list(Meeting.objects.order_by("-starts", "-pk")[:MOST_MEETINGS]),
    )
    ahead = [one for one in meetings if one.starts_at and is_to_come(one, at)]
    coming = sorted(ahead, key=lambda one: one.starts_at or at)[:4]
    is_inside = person is not None and (P.STEERING_KEEP in may or person.pk in of.people)
    register = Decision.objects.select_related("meeting").prefetch_related("admits")
    return GroupPage(
        of=of,
        coming=coming,
        past=[one for one in meetings if one not in coming][:20],
        waiting=motions.for_reader(person, of) if person and is_inside else [],
        register=list(register.order_by("-number")[:20]),
        may_keep=P.STEERING_KEEP in may,
        may_seat=P.STEERING_SEAT in may,
        bodies=bodies_at_work(),
    )

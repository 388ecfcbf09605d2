"""Meetings of the Steering Group to come and gone: their agenda, who comes, where they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Prefetch
from django.utils.translation import gettext as _

from jln.access.check import can, granted, visible
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.countries.models import Seat
from jln.countries.terms import STEERING_SEATS, SeatKind
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
    SteeringTerm,
)
from jln.governance.queries.voters import Sitting, Voter, sitting
from jln.governance.rules.health import months_before
from jln.governance.terms import Answer, MeetingState
from jln.kit.codes import number_of
from jln.kit.time import day
from jln.membership import queries as membership
from jln.parameters import queries as parameters
from jln.people.models import Person
from jln.ui import formats
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

A_DAY = timedelta(days=1)
CORE = (SeatKind.POINT_OF_CONTACT, SeatKind.CCG_COORDINATOR)


def course_of(meeting: Meeting) -> rules.Course:
    """What the rules judge."""
    return rules.Course(
        starts_at=meeting.starts_at,
        opened_at=meeting.opened_at,
        papers_at=meeting.papers_at,
        began_at=meeting.began_at,
        ended_at=meeting.ended_at,
        approved_at=meeting.approved_at,
        published_at=meeting.published_at,
    )


def state_of(meeting: Meeting, at: datetime) -> MeetingState:
    """Where it stands."""
    return rules.state_of(course_of(meeting), at)


def days_on(on: date) -> rules.Days:
    """How long before a meeting its agenda and its papers go out, by the rules of a day."""
    numbers = parameters.all_on(on)
    return rules.Days(input=numbers["input_days"].value, papers=numbers["papers_days"].value)


def to_come(at: datetime) -> QuerySet[Meeting]:
    """Meetings that were not held yet, the next one first."""
    rows = Meeting.objects.filter(starts_at__gt=at - A_DAY, ended_at=None)
    return rows.order_by("starts_at")


def may_keep(person: Person | None) -> bool:
    """Whether the person holds the Steering Group's meetings."""
    return person is not None and can(person, P.STEERING_KEEP, current())


def keeping(person: Person) -> QuerySet[Meeting]:
    """Meetings that the person may hold: all that were planned here, or none."""
    rows = Meeting.objects.filter(starts_at__isnull=False)
    return rows if may_keep(person) else rows.none()


def items_to_keep(person: Person) -> QuerySet[AgendaItem]:
    """Items of these that are on the agenda."""
    rows = AgendaItem.objects.filter(meeting__in=keeping(person), withdrawn_at=None)
    return rows.select_related("meeting", "presented_by__country", "presented_by__institution")


def sitting_in(person: Person) -> QuerySet[Meeting]:
    """Meetings in which the person sits."""
    return visible(person, P.STEERING_SIT, Meeting.objects.filter(starts_at__isnull=False))


def open_for_input(person: Person) -> QuerySet[Meeting]:
    """Meetings to whose agenda the person may speak."""
    rows = Meeting.objects.filter(opened_at__isnull=False, ended_at=None)
    return visible(person, P.STEERING_COMMENT, rows)


def agenda_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Its items in their order, with their papers."""
    papers = AgendaPaper.objects.select_related("upload").order_by("pk")
    rows = meeting.items.filter(withdrawn_at=None).order_by("number")
    rows = rows.select_related("presented_by__country", "presented_by__institution")
    return rows.prefetch_related(Prefetch("papers", queryset=papers))


def people_present(meeting: Meeting) -> set[int]:
    """Who is in the room, by number."""
    there = meeting.presences.filter(present_at__isnull=False, left_at=None)
    return set(there.values_list("person", flat=True))


def forecast(meeting: Meeting, of: Sitting, said: Iterable[MeetingPresence]) -> rules.Quorum:
    """The quorum as far as answers tell; once it has begun, of those in the room."""
    on = day(meeting.starts_at) if meeting.starts_at else of.on
    percent = parameters.value("quorum_percent", on=on)
    places = [one.place for one in of.of_countries]
    conveners = {seat.person_id for seat in of.conveners if seat.person_id}
    said = list(said)
    if meeting.began_at:
        there = {one.person_id for one in said if one.present_at and not one.left_at}
        return rules.present(places, conveners, there, percent)
    return rules.forecast(places, conveners, {one.person_id: one.answer for one in said}, percent)


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

    @property
    def minutes_until_end(self) -> int:
        """The time that its items take together."""
        return sum(one.minutes for one in self.items)


def steering_meeting(person: Person | None, meeting: Meeting, *, at: datetime) -> SteeringMeeting:
    """The page of a meeting. The number of queries does not grow with its agenda."""
    state = state_of(meeting, at)
    days = days_on(day(meeting.starts_at or at))
    if person is None or state is MeetingState.RECORDED:
        return SteeringMeeting(meeting, state, days)
    key = [meeting.pk]
    asked = [(P.STEERING_KEEP, [current().pk]), *((one, key) for one in PAGE)]
    may = {permission for permission, _pk in granted(person, asked)}
    is_inside = P.STEERING_KEEP in may or P.STEERING_SIT in may
    if P.STEERING_COMMENT not in may:
        return SteeringMeeting(meeting, state, days)
    rows = agenda_of(meeting)
    if P.STEERING_READ in may:
        versions = AgendaMinutes.objects.order_by("-version")
        actions = SteeringAction.objects.select_related("owner").order_by("due_on", "pk")
        rows = rows.prefetch_related(
            Prefetch("versions", queryset=versions), Prefetch("actions", queryset=actions)
        )
    items = list(rows.annotate(said=Count("inputs"))) if is_inside or meeting.opened_at else []
    found: dict[str, Any] = {
        "items": items,
        "may_keep": P.STEERING_KEEP in may,
        "sits": P.STEERING_SIT in may,
    }
    if is_inside:
        said = list(meeting.presences.all())
        of = sitting(day(meeting.starts_at or at))
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
    people: list[RoomLine]
    quorum: rules.Quorum
    may_keep: bool
    is_mine: bool


def room(person: Person, slug: str, *, at: datetime) -> Room | None:
    """None where there is no such meeting, or it is none of the person's."""
    rows = Meeting.objects.filter(starts_at__isnull=False, slug=slug).select_related("in_hand")
    meeting = rows.first()
    if meeting is None:
        return None
    asked = [(P.STEERING_KEEP, [current().pk]), (P.STEERING_SIT, [meeting.pk])]
    may = {permission for permission, _pk in granted(person, asked)}
    if not may:
        return None
    of = sitting(day(meeting.starts_at or at))
    said = list(meeting.presences.all())
    there = {one.person_id for one in said if one.present_at and not one.left_at}
    return Room(
        meeting=meeting,
        state=state_of(meeting, at),
        items=list(meeting.items.filter(withdrawn_at=None).order_by("number")),
        people=list(_in_room(of, there)),
        quorum=forecast(meeting, of, said),
        may_keep=P.STEERING_KEEP in may,
        is_mine=person.pk in of.people,
    )


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
    may_read: bool
    sits: bool
    may_comment: bool


def item_page(person: Person, code: str, *, at: datetime) -> ItemPage | None:
    """None where there is none, or its agenda is not open to the person."""
    rows = AgendaItem.objects.filter(pk=number_of(code), withdrawn_at=None)
    item = rows.select_related(
        "meeting", "presented_by__country", "presented_by__institution"
    ).first()
    if item is None:
        return None
    key = [item.meeting_id]
    asked = [(P.STEERING_KEEP, [current().pk]), *((one, key) for one in PAGE)]
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
        may_read=may_read,
        sits=P.STEERING_SIT in may,
        may_comment=bool(is_open) and person.country_id is not None,
    )


def zones(on: date) -> list[tuple[str, str]]:
    """The zones of those who sit there, each once, in words."""
    of = sitting(on)
    codes = {"UTC", *(one.term.country.timezone for one in of.of_countries if one.term.country)}
    return sorted((code, formats.place(code) if code != "UTC" else code) for code in codes)


def who_may_act(meeting: Meeting) -> list[Person]:
    """Who may take on something in a meeting: those who sit there, and the staff."""
    on = day(meeting.starts_at) if meeting.starts_at else None
    kinds = (*STEERING_SEATS, SeatKind.NETWORK_OFFICER, SeatKind.ADMINISTRATOR)
    held = Seat.objects.held_on(on).filter(kind__in=kinds)
    return list(
        Person.objects.present().filter(pk__in=held.values("person")).order_by("name", "pk")
    )


def minutes_said(item: AgendaItem) -> dict[str, Any]:
    """The newest version of an item's minutes, as the form asks it."""
    last = item.versions.order_by("-version").first()
    return {"discussion": last.discussion, "points": last.points} if last else {}


def who_is_asked(on: date) -> QuerySet[Person]:
    """Who speaks for a member country that has no place: contact and coordinator."""
    of = sitting(on)
    sitting_countries = [one.term.country_id for one in of.of_countries]
    members = membership.present().exclude(country__in=sitting_countries).values("country")
    held = Seat.objects.held_on(on).filter(kind__in=CORE, country__in=members)
    return Person.objects.present().filter(pk__in=held.values("person")).order_by("pk")


def who_reads_summaries(on: date) -> QuerySet[Person]:
    """Contacts and coordinators of every member country."""
    members = membership.present().values("country")
    held = Seat.objects.held_on(on).filter(kind__in=CORE, country__in=members)
    return Person.objects.present().filter(pk__in=held.values("person")).order_by("pk")


def input_until(meeting: Meeting) -> datetime | None:
    """The end of the window in which a planned meeting's agenda is spoken to."""
    if meeting.starts_at is None:
        return None
    return rules.input_until(meeting.starts_at, days_on(day(meeting.starts_at)))


def warning_months(on: date) -> int:
    """So long without a planned meeting is too long."""
    return parameters.value("meeting_warning_months", on=on)


def is_meeting_missing(at: datetime) -> bool:
    """No meeting lies in the time in which one has to be planned."""
    on = day(at)
    until = months_before(on, -warning_months(on))
    coming = to_come(at).values_list("starts_at", flat=True).first()
    return coming is None or day(coming) > until


def without_quorum(at: datetime) -> list[tuple[Meeting, rules.Quorum]]:
    """Meetings whose papers are due and for which no quorum is in sight."""
    found = []
    for meeting in to_come(at).prefetch_related("presences")[:5]:
        days = days_on(day(at))
        if meeting.starts_at is None or at < rules.papers_by(meeting.starts_at, days):
            continue
        of = sitting(day(meeting.starts_at))
        quorum = forecast(meeting, of, meeting.presences.all())
        if quorum.coming is not rules.Coming.SURE:
            found.append((meeting, quorum))
    return found


class Waiting(NamedTuple):
    """Something that waits for the staff: in words, where, since when."""

    text: str
    path: str
    since: date | None


def waiting_for_staff(at: datetime) -> list[Waiting]:
    """A meeting that is missing, one without quorum in sight, minutes to be written."""
    found = []
    if is_meeting_missing(at):
        found.append(
            Waiting(_("No meeting of the Steering Group is planned."), "/steering-group/", None)
        )
    for meeting, _quorum in without_quorum(at):
        text = _("No quorum is in sight for the next meeting of the Steering Group.")
        found.append(Waiting(text, path_of(meeting), day(meeting.starts_at or at)))
    held = Meeting.objects.filter(starts_at__lt=at - A_DAY, approved_at=None).order_by("starts_at")
    text = _("The minutes of a meeting of the Steering Group are not approved.")
    found += [Waiting(text, path_of(one), day(one.starts_at or at)) for one in held[:5]]
    return found


def path_of(meeting: Meeting) -> str:
    """Where a meeting stands."""
    return f"/steering-group/meetings/{meeting.slug}/"


@dataclass(frozen=True, slots=True)
class GroupPage:
    """The Steering Group's own page."""

    of: Sitting
    coming: list[Meeting]
    past: list[Meeting]
    register: list[Decision]
    may_keep: bool
    may_seat: bool
    terms_before: int


def group_page(person: Person | None, *, at: datetime) -> GroupPage:
    """Who sits on it, its meetings and its register, for this reader."""
    asked = [(one, [current().pk]) for one in (P.STEERING_KEEP, P.STEERING_SEAT)]
    may = {permission for permission, _pk in granted(person, asked)} if person else set()
    coming = list(to_come(at)[:4])
    past = Meeting.objects.exclude(pk__in=[one.pk for one in coming])
    register = Decision.objects.select_related("meeting").prefetch_related("admits")
    return GroupPage(
        of=sitting(day(at)),
        coming=coming,
        past=list(past.order_by("-starts", "-pk")[:20]),
        register=list(register.order_by("-number")[:20]),
        may_keep=P.STEERING_KEEP in may,
        may_seat=P.STEERING_SEAT in may,
        terms_before=SteeringTerm.objects.filter(ends_on__lt=day(at)).count(),
    )

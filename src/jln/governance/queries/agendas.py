"""Meetings of the Steering Group to come and gone: their agenda, who comes, where they stand."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from jln.access.check import can, require, visible
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.countries.models import Seat
from jln.countries.terms import STEERING_SEATS, SeatKind
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.governance import effects, rules
from jln.governance.models import (
    AgendaItem,
    AgendaPaper,
    Meeting,
    MeetingPresence,
)
from jln.governance.queries.voters import Sitting, sitting
from jln.governance.rules.health import months_before
from jln.governance.terms import MeetingState
from jln.kit import codes
from jln.kit.matter import Recalled
from jln.kit.time import day
from jln.membership import queries as membership
from jln.membership.queries.applications import Waits
from jln.parameters import queries as parameters
from jln.people.models import Person
from jln.ui import formats
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from jln.parameters.rules import Number

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
        cancelled_at=meeting.cancelled_at,
    )


def state_of(meeting: Meeting, at: datetime) -> MeetingState:
    """Where it stands."""
    return rules.state_of(course_of(meeting), at)


def days_on(on: date, numbers: dict[str, Number] | None = None) -> rules.Days:
    """How long before a meeting its agenda and its papers go out, by the rules of a day."""
    numbers = numbers or parameters.all_on(on)
    return rules.Days(input=numbers["input_days"].value, papers=numbers["papers_days"].value)


def to_come(at: datetime) -> QuerySet[Meeting]:
    """Meetings that were not held yet, the next one first."""
    rows = Meeting.objects.filter(starts_at__gt=at - A_DAY, ended_at=None, cancelled_at=None)
    return rows.order_by("starts_at")


def is_to_come(meeting: Meeting, at: datetime) -> bool:
    """The same of one."""
    ahead = meeting.starts_at is not None and meeting.starts_at > at - A_DAY
    return ahead and meeting.ended_at is None and meeting.cancelled_at is None


def may_keep(person: Person | None) -> bool:
    """Whether the person holds the Steering Group's meetings."""
    return person is not None and can(person, P.STEERING_KEEP, current())


def require_seating(person: Person) -> None:
    """Raises PermissionDenied for whoever may not begin a term."""
    require(person, P.STEERING_SEAT, current())


def code_of(meeting: Meeting) -> str:
    """By which a form about it is asked by mail."""
    return codes.code_of(meeting.pk)


def answer_of(meeting: Meeting, person: Person) -> str:
    """What somebody said of coming."""
    row = meeting.presences.filter(person=person).first()
    return row.answer if row else ""


def next_letter(meeting: Meeting, at: datetime) -> str:
    """The letter that comes next."""
    state = state_of(meeting, at)
    letters = {MeetingState.PLANNED: "invitation", MeetingState.OPEN: "papers"}
    return letters.get(state, "minutes" if state is MeetingState.MINUTES else "")


def keeping(person: Person) -> QuerySet[Meeting]:
    """Meetings that the person may hold: all that were planned here, or none."""
    rows = Meeting.objects.filter(starts_at__isnull=False)
    return rows if may_keep(person) else rows.none()


def items_to_keep(person: Person) -> QuerySet[AgendaItem]:
    """Items of these that are on the agenda."""
    rows = AgendaItem.objects.filter(meeting__in=keeping(person), withdrawn_at=None)
    return rows.select_related("meeting", "presented_by__country", "presented_by__institution")


def items_to_paper(person: Person) -> QuerySet[AgendaItem]:
    """Items to which the person may bring a paper: of those that they keep, or present."""
    rows = AgendaItem.objects.filter(withdrawn_at=None, meeting__starts_at__isnull=False)
    return visible(person, P.STEERING_PAPER, rows).select_related("meeting")


def sitting_in(person: Person) -> QuerySet[Meeting]:
    """Meetings in which the person sits."""
    return visible(person, P.STEERING_SIT, Meeting.objects.filter(starts_at__isnull=False))


def open_for_input(person: Person) -> QuerySet[Meeting]:
    """Meetings to whose agenda the person may speak."""
    rows = Meeting.objects.filter(opened_at__isnull=False, ended_at=None, cancelled_at=None)
    return visible(person, P.STEERING_COMMENT, rows)


def agenda_of(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Its items in their order, with their papers."""
    papers = AgendaPaper.objects.select_related("upload").order_by("pk")
    rows = meeting.items.filter(withdrawn_at=None).order_by("number")
    rows = rows.select_related("presented_by__country", "presented_by__institution", "motion")
    return rows.prefetch_related(Prefetch("papers", queryset=papers))


def recalled(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """These, each with what its words are made of. Select `motion`.

    It asks nothing but of what waits to be put, and then once for each kind of it.
    """
    found = list(items)
    waits = [one for one in found if one.matter_id is not None and one.motion is None]
    made_of = effects.recalled((one.matter_kind, one.matter_id or 0) for one in waits)
    for one in found:
        motion = one.motion
        one.recalled = (
            Recalled(motion.kind, motion.data, motion.language)
            if motion
            else made_of.get((one.matter_kind, one.matter_id or 0))
        )
    return found


def forecast(meeting: Meeting, of: Sitting, said: Iterable[MeetingPresence]) -> rules.Quorum:
    """The quorum as far as answers tell; once it has begun, of those in the room."""
    percent = of.numbers["quorum_percent"].value
    places = [one.place for one in of.of_countries]
    conveners = {seat.person_id for seat in of.conveners if seat.person_id}
    said = list(said)
    if meeting.began_at:
        there = {one.person_id for one in said if one.present_at and not one.left_at}
        return rules.present(places, conveners, there, percent)
    return rules.forecast(places, conveners, {one.person_id: one.answer for one in said}, percent)


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
    return _is_missing(to_come(at)[:1], day(at))


def _is_missing(coming: Iterable[Meeting], on: date) -> bool:
    until = months_before(on, -warning_months(on))
    return not any(one.starts_at and day(one.starts_at) <= until for one in coming)


def without_quorum(at: datetime) -> list[tuple[Meeting, rules.Quorum]]:
    """Meetings whose papers are due and for which no quorum is in sight. Five queries."""
    return _without_quorum(to_come(at), at)


def _without_quorum(coming: Iterable[Meeting], at: datetime) -> list[tuple[Meeting, rules.Quorum]]:
    """Of these. It asks the same where there is none, so that no page grows with them."""
    of, said = sitting(day(at)), defaultdict(list)
    until = at + timedelta(days=days_on(day(at), of.numbers).papers)
    for one in MeetingPresence.objects.filter(meeting__in=to_come(at).values("pk")):
        said[one.meeting_id].append(one)
    near = [one for one in coming if one.starts_at and one.starts_at <= until and not one.began_at]
    found = ((one, forecast(one, of, said[one.pk])) for one in near)
    return [(one, quorum) for one, quorum in found if quorum.coming is not rules.Coming.SURE]


def waiting_for_staff(*, at: datetime) -> list[Waits]:
    """A meeting that is missing, one without quorum in sight, minutes to be written."""
    found, began = [], at - A_DAY
    to_approve = Q(starts_at__lt=began, approved_at=None)
    rows = Meeting.objects.filter(
        Q(starts_at__gt=began, ended_at=None) | to_approve, cancelled_at=None
    )
    meetings = [(one.starts_at or at, one) for one in rows.order_by("starts_at")]
    coming = [one for starts_at, one in meetings if starts_at > began]
    if _is_missing(coming[:1], day(at)):
        text = _("No meeting of the Steering Group is planned.")
        found.append(Waits(text, at, "/steering-group/", is_late=True))
    for meeting, _quorum in _without_quorum(coming, at):
        text = _("No quorum is in sight for the next meeting of the Steering Group.")
        found.append(Waits(text, at, path_of(meeting), is_late=True))
    text = _("The minutes of a meeting of the Steering Group are not approved.")
    held = [(starts_at, one) for starts_at, one in meetings if starts_at < began]
    found += [Waits(text, starts_at, path_of(one)) for starts_at, one in held[:5]]
    return sorted(found, key=lambda one: one.since)


def changes_of(meeting: Meeting) -> int:
    """How often it was changed or cancelled since it was called, as calendars count."""
    kinds = (Kind.STEERING_CHANGED, Kind.STEERING_CANCELLED)
    return Fact.objects.filter(
        subject_model="jln.Meeting", subject_id=meeting.pk, kind__in=kinds
    ).count()


def path_of(meeting: Meeting) -> str:
    """Where a meeting stands."""
    return f"/steering-group/meetings/{meeting.slug}/"

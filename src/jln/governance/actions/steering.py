"""Meetings of the Steering Group: called, opened for input, held, minuted, made public."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance import rules
from jln.governance.actions import motions
from jln.governance.actions.agenda import gather, gather_next, locked
from jln.governance.models import AgendaItem, AgendaMinutes, Meeting, MeetingPresence
from jln.governance.queries import agendas as queries
from jln.governance.queries.core_group import ANOTHER_AT_THAT_TIME
from jln.governance.queries.voters import sitting
from jln.governance.terms import Answer, MeetingMode, MeetingState
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.kit.time import day
from jln.kit.verdict import Verdict, refusal, unless
from jln.web import versions
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import datetime

    from jln.people.models import Person


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting as it is called."""

    starts_at: datetime
    timezone: str = "UTC"
    mode: str = MeetingMode.VIRTUAL
    place: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a meeting: the column of its moment, its rule, its facts, what it writes beside.

    Nobody is told of a meeting to which nobody was invited.
    """

    column: str
    may: Callable[[Meeting, MeetingState], Verdict]
    kinds: tuple[Kind, ...]
    values: Mapping[str, object] = field(default_factory=dict)


def call(said: Called, *, by: Person, at: datetime) -> Meeting:
    """Plan a meeting; what waits for a decision goes on its agenda. The same time is the same.

    Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.STEERING_KEEP, current())
    rules.may_call(
        rules.state_of(rules.Course(said.starts_at), at), starts_at=said.starts_at, at=at
    ).or_raise()
    try:
        return _called(said, by, at)
    except IntegrityError:  # two at once: the other one stands by now
        return Meeting.objects.get(starts_at=said.starts_at, cancelled_at=None)


@transaction.atomic
def _called(said: Called, by: Person, at: datetime) -> Meeting:
    known = Meeting.objects.filter(starts_at=said.starts_at, cancelled_at=None).first()
    if known is not None:
        return known
    meeting = Meeting(slug=_free_slug(said), language=by.language, confidence=Confidence.CONFIRMED)
    _set(meeting, said)
    meeting.save(force_insert=True)
    gather(meeting, at=at)
    record(Kind.STEERING_PLANNED, meeting, by=by, at=at)
    return meeting


@transaction.atomic
def change(meeting: Meeting, said: Called, *, by: Person, at: datetime) -> Meeting:
    """Move a meeting, or say where else it is; who was invited is told. Safe to repeat."""
    require(by, Permission.STEERING_KEEP, current())
    meeting = locked(meeting)
    rules.may_call(queries.state_of(meeting, at), starts_at=said.starts_at, at=at).or_raise()
    same = Meeting.objects.filter(starts_at=said.starts_at, cancelled_at=None)
    unless(not same.exclude(pk=meeting.pk).exists(), "taken", ANOTHER_AT_THAT_TIME).or_raise()
    now = (meeting.starts_at, meeting.timezone, meeting.mode, meeting.place, meeting.link)
    if now == (said.starts_at, said.timezone, said.mode, said.place, said.link):
        return meeting

    moved = meeting.starts_at != said.starts_at
    _set(meeting, said)
    meeting.warned_at = None
    meeting.save()
    if moved:  # who said they could come spoke of another day
        meeting.presences.update(answer="", answered_at=None)

    record(Kind.STEERING_CHANGED, meeting, by=by, at=at, quietly=meeting.opened_at is None)
    return meeting


@transaction.atomic
def open_agenda(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Invite the Steering Group, and ask the other countries for input. Safe to repeat."""
    gather(meeting, at=at)

    def may(meeting: Meeting, state: MeetingState) -> Verdict:
        return rules.may_open(
            state,
            items=meeting.items.filter(withdrawn_at=None).count(),
            starts_at=meeting.starts_at,
            at=at,
            days=queries.days_on(day(at)),
        )

    kinds = (Kind.STEERING_INVITED, Kind.STEERING_INPUT_ASKED)
    return _take(meeting, Step("opened_at", may, kinds), by=by, at=at)


@transaction.atomic
def send_papers(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Send the Steering Group the agenda with its papers. Safe to repeat."""
    step = Step(
        "papers_at",
        lambda _meeting, state: rules.may_send_papers(state),
        (Kind.STEERING_PAPERS_SENT,),
    )
    return _take(meeting, step, by=by, at=at)


@transaction.atomic
def cancel(meeting: Meeting, because: str, *, by: Person, at: datetime) -> Meeting:
    """Say that a meeting to come does not take place, and why; who was invited is told once.

    What it would have taken up goes to the next meeting. Raises as its rule says. Safe to repeat.
    """
    step = Step(
        "cancelled_at",
        lambda _meeting, state: rules.may_cancel(state, because=because),
        (Kind.STEERING_CANCELLED,),
        {"cancelled_because": because},
    )
    meeting = _take(meeting, step, by=by, at=at)
    motions.leave_to_the_next(meeting, by=by, at=at)
    gather_next(at=at)
    return meeting


@transaction.atomic
def answer(meeting: Meeting, said: Answer | str, *, by: Person, at: datetime) -> MeetingPresence:
    """Say whether one comes; the last word counts. "" takes it back."""
    require(by, Permission.STEERING_SIT, meeting)
    meeting = locked(meeting)
    rules.may_answer(queries.state_of(meeting, at), starts_at=meeting.starts_at, at=at).or_raise()
    row, _new = MeetingPresence.objects.get_or_create(meeting=meeting, person=by)
    if row.answer == said:
        return row
    row.answer, row.answered_at = str(said), at
    row.save(update_fields=["answer", "answered_at"])
    record(Kind.STEERING_ANSWERED, meeting, by=by, at=at)
    return row


@transaction.atomic
def begin(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Open the room."""

    def may(meeting: Meeting, state: MeetingState) -> Verdict:
        return rules.may_begin(state, starts_at=meeting.starts_at, at=at)

    return _take(meeting, Step("began_at", may, (Kind.STEERING_BEGAN,)), by=by, at=at)


@transaction.atomic
def finish(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Close the room; the minutes are written from here on."""
    step = Step(
        "ended_at",
        lambda _meeting, state: rules.may_finish(state),
        (Kind.STEERING_ENDED,),
        {"in_hand": None},
    )
    return _take(meeting, step, by=by, at=at)


@transaction.atomic
def be_there(
    meeting: Meeting, person: Person, *, is_there: bool, by: Person, at: datetime
) -> MeetingPresence:
    """Mark somebody of the Steering Group as in the room, or as gone; or oneself."""
    if by.pk == person.pk:
        require(by, Permission.STEERING_SIT, meeting)
    else:
        require(by, Permission.STEERING_KEEP, current())
    meeting = locked(meeting)
    rules.may_finish(queries.state_of(meeting, at)).or_raise()
    if person.pk not in sitting(day(meeting.starts_at or at)).people:
        raise refusal("stranger", rules.NOT_ON_IT)
    row, _new = MeetingPresence.objects.get_or_create(meeting=meeting, person=person)
    if bool(row.present_at and not row.left_at) == is_there:
        return row
    row.present_at = (row.present_at or at) if is_there else row.present_at
    row.left_at = None if is_there else at
    row.save(update_fields=["present_at", "left_at"])
    versions.bump("steering")
    return row


@transaction.atomic
def take_up(meeting: Meeting, item: AgendaItem | None, *, by: Person, at: datetime) -> Meeting:
    """The item in hand."""
    require(by, Permission.STEERING_KEEP, current())
    meeting = locked(meeting)
    rules.may_finish(queries.state_of(meeting, at)).or_raise()
    if item is not None and item.meeting_id != meeting.pk:
        raise refusal("stranger", rules.NOT_ITS_ITEM)
    meeting.in_hand = item
    meeting.save(update_fields=["in_hand"])
    versions.bump("steering")
    return meeting


@transaction.atomic
def send_minutes(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Send the draft to the Steering Group, to be approved."""
    require(by, Permission.STEERING_KEEP, current())
    meeting = locked(meeting)
    rules.may_send_minutes(queries.state_of(meeting, at), minuted=_minuted(meeting)).or_raise()
    record(Kind.STEERING_MINUTES_SENT, meeting, by=by, at=at)
    return meeting


SEND = {"invitation": open_agenda, "papers": send_papers, "minutes": send_minutes}
"""The letters of a meeting, by the words of the form that sends them."""


@transaction.atomic
def approve(meeting: Meeting, *, by: Person, at: datetime) -> Meeting:
    """Approve the minutes: who convenes alone, countries once they are half of the places.

    Safe to repeat. Raises PermissionDenied or RuleBroken.
    """
    require(by, Permission.STEERING_SIT, meeting)
    meeting = locked(meeting)
    if meeting.approved_at is not None:
        return meeting
    of = sitting(day(at))
    convenes = any(seat.person_id == by.pk for seat in of.conveners)
    place = of.people.get(by.pk)
    rules.may_approve(
        queries.state_of(meeting, at),
        minuted=_minuted(meeting),
        convenes=convenes,
        speaks_for_country=place is not None and place.term.country_id is not None,
    ).or_raise()
    MeetingPresence.objects.update_or_create(
        meeting=meeting, person=by, defaults={"approved_at": at}
    )
    said = set(meeting.presences.filter(approved_at__isnull=False).values_list("person", flat=True))
    agreed = sum(1 for one in of.of_countries if said & {seat.person_id for seat in one.seats})
    if convenes or agreed >= rules.needed(len(of.of_countries), rules.HALF):
        meeting.approved_at = at
        meeting.save(update_fields=["approved_at"])
        record(Kind.STEERING_APPROVED, meeting, by=by, at=at)
    return meeting


@transaction.atomic
def publish(meeting: Meeting, summary: str, *, by: Person, at: datetime) -> Meeting:
    """Let everybody read what came of it; countries are told the first time."""
    require(by, Permission.STEERING_KEEP, current())
    meeting = locked(meeting)
    rules.may_publish(queries.state_of(meeting, at)).or_raise()
    if meeting.summary == summary:
        return meeting
    is_first = meeting.published_at is None
    meeting.summary = summary
    meeting.published_at = meeting.published_at or at
    meeting.save(update_fields=["summary", "published_at"])
    record(Kind.STEERING_SUMMARISED, meeting, by=by, at=at, quietly=not is_first)
    return meeting


def _set(meeting: Meeting, said: Called) -> None:
    meeting.starts_at, meeting.timezone = said.starts_at, said.timezone
    meeting.mode, meeting.place, meeting.link = said.mode, said.place, said.link
    meeting.starts = PartialDate.of(said.starts_at.astimezone(ZoneInfo(said.timezone)).date())


def _free_slug(said: Called) -> str:
    """Its first day; of a second meeting of a day with its place among them."""
    on = said.starts_at.astimezone(ZoneInfo(said.timezone)).date().isoformat()
    taken = set(Meeting.objects.filter(slug__startswith=on).values_list("slug", flat=True))
    tries = (on, *(f"{on}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in tries if one not in taken)


def _take(meeting: Meeting, step: Step, *, by: Person, at: datetime) -> Meeting:
    """Take a step once: who may, its rule, what it writes, what is told of it."""
    require(by, Permission.STEERING_KEEP, current())
    meeting = locked(meeting)
    if getattr(meeting, step.column) is not None:
        return meeting
    step.may(meeting, queries.state_of(meeting, at)).or_raise()

    values = {step.column: at, **step.values}
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(values))

    for kind in step.kinds:
        record(kind, meeting, by=by, at=at, quietly=meeting.opened_at is None)
    return meeting


def _minuted(meeting: Meeting) -> int:
    return AgendaMinutes.objects.filter(item__meeting=meeting).values("item").distinct().count()

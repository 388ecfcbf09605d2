"""A meeting of the Steering Group: where it stands, and when each deed may be done. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.governance.rules.deeds import HORIZON
from jln.governance.terms import MeetingState
from jln.kit.verdict import Verdict, unless

if TYPE_CHECKING:
    from collections.abc import Collection

S = MeetingState
MOST_AGENDA = 20
LONGEST_INPUT = 2_000
UNATTENDED = timedelta(days=1)  # a meeting nobody opened the room of was held nevertheless
BEFORE = frozenset({S.PLANNED, S.OPEN, S.PAPERS})
AHEAD = BEFORE | {S.SESSION}
HELD = frozenset({S.SESSION, S.MINUTES})
HALF = 50  # per cent of the places of countries, who approve minutes without who convenes
CANCELLED = _("This meeting is cancelled.")
NOT_ON_IT = _("Only who sits on the Steering Group is marked as present.")
NOT_ITS_ITEM = _("This item is not on the agenda of the meeting.")
NO_COUNTRY = _("Input is given for a country; your profile names none.")


@dataclass(frozen=True, slots=True)
class Days:
    """The numbers of the rule, as they were on the day."""

    input: int
    papers: int


@dataclass(frozen=True, slots=True)
class Course:
    """What is on record of a meeting: when it begins, and when each step was taken."""

    starts_at: datetime | None = None
    opened_at: datetime | None = None
    papers_at: datetime | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    approved_at: datetime | None = None
    published_at: datetime | None = None
    cancelled_at: datetime | None = None


def state_of(said: Course, at: datetime) -> MeetingState:
    """Where it stands: the last step that was taken; none of a meeting of the early years."""
    if said.starts_at is None:
        return S.RECORDED
    was_held = said.ended_at is not None or at >= (said.began_at or said.starts_at) + UNATTENDED
    steps = (
        (said.cancelled_at is not None, S.CANCELLED),
        (said.published_at is not None, S.PUBLISHED),
        (said.approved_at is not None, S.APPROVED),
        (was_held, S.MINUTES),
        (said.began_at is not None, S.SESSION),
        (said.papers_at is not None, S.PAPERS),
        (said.opened_at is not None, S.OPEN),
    )
    return next((state for holds, state in steps if holds), S.PLANNED)


def opens_by(starts_at: datetime, days: Days) -> datetime:
    """The last moment to open the agenda for input."""
    return starts_at - timedelta(days=days.input)


def papers_by(starts_at: datetime, days: Days) -> datetime:
    """The last moment to send the papers."""
    return starts_at - timedelta(days=days.papers)


def input_until(starts_at: datetime, days: Days) -> datetime:
    """Input is taken until the papers are due, so that it can be read with them."""
    return papers_by(starts_at, days)


def may_call(state: MeetingState, *, starts_at: datetime, at: datetime) -> Verdict:
    """A meeting to come, or one that has not begun moved to another time to come."""
    return _is(state, BEFORE) & unless(
        at < starts_at <= at + HORIZON, "when", _("Choose a time in the next ten months.")
    )


def may_cancel(state: MeetingState, *, because: str) -> Verdict:
    """A meeting that has not begun, with a reason that the invited read."""
    return _is(state, BEFORE) & unless(
        bool(because.strip()), "no_reason", _("Say why: those invited read it.")
    )


def may_set_item(state: MeetingState, *, items: int) -> Verdict:
    """The agenda may change until the meeting has ended."""
    return _is(state, AHEAD) & unless(
        items <= MOST_AGENDA, "items", _("An agenda has at most twenty items.")
    )


def may_open(
    state: MeetingState, *, items: int, starts_at: datetime | None, at: datetime, days: Days
) -> Verdict:
    """The agenda opens with something on it, early enough for Associates to speak to it."""
    early = starts_at is not None and at <= opens_by(starts_at, days)
    late = _("It is too late to ask for input to this agenda. Move the meeting to a later day.")
    return (
        _is(state, {S.PLANNED})
        & unless(items > 0, "empty", _("Put an item on the agenda first."))
        & unless(early, "late", late)
    )


def may_send_papers(state: MeetingState) -> Verdict:
    """Papers go out once everybody could speak to the agenda."""
    return _is(state, {S.OPEN})


def may_comment(
    state: MeetingState, *, starts_at: datetime | None, at: datetime, days: Days, words: str
) -> Verdict:
    """Input is taken while the agenda is open for it."""
    until = input_until(starts_at, days) if starts_at else at
    closed = _("Input to this agenda is not taken now; members of the Steering Group can raise it.")
    return (
        _stands(state)
        & unless(state in {S.OPEN, S.CANCELLED} and at < until, "closed", closed)
        & unless(bool(words.strip()), "empty", _("Write what you want the meeting to know."))
        & unless(
            len(words) <= LONGEST_INPUT, "long", _("Say it in two thousand characters at most.")
        )
    )


def may_answer(state: MeetingState, *, starts_at: datetime | None, at: datetime) -> Verdict:
    """One says whether one comes until it begins."""
    ahead = starts_at is not None and at < starts_at and state in BEFORE | {S.CANCELLED}
    return _stands(state) & unless(ahead, "began", _("This meeting has begun already."))


def may_begin(state: MeetingState, *, starts_at: datetime | None, at: datetime) -> Verdict:
    """The room opens an hour before."""
    soon = starts_at is not None and starts_at <= at + timedelta(hours=1)
    return _is(state, AHEAD) & unless(
        soon, "early", _("The room opens one hour before the meeting begins.")
    )


def may_finish(state: MeetingState) -> Verdict:
    """Only what is going on ends."""
    return _is(state, {S.SESSION})


def may_minute(state: MeetingState) -> Verdict:
    """Minutes are written until they are approved; then they stand."""
    return unless(
        state in HELD, "closed", _("Minutes are written after a meeting began, until approved.")
    )


def may_send_minutes(state: MeetingState, *, minuted: int) -> Verdict:
    """Something has to be there to be approved."""
    return _is(state, {S.MINUTES}) & unless(
        minuted > 0, "empty", _("Write the minutes of an item first.")
    )


def may_approve(
    state: MeetingState, *, minuted: int, convenes: bool, speaks_for_country: bool
) -> Verdict:
    """Who convenes approves alone; who speaks for a country, with others of half the places."""
    return may_send_minutes(state, minuted=minuted) & unless(
        convenes or speaks_for_country,
        "place",
        _("Minutes are approved by who convenes, or by countries of the Steering Group."),
    )


def may_publish(state: MeetingState) -> Verdict:
    """What the public reads stands on approved minutes."""
    return unless(
        state in {S.APPROVED, S.PUBLISHED}, "draft", _("The minutes have to be approved first.")
    )


def _is(state: MeetingState, wanted: Collection[MeetingState]) -> Verdict:
    past = _("The meeting is past this step, or not there yet.")
    return _stands(state) & unless(state in {*wanted, S.CANCELLED}, "state", past)


def _stands(state: MeetingState) -> Verdict:
    return unless(state is not S.CANCELLED, "cancelled", CANCELLED)

"""The letters of the Steering Group: invitation, input asked for, papers, minutes, summary."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from jln.facts.kinds import Kind
from jln.governance.models import AgendaMinutes, Meeting, SteeringAction
from jln.governance.queries import agendas as queries
from jln.kit.time import day
from jln.notify.terms import LetterKind
from jln.notify.told import dated
from jln.notify.told.letter import Told
from jln.ui import formats
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.facts.models import Fact
    from jln.people.models import Person


INTO_CALENDARS = frozenset({Kind.STEERING_INVITED, Kind.STEERING_CHANGED, Kind.STEERING_CANCELLED})


def _meeting(fact: Fact, form: str) -> Told | None:
    """A letter with the agenda; None once the meeting is behind."""
    found = Meeting.objects.filter(pk=fact.subject_id, starts_at__isnull=False).first()
    if found is None:
        return None
    versions = AgendaMinutes.objects.order_by("-version")
    actions = SteeringAction.objects.select_related("owner").order_by("due_on", "pk")
    items = queries.agenda_of(found).prefetch_related(
        Prefetch("versions", queryset=versions), Prefetch("actions", queryset=actions)
    )
    things: dict[str, Any] = {
        "meeting": found,
        "items": queries.recalled(items),
        "link": network.link(queries.path_of(found)),
        "until": queries.input_until(found),
    }
    # Of the kind of the letter that it takes back, so that both are wanted or neither.
    is_off = fact.kind == Kind.STEERING_CANCELLED
    kind = LetterKind.STEERING_CHANGED if is_off else LetterKind(fact.kind)
    until = queries.input_until(found) if form == "steering_meeting.comment" else found.starts_at
    about = found if form else None
    told = Told(kind, fact, things, about, until=until, form=form, further=_when)
    if fact.kind in INTO_CALENDARS and found.starts_at:
        told.date = partial(
            dated.of_steering,
            found,
            found.starts_at,
            sum(one.minutes for one in things["items"]),
            sequence=queries.changes_of(found),
            changed_at=fact.at,
        )
    return told


def _when(person: Person) -> dict[str, Any]:
    """The reader's own clock."""
    return {"yours": lambda at: formats.moment(at, person.timezone or "UTC")}


def _invited(fact: Fact) -> Told | None:
    return _meeting(fact, "steering_meeting.answer")


def _asked(fact: Fact) -> Told | None:
    return _meeting(fact, "steering_meeting.comment")


def _minutes(fact: Fact) -> Told | None:
    return _meeting(fact, "steering_minutes.approve")


def _summary(fact: Fact) -> Told | None:
    return _meeting(fact, "")


def _cancelled(fact: Fact) -> Told | None:
    told = _meeting(fact, "")
    if told is not None:
        told.things["is_next_planned"] = queries.to_come(fact.at).exists()
    return told


def _doubted(fact: Fact) -> Told | None:
    """To the staff: there is no meeting, or there will be no quorum."""
    if fact.subject_model == Meeting._meta.label:
        return _meeting(fact, "")
    months = queries.warning_months(day(fact.at))
    things = {"meeting": None, "months": months, "link": network.link("/steering-group/")}
    return Told(LetterKind(fact.kind), fact, things)


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    Kind.STEERING_CANCELLED: _cancelled,
    LetterKind.STEERING_CHANGED: _invited,
    LetterKind.STEERING_DOUBTED: _doubted,
    LetterKind.STEERING_INPUT_ASKED: _asked,
    LetterKind.STEERING_INVITED: _invited,
    LetterKind.STEERING_MINUTES_SENT: _minutes,
    LetterKind.STEERING_PAPERS_SENT: _invited,
    LetterKind.STEERING_SUMMARISED: _summary,
}

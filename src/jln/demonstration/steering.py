"""The Steering Group as it sits now: terms, one meeting behind it and one before it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.demonstration.seats import STEERING
from jln.demonstration.stage import INVENTED, Stage
from jln.demonstration.texts import table
from jln.facts.kinds import Kind
from jln.governance.actions import register
from jln.governance.models import (
    AgendaInput,
    AgendaItem,
    AgendaMinutes,
    AgendaPaper,
    Decision,
    Meeting,
    MeetingPresence,
    Motion,
    SteeringAction,
    SteeringTerm,
)
from jln.governance.queries import motions as queries
from jln.governance.queries.voters import sitting
from jln.governance.rules import voting
from jln.governance.terms import Answer, Ballot, MotionState, Taking
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.kit.time import day
from jln.parameters import queries as parameters
from jln.people.models import Person

ZONE = "Asia/Kuala_Lumpur"  # of who convenes
SINCE, AHEAD, BEHIND = 620, 25, 95  # days
ANSWERED = 7  # of the places of countries


def save_steering(stage: Stage) -> None:
    """Twelve countries and four partners, in the middle of their term of three years."""
    for seat, _person in _seats():
        SteeringTerm.objects.create(
            country=seat.country,
            institution=seat.institution,
            starts_on=stage.on(SINCE),
            ends_on=stage.on(SINCE - 1_095),
        )
    _behind(stage)
    _ahead(stage)


def _seats() -> list[tuple[Seat, Person]]:
    """Who speaks for each place."""
    rows = Seat.objects.filter(kind=SeatKind.STEERING_REPRESENTATIVE, ends_on=None)
    rows = rows.select_related("person", "country", "institution").order_by("pk")
    return [(seat, seat.person) for seat in rows if seat.person]


def _meeting(stage: Stage, days: int, **values: Any) -> Meeting:  # noqa: ANN401 -- columns
    at = datetime.combine(stage.on(days), time(15), ZoneInfo(ZONE))
    return Meeting.objects.create(
        slug=day(at).isoformat(),
        starts=PartialDate.of(at.date()),
        starts_at=at,
        timezone=ZONE,
        mode="virtual",
        link="https://meet.example/steering-group",
        sources=INVENTED,
        confidence=Confidence.CONFIRMED,
        **values,
    )


def _items(meeting: Meeting, rows: list[dict[str, Any]], at: datetime) -> list[AgendaItem]:
    made = []
    for number, row in enumerate(rows, 1):
        item = AgendaItem.objects.create(
            meeting=meeting,
            number=number,
            kind=row["kind"],
            title=row["title"],
            text=row["text"],
            minutes=row["minutes"],
        )
        if "paper" in row:
            AgendaPaper.objects.create(
                item=item,
                title=row["paper"],
                link=f"https://papers.example/{meeting.slug}/{number}",
                added_at=at,
            )
        made.append(item)
    return made


def _behind(stage: Stage) -> None:
    """A meeting that was held: minutes approved, summary public."""
    words: dict[str, Any] = table("steering")["behind"]
    began = stage.before(BEHIND)
    meeting = _meeting(
        stage,
        BEHIND,
        opened_at=began - timedelta(days=20),
        papers_at=began - timedelta(days=8),
        began_at=began,
        ended_at=began + timedelta(hours=2),
        approved_at=began + timedelta(days=9),
        published_at=began + timedelta(days=12),
        summary=words["summary"],
    )
    by = stage.drafts["staff"][0].person
    for item, row in zip(
        _items(meeting, words["items"], began - timedelta(days=20)), words["items"], strict=True
    ):
        AgendaMinutes.objects.create(
            item=item,
            version=1,
            discussion=row["discussion"],
            points=row["points"],
            by=by,
            at=began + timedelta(days=2),
        )
    seats = _seats()
    there = {person.pk for _seat, person in seats[:-3]}
    for item, row in zip(meeting.items.order_by("number"), words["items"], strict=True):
        if "decided" in row:
            _decided(stage, item, row["decided"], there, began + timedelta(hours=1))
    SteeringAction.objects.create(
        item=item,
        text=words["action"],
        owner=seats[0][1],
        due_on=stage.on(-10),
        given_at=began,
    )
    for _seat, person in seats[:-3]:
        MeetingPresence.objects.create(
            meeting=meeting,
            person=person,
            answer=Answer.THERE,
            answered_at=began - timedelta(days=5),
            present_at=began,
        )
    _facts(stage, meeting, by)


def _decided(stage: Stage, item: AgendaItem, text: str, there: set[int], at: datetime) -> None:
    """What the meeting agreed on, as it would have come into the register: marked as invented."""
    meeting, places = item.meeting, [one for one in sitting(day(at)).voters if one.votes]
    numbers = parameters.all_on(day(at))
    came = [one for one in places if there & {seat.person_id for seat in one.seats}]
    voices = [
        voting.Voice(number, one.term.pk, person=None, is_alternate=False, word=Ballot.FOR)
        for number, one in enumerate(came, 1)
    ]
    of = voting.tally(
        Taking.CONSENSUS,
        [queries.place_of(one) for one in places],
        voices,
        voting.Numbers(numbers["quorum_percent"].value, numbers["majority_thirds"].value),
        has_convener=True,
    )
    said = {"title": item.title, "text": text, "language": meeting.language, "meeting": meeting}
    decision = register.enter(
        Decision(
            **said,
            taking=Taking.CONSENSUS,
            decided_on=PartialDate.of(day(at)),
            decided_at=at,
            reason=INVENTED,
            tally=of.as_json(),
            salt=f"{stage.random(f'decision {item.number}').getrandbits(256):064x}",
        )
    )
    item.motion = Motion.objects.create(
        **said,
        taking=Taking.CONSENSUS,
        opens_at=meeting.opened_at or at,
        closes_on=day(at),
        closes_at=at,
        state=MotionState.DECIDED,
        decision=decision,
    )
    item.save(update_fields=["motion"])
    stage.fact(Kind.DECISION_TAKEN, decision, at)


def _ahead(stage: Stage) -> None:
    """The next meeting: its agenda is open, some have answered, two countries gave input."""
    words: dict[str, Any] = table("steering")["ahead"]
    opened = stage.before(3)
    meeting = _meeting(stage, -AHEAD, opened_at=opened)
    items = _items(meeting, words["items"], opened)
    for _seat, person in _seats()[:ANSWERED]:
        MeetingPresence.objects.create(
            meeting=meeting, person=person, answer=Answer.THERE, answered_at=stage.before(2)
        )
    others = [one for one in stage.members if one.code not in STEERING]
    for country, text in zip(others, words["inputs"], strict=False):
        who = stage.drafts[country.code][1].person
        AgendaInput.objects.create(
            item=items[1], country=country, person=who, text=text, at=stage.before(1)
        )
    _facts(stage, meeting, stage.drafts["staff"][0].person)


def _facts(stage: Stage, meeting: Meeting, by: Person) -> None:
    steps = (
        (Kind.STEERING_INVITED, meeting.opened_at),
        (Kind.STEERING_PAPERS_SENT, meeting.papers_at),
        (Kind.STEERING_BEGAN, meeting.began_at),
        (Kind.STEERING_ENDED, meeting.ended_at),
        (Kind.STEERING_APPROVED, meeting.approved_at),
        (Kind.STEERING_SUMMARISED, meeting.published_at),
    )
    for kind, at in steps:
        if at is not None:
            stage.fact(kind, meeting, at, by=by)

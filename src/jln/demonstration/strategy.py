"""A draft of the next strategy, who drafts it, and what some members said to it."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify

from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.demonstration.stage import INVENTED, Stage
from jln.demonstration.texts import table
from jln.facts.kinds import Kind
from jln.governance.actions import register
from jln.governance.models import Decision, Strategy, StrategyGoal, StrategyInput, WorkingGroup
from jln.governance.terms import BodyKind, BodyState, Taking
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.spaces.models import Space, SpaceMember
from jln.spaces.terms import SpaceKind, Visibility

DRAFTING = ("PH", "GH", "IN", "VN")  # the first one leads


def save_strategy(stage: Stage) -> None:
    """All members are asked about it."""
    words: dict[str, Any] = table("strategy")
    body = _body(stage, words)
    last = Strategy.objects.order_by("-number").first()
    first = stage.today.year + 1
    draft = Strategy.objects.create(
        number=last.number + 1 if last else 1,
        title=f"Strategy {first}-{first + 4}",
        from_year=first,
        to_year=first + 4,
        working_group=body,
        text="\n\n".join(words["text"]),
        opens_on=stage.on(20),
        closes_on=stage.on(-9),
        sources=INVENTED,
        confidence=Confidence.CONFIRMED,
    )
    for number, text in enumerate(words["goals"], start=1):
        StrategyGoal.objects.create(strategy=draft, number=number, text=text)
    for country, said in zip(stage.members, words["inputs"], strict=False):
        who = stage.drafts[country.code][1].person
        StrategyInput.objects.create(
            strategy=draft, country=country, person=who, text=said, at=stage.before(5)
        )
    staff = stage.drafts["staff"][0].person
    stage.fact(Kind.STRATEGY_WRITTEN, draft, stage.before(21), by=staff)
    stage.fact(Kind.STRATEGY_OPENED, draft, stage.before(20), by=staff)


def _body(stage: Stage, words: dict[str, Any]) -> WorkingGroup:
    """The group that drafts it: people of the Steering Group, one of whom leads it."""
    at = stage.before(60)
    decision = register.enter(
        Decision(
            title=words["body"],
            text=words["purpose"],
            taking=Taking.CONSENSUS,
            decided_on=PartialDate.of(at.date()),
            decided_at=at,
            reason=INVENTED,
        )
    )
    body = WorkingGroup.objects.create(
        slug=slugify(words["body"]),
        kind=BodyKind.WORKING_GROUP,
        name=words["body"],
        purpose=words["purpose"],
        state=BodyState.FORMED,
        due_on=stage.on(-120),
        starts=PartialDate.of(at.date()),
        formed_by=decision,
        sources=INVENTED,
        confidence=Confidence.CONFIRMED,
    )
    room = Space.objects.create(
        slug=body.slug,
        kind=SpaceKind.WORKING,
        name=body.name,
        visibility=Visibility.ROLL,
        working_group=body,
        created_at=at,
    )
    sitting = Seat.objects.filter(kind=SeatKind.STEERING_REPRESENTATIVE, ends_on=None)
    for one in sitting.filter(country__code__in=DRAFTING).select_related("person", "country"):
        if one.person is None or one.country is None:
            continue
        leads = one.country.code == DRAFTING[0]
        seat = Seat.objects.create(
            kind=SeatKind.BODY_LEAD if leads else SeatKind.BODY_MEMBER,
            person=one.person,
            working_group=body,
            starts_on=at.date(),
        )
        stage.fact(Kind.SEAT_BEGUN, seat, at, about=one.person)
        SpaceMember.objects.create(space=room, person=one.person, since_on=at.date())
    return body

"""Country Core Groups at work: terms, meetings, notes, actions, what was passed on."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import cycle
from random import Random
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from jln.countries.models import Country, CountryCoreGroup
from jln.countries.terms import COUNTRY_SEATS, GroupKind, Shown
from jln.demonstration.institutions import language_of
from jln.demonstration.stage import CHUNK, COORDINATOR, INVENTED, Stage
from jln.demonstration.texts import table
from jln.facts.kinds import Kind
from jln.governance.models import (
    CoreGroupAction,
    CoreGroupItem,
    CoreGroupMeeting,
    CoreGroupReach,
)
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.people.models import Person


class Pace(NamedTuple):
    """When a country's group met, so many days ago; less than nought is to come."""

    met: tuple[int, ...]
    institutions: int = 4
    kind: str = GroupKind.NEW
    terms: bool = True
    shows_name: bool = False


GROUPS = {
    "GH": Pace((-5, 35, 96, 158, 221), 5, GroupKind.ADOPTED, shows_name=True),
    "KE": Pace((-12, 21, 80, 143), 5, shows_name=True),
    "NG": Pace((250, 330), 4, GroupKind.ADOPTED),
    "PH": Pace((-20, 48, 110), 4),
    "MY": Pace((14, 75, 137), 5, GroupKind.ADOPTED),
    "ET": Pace((-9, 60), 3, terms=False),
    "SN": Pace((-7, 28, 90), 4, shows_name=True),
    "ML": Pace((460,), 3),
    "MX": Pace((-15, 40), 4),
    "PE": Pace((205,), 3),
    "SD": Pace((-3, 66), 4),
    "MA": Pace((55,), 3, GroupKind.ADOPTED),
    "ST": Pace((30,), 2, terms=False),
}
BODY = {
    "GH": "Technical committee on health insurance",
    "NG": "Technical working group on health care financing, equity and investment",
    "MY": "Coordinator team of the health ministry",
    "MA": "لجنة تمويل الصحة",
}
"""What an adopted body is called."""


def save_groups(stage: Stage) -> None:
    """Each in its country's language; people are those with a seat of the country."""
    for code, pace in GROUPS.items():
        if stage.drafts[code]:
            _group(stage, code, pace)


def _group(stage: Stage, code: str, pace: Pace) -> None:
    country = stage.countries[code]
    rng = stage.random(f"core group {code}")
    language = language_of(country)
    words: dict[str, Any] = table("groups")[language]
    group, is_new = CountryCoreGroup.objects.get_or_create(
        country=country,
        defaults={
            "since": PartialDate(stage.today.year - 2),
            "sources": INVENTED,
            "confidence": Confidence.REPORTED,
        },
    )
    by = stage.drafts[code][COORDINATOR].person
    houses = stage.houses[code][: pace.institutions]
    group.kind = pace.kind
    group.name = BODY.get(code, "")
    group.terms = words["terms"] if pace.terms else ""
    group.shows = [str(one) for one in Shown if pace.shows_name or one != Shown.COORDINATOR]
    group.confirmed_at, group.confirmed_by = stage.before(600), by
    group.save()
    group.institutions.add(*houses)
    group.secretariat.set(houses[: 1 + rng.randrange(2)])
    if is_new:
        stage.fact(Kind.CORE_GROUP_FORMED, group, stage.before(700), by=by, country=country)
    _meetings(stage, group, pace, words)
    _reach(stage, group, words, rng, by)


def _meetings(stage: Stage, group: CountryCoreGroup, pace: Pace, words: dict[str, Any]) -> None:
    country = group.country
    rng = stage.random(f"core meetings {country.code}")
    by = stage.drafts[country.code][COORDINATOR].person
    items, notes, actions = cycle(words["items"]), cycle(words["notes"]), cycle(words["actions"])
    for place, days in enumerate(sorted(pace.met, reverse=True)):
        meeting = _meeting(stage, group, by, days, next(notes) if days > 0 else "")
        meeting.is_public = bool(meeting.notes) and place == 0 and pace.shows_name
        meeting.save()
        CoreGroupItem.objects.bulk_create(
            CoreGroupItem(meeting=meeting, number=number, kind=kind, text=text)
            for number, (kind, text) in enumerate((next(items) for _one in range(3)), 1)
        )
        planned = min(meeting.created_at, stage.now - timedelta(hours=1))
        stage.fact(Kind.CORE_MEETING_PLANNED, meeting, planned, by=by, country=country)
        if meeting.noted_at:
            many = max(2, pace.institutions - rng.randrange(3))
            meeting.represented.set(stage.houses[country.code][:many])
            stage.fact(Kind.CORE_MEETING_NOTED, meeting, meeting.noted_at, by=by, country=country)
            _agreed(stage, meeting, rng, [next(actions) for _one in range(3)], days)


def _meeting(
    stage: Stage, group: CountryCoreGroup, by: Person, days: int, notes: str
) -> CoreGroupMeeting:
    zone = ZoneInfo(group.country.timezone)
    starts_at = datetime.combine(stage.on(days), time(10), zone)
    return CoreGroupMeeting(
        group=group,
        starts_at=starts_at,
        place=stage.houses[group.country.code][0].name,
        language=language_of(group.country),
        planned_by=by,
        created_at=min(starts_at, stage.now) - timedelta(days=14),
        notes=notes,
        noted_at=starts_at + timedelta(hours=3) if notes else None,
    )


def _agreed(
    stage: Stage, meeting: CoreGroupMeeting, rng: Random, texts: list[str], days: int
) -> None:
    """Of a meeting long ago nearly all is done; of the last one, little."""
    country: Country = meeting.group.country
    owners = _owners(stage, country)
    at = meeting.starts_at + timedelta(hours=4)
    made = []
    for text in texts:
        due_in = rng.choice((14, 30, 45, 60))
        is_done = days > due_in and rng.random() < 0.8  # noqa: PLR2004 -- four of five
        made.append(
            CoreGroupAction(
                group=meeting.group,
                meeting=meeting,
                text=text,
                language=meeting.language,
                owner=rng.choice(owners),
                due_on=stage.on(days - due_in),
                given_by=meeting.planned_by,
                given_at=at,
                reminded_for=stage.on(days - due_in) if days >= due_in else None,
                done_at=at + timedelta(days=due_in - 1) if is_done else None,
            )
        )
    for action in CoreGroupAction.objects.bulk_create(made, CHUNK):
        stage.fact(
            Kind.CORE_ACTION_GIVEN,
            action,
            at,
            by=action.given_by,
            about=action.owner,
            country=country,
        )
        if action.done_at:
            stage.fact(
                Kind.CORE_ACTION_SETTLED, action, action.done_at, by=action.owner, country=country
            )


def _owners(stage: Stage, country: Country) -> list[Person]:
    """Those who hold a seat of the country today."""
    return [
        draft.person
        for draft in stage.drafts[country.code]
        if any(
            seat.kind in COUNTRY_SEATS and not seat.ends_on and seat.country_id == country.pk
            for seat in draft.seats
        )
    ]


def _reach(
    stage: Stage, group: CountryCoreGroup, words: dict[str, Any], rng: Random, by: Person
) -> None:
    if len(GROUPS[group.country.code].met) < 2:  # noqa: PLR2004 -- a group that met once passed nothing on
        return
    made = [
        CoreGroupReach(
            group=group,
            what=what,
            to_whom=to_whom,
            people=rng.randint(6, 60),
            told_on=stage.on(rng.randint(10, 330)),
            language=language_of(group.country),
            by=by,
        )
        for what, to_whom in words["reach"]
    ]
    for line in CoreGroupReach.objects.bulk_create(made, CHUNK):
        at = stage.at_nine(line.told_on)
        stage.fact(
            Kind.CORE_GROUP_PASSED_ON,
            group,
            at,
            by=by,
            country=group.country,
            data={"reach": line.pk},
        )

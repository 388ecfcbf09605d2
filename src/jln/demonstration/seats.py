"""Mandates, and who is on the roll of which space."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

from jln.countries.models import Country, Seat
from jln.countries.terms import STAFF_SEATS, STEERING_SEATS, SeatKind
from jln.demonstration.institutions import NETWORK
from jln.demonstration.stage import CHUNK, COORDINATOR, Draft, Stage
from jln.facts.kinds import Kind
from jln.initiatives.models import GroupCountry, LearningGroup
from jln.membership.terms import Level
from jln.people.models import Institution
from jln.spaces.models import Space, SpaceMember, Subscription
from jln.spaces.rules import delivery_at_first, is_list
from jln.web import versions
from jln.web.models import Network

CONTACT, CHAIR, REPRESENTATIVE, ALTERNATE = 1, 3, 4, 5
FORMER = 7
"""The rank, in her country, of who holds what; rank 0 holds nothing."""
STEERING = ("GH", "IN", "ID", "MY", "NG", "PH", "VN", "BD", "ET", "MX", "MN", "KR")
CONVENER, CO_CONVENER = "MY", "GH"
PARTNERS = ("worldbank", "bmgf", "giz", "rf")
OFFICERS = 6  # of the staff; the others are administrators
A_COUNTRY = 3  # people of a country in a learning group
_THEMES = {
    "hf": "domestic-resource-mobilisation public-financial-management benefits-package hta"
    " efficiency informal-sector",
    "pp": "provider-payment capitation case-based-payment costing strategic-purchasing contracting",
    "phc25": "primary-health-care empanelment integrated-care",
    "pm": "performance-management quality-of-care",
    "dhis": "digital-health claims-data",
    "cshs": "climate-smart-health",
}
ROOM = {slug: set(themes.split()) for slug, themes in _THEMES.items()}
"""The themes of the Technical Initiatives that are open."""


def seat_people(stage: Stage) -> None:
    """Seats in memory: their people are saved later."""
    for country in stage.members:
        _country(stage, stage.random(f"seats {country.code}"), country)
    for rank, draft in enumerate(stage.drafts["staff"]):
        kind = SeatKind.NETWORK_OFFICER if rank < OFFICERS else SeatKind.ADMINISTRATOR
        _seat(draft, kind, stage.on(900 - rank * 40))
    for draft, group in zip(stage.drafts["team"], _facilitated(), strict=False):
        _seat(draft, SeatKind.FACILITATOR, _since(stage, group), group=group)
    _partners(stage)


def _partners(stage: Stage) -> None:
    """Real partners of the history, invented people: the last of the facilitation team."""
    known = {one.slug: one for one in Institution.objects.filter(slug__in=PARTNERS)}
    for slug, draft in zip(PARTNERS, reversed(stage.drafts["team"]), strict=False):
        if house := known.get(slug):
            seat = _seat(draft, SeatKind.STEERING_REPRESENTATIVE, stage.on(620))
            seat.institution = house


def _facilitated() -> list[LearningGroup]:
    """The open groups, that of the first facilitator first: the one people try out."""
    groups = LearningGroup.objects.filter(ends=None).order_by("pk")
    return sorted(groups, key=lambda group: (group.slug != "phcpm-col", group.pk))


def _since(stage: Stage, group: LearningGroup) -> date:
    starts: Any = group.starts  # a partial date
    return min(starts.first if starts else stage.on(400), stage.on(30))


def _country(stage: Stage, rng: Random, country: Country) -> None:
    drafts = stage.drafts[country.code]
    is_full = stage.levels[country.code] == Level.FULL
    since = stage.on(rng.randint(200, 1_800))
    _seat(drafts[CONTACT], SeatKind.POINT_OF_CONTACT, since, country)
    _seat(
        drafts[COORDINATOR],
        SeatKind.CCG_COORDINATOR,
        stage.on(rng.randint(100, 900)),
        country,
    )
    if is_full:
        _seat(drafts[CHAIR], SeatKind.CCG_CHAIR, stage.on(rng.randint(300, 1_200)), country)
        for draft in drafts[REPRESENTATIVE:10]:
            _seat(draft, SeatKind.CCG_MEMBER, stage.on(rng.randint(100, 1_400)), country)
        former = _seat(drafts[FORMER], SeatKind.CCG_COORDINATOR, stage.on(2_000), country)
        former.ends_on = stage.on(1_000)
    if country.code in STEERING:
        began = stage.on(620)
        _seat(drafts[REPRESENTATIVE], SeatKind.STEERING_REPRESENTATIVE, began, country)
        _seat(drafts[ALTERNATE], SeatKind.STEERING_ALTERNATE, began, country)
    if country.code == CO_CONVENER:
        _seat(drafts[REPRESENTATIVE], SeatKind.CO_CONVENER, stage.on(580), country)
    if country.code == CONVENER:
        _seat(drafts[REPRESENTATIVE], SeatKind.CONVENER, stage.on(600), country)


def _seat(
    draft: Draft,
    kind: SeatKind,
    starts_on: date,
    country: Country | None = None,
    group: LearningGroup | None = None,
) -> Seat:
    seat = Seat(kind=kind, person=draft.person, country=country, group=group, starts_on=starts_on)
    draft.seats.append(seat)
    return seat


def save_seats(stage: Stage) -> None:
    """The seats, their facts, and the rolls."""
    drafts = [draft for draft in stage.everybody if draft.seats]
    for draft in drafts:
        for seat in draft.seats:
            seat.person = draft.person  # it has its number by now
    office = next(one for one in stage.houses[NETWORK] if one.is_invented)
    for draft in stage.drafts["staff"]:
        for seat in draft.seats:
            seat.institution = office
    Network.objects.update(manager=office.name)  # letters say who sends them
    versions.bump("network")
    seats = Seat.objects.bulk_create([seat for draft in drafts for seat in draft.seats], CHUNK)
    for seat in seats:
        at = stage.at_nine(seat.starts_on)
        stage.fact(Kind.SEAT_BEGUN, seat, at, about=seat.person, country=seat.country)
        if seat.ends_on:
            stage.fact(
                Kind.SEAT_ENDED,
                seat,
                stage.at_nine(seat.ends_on),
                about=seat.person,
                country=seat.country,
            )
    _rolls(stage)


def _rolls(stage: Stage) -> None:
    for draft in stage.everybody:
        for slug in sorted(_rooms(stage, draft)):
            stage.put_on_roll(stage.spaces[slug], draft)
    _groups(stage)
    SpaceMember.objects.bulk_create(stage.roll.values(), CHUNK)
    Subscription.objects.bulk_create(
        (
            Subscription(
                space=line.space,
                person=line.person,
                delivery=delivery_at_first(line.space.kind),
                joined_at=stage.at_nine(line.since_on),
            )
            for line in stage.roll.values()
            if is_list(line.space.kind)
        ),
        CHUNK,
    )


def _rooms(stage: Stage, draft: Draft) -> set[str]:
    """The network's own, those of her seats and themes, and those in which she will speak."""
    themes = draft.offered | draft.sought
    found = {"network", *draft.rooms, *(slug for slug in ROOM if themes & ROOM[slug])}
    for seat in draft.seats:
        if seat.kind in STEERING_SEATS:
            found.add("steering-group")
        elif seat.kind in STAFF_SEATS:
            found |= {"staff", "steering-group"}
        elif seat.country and not seat.ends_on:
            found.add(stage.space_of(seat.country.code).slug)
    return found


def _groups(stage: Stage) -> None:
    rooms = Space.objects.filter(group__isnull=False, closed_at=None).order_by("pk")
    for space in rooms:
        rng = stage.random(f"group {space.slug}")
        codes = GroupCountry.objects.filter(group=space.group_id).order_by("pk")
        for code in codes.values_list("country__code", flat=True):
            for draft in rng.sample(stage.drafts[code], min(A_COUNTRY, len(stage.drafts[code]))):
                stage.put_on_roll(space, draft)
        for draft in stage.everybody:
            if any(seat.group_id == space.group_id for seat in draft.seats if seat.group_id):
                stage.put_on_roll(space, draft)
        stage.put_on_roll(space, stage.drafts["staff"][rng.randrange(OFFICERS)])

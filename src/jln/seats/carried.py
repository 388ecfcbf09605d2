"""What moves with every seat: its rooms, what it follows there, questions its country was asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from jln.access.permissions import Permission
from jln.conversations.models import AskedColleague, TopicFollow
from jln.conversations.terms import AskReason
from jln.countries.models import Seat
from jln.countries.terms import COUNTRY_SEATS, STAFF_SEATS, STEERING_SEATS, SeatKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit import clock
from jln.kit.time import day
from jln.seats.models import Handover
from jln.seats.moving import Mover, Pending, register
from jln.spaces import actions as spaces
from jln.spaces.models import Space, SpaceMember
from jln.spaces.terms import SpaceKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

ANSWER_WITHIN = timedelta(days=7)


def rooms_of(seat: Seat) -> QuerySet[Space]:
    """The spaces on whose roll a seat puts its holder."""
    kind = SeatKind(seat.kind)
    wanted = Q(pk__in=[])
    if kind in COUNTRY_SEATS and seat.country_id:
        wanted |= Q(kind=SpaceKind.COUNTRY, country=seat.country_id)
    if kind in STEERING_SEATS:
        wanted |= Q(kind=SpaceKind.STEERING)
    if kind in STAFF_SEATS:
        wanted |= Q(kind__in=(SpaceKind.STAFF, SpaceKind.STEERING))
    if seat.working_group_id:
        wanted |= Q(working_group=seat.working_group_id)
    if seat.group_id:
        wanted |= Q(group=seat.group_id)
    return Space.objects.filter(wanted, closed_at=None).order_by("pk")


def still_needs(person: int | None, space: Space, on: Any) -> bool:  # noqa: ANN401 -- a date
    """Does another seat of hers put her on this roll?"""
    others = Seat.objects.held_on(on).filter(person=person)
    return any(rooms_of(one).filter(pk=space.pk).exists() for one in others)


def _move_rooms(seat: Seat, to: Seat, at: datetime) -> int:
    count = 0
    for space in rooms_of(seat):
        was_on = SpaceMember.objects.filter(space=space, person=seat.person_id, until_on=None)
        if to.person and not _is_on(space, to):
            spaces.put_on_roll(space, to.person, at=at)
            count += 1
        if seat.person and was_on.exists() and not still_needs(seat.person_id, space, day(at)):
            spaces.take_off_roll(space, seat.person, at=at)
    return count


def _is_on(space: Space, seat: Seat) -> bool:
    return SpaceMember.objects.filter(space=space, person=seat.person_id, until_on=None).exists()


def _follows(seat: Seat) -> QuerySet[TopicFollow]:
    mine = TopicFollow.objects.filter(person=seat.person_id, muted_at=None)
    return mine.filter(topic__space__in=rooms_of(seat).values("pk"), topic__hidden_at=None)


def _move_follows(seat: Seat, to: Seat, at: datetime) -> int:
    """What the seat followed in its rooms is followed on; what she muted stays muted."""
    count = 0
    for topic in _follows(seat).order_by("pk").values_list("topic", flat=True):
        _row, is_new = TopicFollow.objects.get_or_create(
            topic_id=topic, person=to.person, defaults={"since": at}
        )
        count += is_new
    return count


def _asks(seat: Seat) -> list[AskedColleague]:
    """Open questions that came because of the country; those to her own knowledge stay hers."""
    if seat.kind not in COUNTRY_SEATS:
        return []
    rows = AskedColleague.objects.select_related("topic__space").filter(
        person=seat.person_id,
        answered_at=None,
        declined_at=None,
        topic__closed_at=None,
        topic__hidden_at=None,
    )
    return [one for one in rows.order_by("pk") if _is_of_country(one)]


def _is_of_country(asked: AskedColleague) -> bool:
    codes = {reason["code"] for reason in asked.reasons}
    return AskReason.PROBLEM in codes and AskReason.EXPERTISE not in codes


def _pending_asks(seat: Seat) -> list[Pending]:
    return [
        Pending(
            title=one.topic.title,
            path=f"/ask/{one.topic.code}/",
            pk=one.topic_id,
            seen_by=Permission.TOPIC_VIEW,
            due=day(one.asked_at + ANSWER_WITHIN),
        )
        for one in _asks(seat)
    ]


def _move_asks(seat: Seat, to: Seat, at: datetime) -> int:
    """She who follows is asked as if the question had come to her; who left is asked no more."""
    count = 0
    for asked in _asks(seat):
        if to.person is None:
            continue
        _row, is_new = AskedColleague.objects.get_or_create(
            topic=asked.topic,
            person=to.person,
            defaults={"reasons": asked.reasons, "asked_at": at},
        )
        AskedColleague.objects.filter(pk=asked.pk).update(declined_at=at)
        if is_new:
            count += 1
            record(
                Kind.COLLEAGUE_ASKED,
                asked.topic,
                by=None,
                at=at,
                space=asked.topic.space,
                about=to.person,
                data={"topic": asked.topic_id},
            )
    return count


def beside(seat: Seat, on: date) -> QuerySet[Seat]:
    """Other seats of the Network Manager's staff that go with this one: the holder's countries."""
    held = Seat.objects.held_on(on).filter(person=seat.person_id, kind=seat.kind)
    return held.exclude(pk=seat.pk).select_related("country").order_by("pk")


def _pending_countries(seat: Seat) -> list[Pending]:
    """Countries whose officer the holder is, where another organisation takes over."""
    decided = Handover.objects.filter(seat=seat, closed_at=None, due_on__isnull=False)
    if seat.kind not in STAFF_SEATS or not decided.exists():
        return []
    return [
        Pending(one.called, f"/countries/{one.country.code.lower()}/", one.pk)
        for one in beside(seat, day(clock.now()))
        if one.country
    ]


def register_all() -> None:
    """Rooms first: what is asked and followed is read in them."""
    register("countries", Mover(_pending_countries, lambda _seat, _to, _at: 0))
    register("rooms", Mover(lambda _seat: [], _move_rooms))
    register("follows", Mover(lambda _seat: [], _move_follows))
    register("asks", Mover(_pending_asks, _move_asks))

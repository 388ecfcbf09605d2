"""Working groups and task teams: formed and closed by decision, their people, their reports."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from jln.access.check import require
from jln.access.permissions import Permission
from jln.countries.models import Seat
from jln.countries.terms import BODY_SEATS, STEERING_SEATS, SeatKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.governance.actions import agenda, motions
from jln.governance.models import BodyReport, Motion, WorkingGroup
from jln.governance.queries import agendas
from jln.governance.rules import bodies as rules
from jln.governance.terms import BodyKind, BodyState
from jln.kit.matter import Effect, Outcome
from jln.kit.partial import PartialDate
from jln.kit.sourced import Confidence
from jln.kit.time import day
from jln.kit.verdict import unless
from jln.seats.carried import still_needs
from jln.seats.models import Handover
from jln.spaces import actions as spaces
from jln.spaces.models import Space
from jln.spaces.terms import SpaceKind, Visibility
from jln.web.models import Network
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from jln.kit.matter import Carried
    from jln.people.models import Person

DAY = timedelta(days=1)
SITS = tuple(sorted(STEERING_SEATS))
LONGEST_SLUG = 50


class Body(NamedTuple):
    """A body as it is proposed."""

    kind: str
    name: str
    purpose: str
    language: str
    due_on: date | None = None


@transaction.atomic
def propose(said: Body, *, how: Mapping[str, object], by: Person, at: datetime) -> Motion:
    """Put it to the Steering Group that a body is formed. The same again is one."""
    require(by, Permission.MOTION_PUT, current())
    list(Network.objects.select_for_update(of=("self",)).order_by("pk"))  # names, one by one
    slug, known = _named(slugify(said.name)[:LONGEST_SLUG].strip("-"))
    if known is None or (known.state, known.purpose) != (BodyState.PUT, said.purpose):
        is_free = bool(slug) and not known and not Space.objects.filter(slug=slug).exists()
        rules.may_propose(is_free=is_free, due_on=said.due_on, on=day(at)).or_raise()
        known = WorkingGroup.objects.create(
            slug=slug,
            **said._asdict(),
            confidence=Confidence.CONFIRMED,
            confirmed_at=at,
            confirmed_by=by,
        )
    what = motions.Proposal(
        title=known.name,
        text=known.purpose,
        language=known.language,
        kind=motions.FORM_BODY,
        subject_id=known.pk,
        path=known.path,
        **how,  # type: ignore[arg-type]  # what the form gives
    )
    return motions.put_forward(what, by=by, at=at)


@transaction.atomic
def propose_end(
    group: WorkingGroup, reason: str, *, how: Mapping[str, object], by: Person, at: datetime
) -> Motion:
    """Put it to the Steering Group that the body is closed. The same again is one."""
    require(by, Permission.MOTION_PUT, current())
    rules.may_close(_locked(group).state).or_raise()
    what = motions.Proposal(
        title=group.name,
        text=reason,
        language=by.language,
        kind=motions.CLOSE_BODY,
        subject_id=group.pk,
        path=group.path,
        **how,  # type: ignore[arg-type]  # what the form gives
    )
    return motions.put_forward(what, by=by, at=at)


@transaction.atomic
def seat(group: WorkingGroup, person: Person, kind: SeatKind, *, by: Person, at: datetime) -> Seat:
    """Seat somebody in it, from today until it is closed. Safe to repeat."""
    require(by, Permission.BODY_KEEP, group)
    group = _locked(group)
    held = Seat.objects.held_on(day(at))
    there = held.filter(working_group=group)
    known = there.filter(person=person, kind=kind).first()
    if known is not None:
        return known
    rules.may_sit(
        group.state,
        group.kind,
        leads=kind == SeatKind.BODY_LEAD,
        on_steering_group=held.filter(person=person, kind__in=SITS).exists(),
        is_led=there.filter(kind=SeatKind.BODY_LEAD).exists(),
    ).or_raise()
    made = Seat.objects.create(kind=kind, person=person, working_group=group, starts_on=day(at))
    spaces.put_on_roll(group.space, person, at=at)
    record(Kind.SEAT_BEGUN, made, by=by, at=at, about=person)
    return made


@transaction.atomic
def close_seats(*, at: datetime) -> int:
    """End the seats of who left the Steering Group: in working groups, at any head. Repeatable.

    The reverse of `rules.may_sit`, for whom a term, a hand-over or a departure took off it.
    """
    held = Seat.objects.held_on(day(at))
    needing = Q(kind=SeatKind.BODY_LEAD) | Q(
        kind=SeatKind.BODY_MEMBER, working_group__kind=BodyKind.WORKING_GROUP
    )
    there = held.filter(kind__in=SITS, person__isnull=False).values("person")
    left = held.filter(needing, ends_on=None, person__isnull=False).exclude(person__in=there)
    count = 0
    for seat in left.select_for_update(of=("self",)).order_by("pk"):
        _end_seat(seat, day(at), at)
        group = seat.working_group
        if seat.person and group and not still_needs(seat.person_id, group.space, day(at) + DAY):
            spaces.take_off_roll(group.space, seat.person, at=at)
        count += 1
    return count


@transaction.atomic
def report(
    group: WorkingGroup, words: str, *, by: Person, at: datetime, by_mail: bool = False
) -> BodyReport:
    """Report to the Steering Group: it goes on the agenda of the next meeting by itself."""
    require(by, Permission.BODY_REPORT, group)
    group = _locked(group)
    rules.may_report(group.state, words).or_raise()
    last = group.reports.order_by("-pk").first()
    if last is not None and (last.text, last.by_id) == (words, by.pk):
        return last
    made = BodyReport.objects.create(
        working_group=group, text=words, language=by.language, by=by, by_mail=by_mail, at=at
    )
    record(Kind.BODY_REPORTED, made, by=by, at=at)
    coming = agendas.to_come(at).first()
    if coming is not None:
        agenda.bring_reports(coming, at=at)
        made.refresh_from_db()
    return made


def _named(slug: str) -> tuple[str, WorkingGroup | None]:
    """The address of a name, and who has it; one that was refused keeps its own address."""
    known = {one.slug: one for one in WorkingGroup.objects.filter(slug__startswith=slug)}
    name, number = slug, 1
    while name in known and known[name].state == BodyState.REJECTED:
        number += 1
        name = f"{slug}-{number}"
    return name, known.get(name)


def _locked(group: WorkingGroup) -> WorkingGroup:
    return WorkingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)


def _form(carried: Carried) -> None:
    """Formed: it has a space with an address from this day on."""
    rows = WorkingGroup.objects.select_for_update(of=("self",))
    group = rows.filter(pk=carried.subject_id, state=BodyState.PUT).first()
    unless(group is not None, "gone", _("This working group is no longer proposed.")).or_raise()
    if group is None or carried.outcome is Outcome.DEFERRED:
        return
    if carried.outcome is Outcome.REJECTED:
        group.state = BodyState.REJECTED
        group.save(update_fields=["state"])
        return
    group.state, group.formed_by_id = BodyState.FORMED, carried.decision_id
    group.starts = PartialDate.of(day(carried.at))
    group.save(update_fields=["state", "formed_by", "starts"])
    Space.objects.create(
        slug=group.slug,
        kind=SpaceKind.WORKING,
        name=group.name,
        visibility=Visibility.ROLL,
        working_group=group,
        created_at=carried.at,
    )


def _close(carried: Carried) -> None:
    """Closed: its seats end on this day, nothing is handed over, its space is closed."""
    rows = WorkingGroup.objects.select_for_update(of=("self",))
    group = rows.filter(pk=carried.subject_id, state=BodyState.FORMED).first()
    unless(group is not None, "gone", _("This working group is not at work.")).or_raise()
    if group is None or carried.outcome is not Outcome.ADOPTED:
        return
    on = day(carried.at)
    group.state, group.ends = BodyState.CLOSED, PartialDate.of(on)
    group.closed_by_id = carried.decision_id
    group.save(update_fields=["state", "ends", "closed_by"])
    Handover.objects.filter(seat__working_group=group, closed_at=None).update(closed_at=carried.at)
    _end_seats(group, on, carried.at)
    Space.objects.filter(working_group=group).update(closed_at=carried.at)


def _end_seats(group: WorkingGroup, on: date, at: datetime) -> None:
    """Today was the last day of each; a seat that would begin later is of no use and begins not."""
    seats = Seat.objects.filter(working_group=group, kind__in=sorted(BODY_SEATS))
    going = seats.filter(Q(ends_on=None) | Q(ends_on__gt=on)).select_related("person")
    for held in going.select_for_update(of=("self",)).order_by("pk"):
        _end_seat(held, on, at)
    for one in group.space.roll.filter(until_on=None).select_related("person"):
        spaces.take_off_roll(group.space, one.person, at=at)


def _end_seat(seat: Seat, on: date, at: datetime) -> None:
    seat.ends_on = max(on, seat.starts_on)
    seat.save(update_fields=["ends_on"])
    record(Kind.SEAT_ENDED, seat, by=None, at=at, about=seat.person)


FORM = Effect(motions.FORM_BODY, _("Form a working group"), tuple, _form)
CLOSE = Effect(motions.CLOSE_BODY, _("Close a working group"), tuple, _close)

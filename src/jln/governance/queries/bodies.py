"""Working groups as their pages show them: people, reports, drafts, the next date."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef

from jln.access.check import can, granted, visible
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.countries.models import Seat
from jln.countries.terms import BODY_SEATS, STEERING_SEATS, SeatKind
from jln.governance.models import BodyReport, Meeting, Motion, Strategy, WorkingGroup
from jln.governance.queries import agendas, motions
from jln.governance.terms import UNDECIDED, BodyKind, BodyState, StrategyState
from jln.kit.time import day
from jln.people.models import Person
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from jln.spaces.models import Space

FEW = 10
ON_RECORD = (BodyState.FORMED, BodyState.CLOSED)


class BodiesPage(NamedTuple):
    """All of them, those at work first."""

    at_work: list[WorkingGroup]
    put: list[WorkingGroup]
    closed: list[WorkingGroup]
    may_put: bool


class BodyPage(NamedTuple):
    """One of them for one reader."""

    group: WorkingGroup
    seats: list[Seat]  # held today, the lead's first; for members of the network
    former: list[Seat]
    space: Space | None
    drafts: list[Strategy]
    reports: list[BodyReport]
    meeting: Meeting | None  # the next one, to which it reports
    motion: Motion | None
    may_keep: bool
    may_put: bool
    may_report: bool
    ends: set[int]  # seats whose end this reader may say


def bodies(person: Person | None) -> QuerySet[WorkingGroup]:
    """Those that this reader sees: what is only put, or was refused, is for members."""
    rows = WorkingGroup.objects.select_related("formed_by", "closed_by").order_by("name", "pk")
    if person is not None:
        return rows
    return rows.filter(state__in=ON_RECORD)


def bodies_page(person: Person | None) -> BodiesPage:
    """The list."""
    rows = list(bodies(person))
    by = {state: [one for one in rows if one.state == state] for state in BodyState}
    return BodiesPage(
        at_work=by[BodyState.FORMED],
        put=by[BodyState.PUT],
        closed=by[BodyState.CLOSED],
        may_put=person is not None and motions.may_put(person),
    )


def body_page(person: Person | None, slug: str, *, at: datetime) -> BodyPage | None:
    """None where there is none that this reader sees."""
    group = bodies(person).select_related("space").filter(slug=slug).first()
    if group is None:
        return None
    may: set[tuple[P, int]] = set()
    held: list[Seat] = []
    if person is not None:
        held = _seats(group)
        asked = [
            (P.MOTION_PUT, [current().pk]),
            (P.BODY_KEEP, [group.pk]),
            (P.BODY_REPORT, [group.pk]),
            (P.SEAT_END, [one.pk for one in held]),
        ]
        may = set(granted(person, asked))
    on, rights = day(at), {permission for permission, _pk in may}
    works = group.state == BodyState.FORMED
    today = [one for one in held if one.starts_on <= on and not _is_over(one, on)]
    return BodyPage(
        group=group,
        seats=sorted(today, key=lambda one: (one.kind != SeatKind.BODY_LEAD, one.starts_on)),
        former=[one for one in held if _is_over(one, on)][:FEW],
        space=getattr(group, "space", None),
        drafts=_drafts(group, person),
        reports=_reports(group) if person else [],
        meeting=agendas.to_come(at).first() if works else None,
        motion=_motion(group, person),
        may_keep=works and P.BODY_KEEP in rights,
        may_put=works and P.MOTION_PUT in rights,
        may_report=works and P.BODY_REPORT in rights,
        ends={pk for permission, pk in may if permission == P.SEAT_END},
    )


def _seats(group: WorkingGroup) -> list[Seat]:
    rows = Seat.objects.filter(working_group=group, kind__in=sorted(BODY_SEATS))
    rows = rows.select_related("person__country", "working_group")
    return list(rows.filter(person__isnull=False).order_by("-starts_on", "pk"))


def _is_over(seat: Seat, on: date) -> bool:
    return seat.ends_on is not None and seat.ends_on < on


def _drafts(group: WorkingGroup, person: Person | None) -> list[Strategy]:
    """What it drafts or drafted."""
    rows = group.strategies.order_by("-number")
    if person is None:
        rows = rows.filter(state=StrategyState.ADOPTED)
    return list(rows[:FEW])


def _reports(group: WorkingGroup) -> list[BodyReport]:
    rows = group.reports.select_related("by", "item__meeting").order_by("-at", "-pk")
    return list(rows[:FEW])


def _motion(group: WorkingGroup, person: Person | None) -> Motion | None:
    """What is put to the Steering Group about it, for who may follow it."""
    if person is None:
        return None
    found = motions.motions(person).filter(kind__startswith="body.", subject_id=group.pk)
    return found.filter(state__in=UNDECIDED).first()


def keeping(person: Person) -> QuerySet[WorkingGroup]:
    """Those in which this person may seat people."""
    return visible(person, P.BODY_KEEP, WorkingGroup.objects.filter(state=BodyState.FORMED))


def reporting(person: Person) -> QuerySet[WorkingGroup]:
    """Those for which this person may report."""
    return visible(person, P.BODY_REPORT, WorkingGroup.objects.filter(state=BodyState.FORMED))


def closing(person: Person) -> QuerySet[WorkingGroup]:
    """Those of which this person may propose the end."""
    rows = WorkingGroup.objects.filter(state=BodyState.FORMED)
    return rows if can(person, P.MOTION_PUT, current()) else rows.none()


def candidates(group: WorkingGroup, on: date) -> QuerySet[Person]:
    """Whom its seats are for: people of the Steering Group; in a task team every member."""
    people = Person.objects.present().order_by("name", "pk")
    if group.kind == BodyKind.TASK_TEAM:
        return people
    held = Seat.objects.held_on(on).filter(person=OuterRef("pk"), kind__in=sorted(STEERING_SEATS))
    return people.filter(Exists(held))

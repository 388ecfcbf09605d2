"""Who is Network Manager and who was; what moves to the next one, and who is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef, Q

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.countries.models import Seat
from jln.countries.terms import CONVENERS, STAFF_SEATS
from jln.governance.models import ManagerAppointment
from jln.governance.queries import motions
from jln.governance.rules.managing import DECIDES
from jln.governance.terms import UNDECIDED
from jln.kit.time import day
from jln.people.models import Institution, Person, Position
from jln.people.terms import InstitutionKind, PersonStatus
from jln.seats import queries as seats
from jln.seats.models import Handover

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from jln.governance.models import Motion

COULD_RUN = frozenset(
    {
        InstitutionKind.PARTNER,
        InstitutionKind.FUNDER,
        InstitutionKind.NGO,
        InstitutionKind.ACADEMIA,
    }
)


class Line(NamedTuple):
    """A seat that changes hands, and whether this reader may open its hand-over."""

    handover: Handover
    is_open: bool


class ManagerPage(NamedTuple):
    """The page: all of them, the newest first; and for those inside what moves."""

    now: ManagerAppointment | None
    coming: ManagerAppointment | None
    before: list[ManagerAppointment]
    motions: list[Motion]  # not decided yet, for who may follow them
    lines: list[Line]
    is_inside: bool
    may_put: bool
    may_head: bool
    staff: int  # of the new organisation, on its first day


def appointments() -> QuerySet[ManagerAppointment]:
    """Every one, the newest first."""
    rows = ManagerAppointment.objects.select_related(
        "institution", "jointly_with", "decision", "head", "key_change"
    )
    return rows.order_by("-starts", "-pk")


def manager_page(person: Person | None, *, at: datetime) -> ManagerPage:
    """What the page shows to this reader."""
    on = day(at)
    every = list(appointments())
    now = next((one for one in every if one.first_day <= on), None)
    coming = next((one for one in every if one.first_day > on), None)
    moving = coming or now
    is_inside = moving is not None and can(person, Permission.MANAGER_VIEW, moving)
    lines = _lines(moving, person) if moving and person and is_inside else []
    is_decided = moving is not None and moving.decision_id is not None
    under_way = is_decided and moving is not None and moving.moved_at is None
    return ManagerPage(
        now=now,
        coming=coming,
        before=[one for one in every if one not in (now, coming)],
        motions=_undecided(person) if person else [],
        lines=lines,
        is_inside=is_inside and bool(lines or under_way),
        may_put=person is not None and motions.may_put(person),
        may_head=bool(under_way and moving and can(person, Permission.MANAGER_HEAD, moving)),
        staff=staff_of(moving, moving.first_day).count() if moving and is_inside else 0,
    )


def _undecided(person: Person) -> list[Motion]:
    rows = motions.motions(person).filter(kind=DECIDES, state__in=UNDECIDED)
    return list(rows[:3])


def _lines(of: ManagerAppointment, person: Person) -> list[Line]:
    rows = list(handovers(of).order_by("pk"))
    mine = seats.handovers(person).filter(pk__in=[one.pk for one in rows])
    opened = set(mine.values_list("pk", flat=True))
    return [Line(one, one.pk in opened) for one in rows]


def handovers(of: ManagerAppointment) -> QuerySet[Handover]:
    """The seats that go to its people: those that wait, and those that have moved."""
    rows = Handover.objects.filter(institution=of.institution_id, due_on__isnull=False)
    if of.appointed_at:
        rows = rows.filter(opened_at__gte=of.appointed_at) | rows.filter(closed_at=None)
    return rows.select_related("seat__person", "seat__country", "seat__group", "successor", "begun")


def staff_of(of: ManagerAppointment, on: date) -> QuerySet[Seat]:
    """Seats of the network's staff held that day by people of this organisation."""
    here = Q(person__status=PersonStatus.ACTIVE)
    return _staff(on).filter(here, _is_of(of)).order_by("country", "starts_on", "pk")


def staff_of_others(of: ManagerAppointment, on: date) -> QuerySet[Seat]:
    """Those of everybody else."""
    return _staff(on).exclude(_is_of(of)).order_by("pk")


def _staff(on: date) -> QuerySet[Seat]:
    held = Seat.objects.held_on(on).filter(kind__in=STAFF_SEATS)
    return held.select_related("person", "country")


def _is_of(of: ManagerAppointment) -> Q:
    works = Position.objects.filter(
        person=OuterRef("person"), institution=of.institution_id, ends=None
    )
    serves = Seat.objects.filter(
        person=OuterRef("person"), institution=of.institution_id, kind__in=STAFF_SEATS
    )
    return Q(Exists(serves)) | Q(Exists(works))


def to_tell(of: ManagerAppointment, on: date) -> list[Person]:
    """Everybody of the staff, who convenes, and who heads the organisation that comes."""
    held = Seat.objects.held_on(on).filter(kind__in=STAFF_SEATS | CONVENERS)
    who = Q(pk__in=held.values("person")) | Q(pk=of.head_id or 0)
    people = Person.objects.present().filter(who)
    return list(people.prefetch_related("addresses", "mail_settings").order_by("pk"))


def under_way() -> QuerySet[ManagerAppointment]:
    """By decision, and not all of its people are there yet."""
    waits = Handover.objects.filter(
        institution=OuterRef("institution"), due_on__isnull=False, closed_at=None
    )
    rows = ManagerAppointment.objects.filter(decision__isnull=False)
    return rows.filter(Q(moved_at=None) | Exists(waits)).order_by("pk")


def to_head(person: Person) -> ManagerAppointment | None:
    """The change for which this person may say who names its people."""
    rows = visible(person, Permission.MANAGER_HEAD, appointments())
    return rows.filter(pk__in=under_way().values("pk")).first()


def people_named(text: str, reader: Person) -> list[Person]:
    """Whom a name or an address means, among those this reader sees; two where it is unclear."""
    return seats.people_named(text, Seat(), reader)


def organisations() -> list[Institution]:
    """Those that could run the network, by name: partners, never a country's own."""
    rows = Institution.objects.filter(kind__in=COULD_RUN).select_related("country")
    return list(rows.order_by("name", "pk"))

"""Expressions of interest: by the link of who writes, at the desk, for the Steering Group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from jln.access.check import require, visible
from jln.access.permissions import Permission
from jln.countries.models import Seat
from jln.countries.terms import SeatKind
from jln.kit import clock, tokens
from jln.kit.time import day
from jln.mail import seals
from jln.membership.models import Application, CountryMembership, SelfAssessment
from jln.membership.queries import assessments
from jln.membership.rules import applying
from jln.membership.rules.assessing import Waiting
from jln.membership.terms import UNDER_WAY, ApplicationState, Level
from jln.people.models import Person
from jln.ui import formats
from jln.web.network import current

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

FEW = 50


def application_of(token: str, *, at: datetime) -> Application | None:
    """The one a mailed link leads to; None if the link is not ours or its time is over."""
    row = tokens.row_of(token)
    found = Application.objects.select_related("letter").filter(pk=row or 0).first()
    if found is None or not seals.holds("join", token, found.address):
        return None
    is_open = applying.is_open(found.state, found.saved_at, found.closed_at, at=at)
    return found if is_open else None


def under_way(code: str) -> QuerySet[Application]:
    """What was sent for a country and is not answered for good."""
    return Application.objects.filter(country_code=code, state__in=UNDER_WAY)


def is_member(code: str) -> bool:
    """Is the country of this code a member today, at whatever level?"""
    now = CountryMembership.objects.filter(country__code=code, ends=None)
    return now.exclude(level=Level.FORMER).exists()


def viewable(person: Person) -> QuerySet[Application]:
    """Those a person may read: staff, and the Steering Group once they are screened."""
    rows = Application.objects.select_related("letter", "screened_by", "country")
    return visible(person, Permission.APPLICATION_VIEW, rows)


def screening(person: Person) -> QuerySet[Application]:
    """Those a person may answer for the Network Manager."""
    return visible(
        person, Permission.APPLICATION_SCREEN, Application.objects.filter(state__in=UNDER_WAY)
    )


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that waits for staff: what, since when, and where it is settled."""

    title: str
    since: datetime
    path: str
    is_late: bool = False


def waiting_for_staff(*, at: datetime | None = None) -> list[Waits]:
    """What of membership waits for staff, the oldest first."""
    at = at or clock.now()
    rows = Application.objects.filter(state=ApplicationState.SUBMITTED).order_by("submitted_at")
    found = [
        Waits(
            _("Expression of interest: %(country)s") % {"country": one},
            one.submitted_at or one.saved_at,
            f"/applications/{one.code}/",
            is_late=at - (one.submitted_at or one.saved_at) > applying.ANSWERED_WITHIN,
        )
        for one in rows[:FEW]
    ]
    to_check = SelfAssessment.objects.filter(
        endorsed_at__isnull=False, verified_at=None, closed_at=None
    )
    found += [
        Waits(
            formats.list_parts(_("Self-assessment"), str(one)),
            one.endorsed_at or at,
            f"/assessments/{one.code}/check/",
        )
        for one in to_check.select_related("country")[:FEW]
    ]
    return sorted(found, key=lambda one: one.since)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Every country on its way in."""

    to_read: list[Application]
    incomplete: list[Application]
    with_group: list[Application]
    answered: list[Application]
    late_after: datetime
    to_check: list[SelfAssessment]
    for_places: list[Waiting]
    free: int | None


def pipeline(person: Person, *, at: datetime) -> Pipeline:
    """The desk's list. Raises PermissionDenied for anybody but staff."""
    require(person, Permission.DESK_OPEN, current())
    rows = Application.objects.exclude(state=ApplicationState.DRAFT)
    found = list(rows.filter(closed_at=None).order_by("submitted_at", "pk")[:FEW])
    by_state = {state: [one for one in found if one.state == state] for state in ApplicationState}
    order, free = assessments.queue(day(at))
    return Pipeline(
        to_read=by_state[ApplicationState.SUBMITTED],
        incomplete=by_state[ApplicationState.INCOMPLETE],
        with_group=by_state[ApplicationState.SCREENED],
        answered=list(rows.exclude(closed_at=None).order_by("-closed_at", "pk")[:10]),
        late_after=at - applying.ANSWERED_WITHIN,
        to_check=list(assessments.to_verify(person).order_by("endorsed_at", "pk")[:FEW]),
        for_places=order,
        free=free,
    )


def officer_of(application: Application, *, at: datetime) -> Person | None:
    """Who invites: the country's own officer, who screened it, or else anybody of the staff."""
    staff = Seat.objects.held_on(day(at)).filter(
        kind__in=(SeatKind.NETWORK_OFFICER, SeatKind.ADMINISTRATOR)
    )
    rows = staff.select_related("person", "country").order_by("kind", "starts_on", "pk")
    seats = [one for one in rows if one.person]
    own = [one for one in seats if one.country and one.country.code == application.country_code]
    screened = [one for one in seats if one.person_id == application.screened_by_id]
    found = next(iter([*own, *screened, *reversed(seats)]), None)
    return found.person if found else None

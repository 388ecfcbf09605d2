"""Lists of a Core Group: its meetings, its actions, and what it asked of partners."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from jln.access.check import visible
from jln.access.permissions import Permission as P  # noqa: N817 -- reads as a table
from jln.countries.models import Seat
from jln.governance.models import CoreGroupAction, CoreGroupMeeting, SupportRequest
from jln.kit.time import day
from jln.parameters import queries as parameters
from jln.people.models import Institution, Person
from jln.people.terms import PARTNERS

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from jln.countries.models import CountryCoreGroup


def meetings_of(group: CountryCoreGroup) -> QuerySet[CoreGroupMeeting]:
    """Every meeting, the latest first, those that were cancelled among them."""
    rows = CoreGroupMeeting.objects.filter(group=group).prefetch_related("represented")
    return rows.order_by("-starts_at", "-pk")


def actions_of(group: CountryCoreGroup) -> QuerySet[CoreGroupAction]:
    """Every action: open ones first, the next due first."""
    rows = CoreGroupAction.objects.filter(group=group).select_related("owner", "meeting")
    return rows.order_by("done_at", "due_on", "pk")


def _requests() -> QuerySet[SupportRequest]:
    rows = SupportRequest.objects.select_related("group__country", "institution", "asked_by")
    return rows.order_by("-asked_at", "-pk")


def requests_of(group: CountryCoreGroup) -> QuerySet[SupportRequest]:
    """What the group asked of partners, the latest first."""
    return _requests().filter(group=group)


def requests_seen(person: Person) -> QuerySet[SupportRequest]:
    """Requests that this person may read."""
    return visible(person, P.SUPPORT_VIEW, _requests())


def requests_to_answer(person: Person) -> QuerySet[SupportRequest]:
    """Open requests that this person may answer."""
    return visible(person, P.SUPPORT_ANSWER, _requests().filter(answer=""))


def partners() -> list[Institution]:
    """Whom a group may ask."""
    return list(Institution.objects.filter(kind__in=PARTNERS).order_by("name", "pk"))


def people_of_partner(institution: int, *, on: date) -> QuerySet[Person]:
    """Those who sit for a partner."""
    held = Seat.objects.held_on(on).filter(institution=institution)
    return Person.objects.present().filter(pk__in=held.values("person"))


def support_waiting(*, at: datetime) -> QuerySet[SupportRequest]:
    """Requests that a partner has not answered in its time, or that reached nobody."""
    held = Seat.objects.held_on(day(at)).filter(institution=OuterRef("institution"))
    patience = timedelta(days=parameters.value("support_days", on=day(at)))
    late = _requests().filter(Q(asked_at__lte=at - patience) | ~Q(Exists(held)), answer="")
    return late.order_by("asked_at", "pk")

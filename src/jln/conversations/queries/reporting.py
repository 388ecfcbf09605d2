"""What pages read of reported posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from jln.access.check import can, visible
from jln.access.permissions import Permission
from jln.conversations.models import Report, ReportCase
from jln.conversations.rules import reporting
from jln.spaces.queries import moderated

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from jln.people.models import Person


def reports_to_decide(person: Person) -> QuerySet[ReportCase]:
    """The reports that the person decides about."""
    return visible(person, Permission.REPORT_DECIDE, ReportCase.objects.all())


def open_cases(person: Person) -> QuerySet[ReportCase]:
    """Those of them that wait, the oldest first, with how many reported."""
    waiting = reports_to_decide(person).filter(decided_at=None).annotate(count=Count("reports"))
    return waiting.select_related("post__topic", "post__space__country").order_by("opened_at")


def reports_for_staff() -> QuerySet[ReportCase]:
    """What nobody but staff decides: no other moderator of its space, or it was brought further."""
    undecided = ReportCase.objects.filter(decided_at=None)
    return undecided.filter(~moderated("post__space", but="post__by") | Q(raised_at__isnull=False))


def words_of(case: ReportCase) -> list[str]:
    """What was said, without who said it; in an order that does not tell."""
    return sorted(case.reports.values_list("words", flat=True))


def may_look(person: Person, case: ReportCase) -> bool:
    """Whether the person may see who reported, with a reason."""
    return can(person, Permission.REPORT_LOOK, case)


def reporters(case: ReportCase) -> list[Report]:
    """Who said what. Only after a reason is on record."""
    return list(case.reports.select_related("by").order_by("at", "pk"))


def report_counts(person: Person, *, at: datetime) -> tuple[int, int]:
    """How many wait for the person, and how many of them for more than seven days."""
    late = Q(opened_at__lte=at - reporting.LATE_AFTER)
    waiting = reports_to_decide(person).filter(decided_at=None)
    found = waiting.aggregate(all=Count("pk"), late=Count("pk", filter=late))
    return found["all"], found["late"]

"""An opportunity: announced to whom it concerns, remembered to coordinators before it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.kit.time import day
from jln.newsletter import rules
from jln.newsletter.actions.composing import changing, locked, put_texts, written_by
from jln.newsletter.models import Issue
from jln.newsletter.rules import Text
from jln.newsletter.terms import IssueKind, IssueState
from jln.web.network import current

if TYPE_CHECKING:
    from jln.people.models import Person


@dataclass(frozen=True, slots=True)
class Offer:
    """What is offered, to whom, until when, and where one answers."""

    title: str
    what: str
    who_may: str
    where: str
    deadline_on: date
    send_on: date
    countries: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()


@transaction.atomic
def offer(issue: Issue | None, said: Offer, *, by: Person, at: datetime) -> Issue:
    """A new draft of an opportunity, or other words in one."""
    require(by, Permission.NEWSLETTER_KEEP, current())
    if issue is None:
        found = Issue.objects.create(kind=IssueKind.OPPORTUNITY, made_by=by, made_at=at)
        record(Kind.ISSUE_BEGUN, found, by=by, at=at)
    else:
        found = changing(issue, by)
    rules.may_end(said.deadline_on, said.send_on).or_raise()
    found.subjects = {**found.subjects, rules.ENGLISH: said.title}
    found.deadline_on, found.send_on = said.deadline_on, said.send_on
    found.audience = {"countries": list(said.countries), "languages": list(said.languages)}
    found.save(update_fields=["subjects", "deadline_on", "send_on", "audience"])
    for position, (text, path) in enumerate(((said.what, said.where), (said.who_may, ""))):
        piece, _is_new = found.pieces.update_or_create(position=position, defaults={"path": path})
        put_texts(piece, {rules.ENGLISH: Text(said.title, text)}, by=by, at=at)
    written_by(found, by, at)
    return found


def remind_due(at: datetime) -> int:
    """Remind coordinators of deadlines in a week and in two days, once each. Safe to repeat."""
    open_now = Issue.objects.filter(
        kind=IssueKind.OPPORTUNITY,
        state__in=(IssueState.AGREED, IssueState.SENT),
        begun_at__isnull=False,
        deadline_on__gte=day(at),
    )
    return sum(_remind(issue, at) for issue in open_now)


@transaction.atomic
def _remind(issue: Issue, at: datetime) -> bool:
    found = locked(issue)
    told = Fact.objects.filter(
        kind=Kind.OPPORTUNITY_REMINDED, subject_model=found._meta.label, subject_id=found.pk
    )
    had = [fact.data["days"] for fact in told]
    if found.deadline_on is None or found.begun_at is None or found.stopped_at:
        return False
    days = rules.reminder_due(found.deadline_on, day(at), had, day(found.begun_at))
    if days is None:
        return False
    record(Kind.OPPORTUNITY_REMINDED, found, by=None, at=at, data={"days": days})
    return True

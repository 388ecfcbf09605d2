"""Who gets an issue, when and how: the counts before it goes, and the people when it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, Exists, OuterRef

from jln.mail import hours
from jln.mail.outgoing import ALL_KINDS
from jln.newsletter.editions import OPENED
from jln.newsletter.terms import IssueKind
from jln.notify.models import MailSetting
from jln.notify.terms import LetterKind, Often
from jln.people.models import EmailAddress, Person
from jln.people.terms import PersonStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from jln.newsletter.models import Issue

TOGETHER = frozenset({Often.DAILY, Often.WEEKLY})


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people, and when the first and the last mailbox's hour comes."""

    at_once: int = 0
    together: int = 0
    not_now: int = 0
    first: datetime | None = None
    last: datetime | None = None

    @property
    def total(self) -> int:
        """All whom it concerns."""
        return self.at_once + self.together + self.not_now


def concerned(issue: Issue) -> QuerySet[Person]:
    """Whom it concerns: everybody here, or people of the countries and languages chosen."""
    people = Person.objects.filter(status=PersonStatus.ACTIVE)
    if issue.audience.get("countries"):
        people = people.filter(country__in=issue.audience["countries"])
    if issue.audience.get("languages"):
        people = people.filter(language__in=issue.audience["languages"])
    return people


def groups(issue: Issue) -> list[tuple[str, str]]:
    """Their zones and languages."""
    rows = concerned(issue).order_by().values_list("timezone", "language")
    return sorted(set(rows))


def wants_at_once(kind: str, news: str) -> bool:
    """A newsletter may wait for the daily or weekly message; a deadline does not."""
    if kind == IssueKind.OPPORTUNITY:
        return news != Often.NONE
    return news == Often.EVERY


def at_once(issue: Issue, people: Iterable[Person]) -> list[Person]:
    """Of these, who gets a letter of their own."""
    return [one for one in people if wants_at_once(issue.kind, _news_of(one))]


def _news_of(person: Person) -> str:
    try:
        return str(person.mail_plan.news)
    except ObjectDoesNotExist:
        return Often.EVERY


def of(issue: Issue) -> Reach:
    """The counts, as the runs will find it. One query, whatever the number of people."""
    kind = OPENED[IssueKind(issue.kind)].value
    mine = EmailAddress.objects.filter(person=OuterRef("pk"), is_main=True, removed_at=None)
    off = MailSetting.objects.filter(person=OuterRef("pk"), is_off=True)
    rows = (
        concerned(issue)
        .order_by()
        .annotate(
            reached=Exists(mine.filter(bounced_at=None)),
            off=Exists(off.filter(kind__in=(kind, ALL_KINDS))),
            no_digest=Exists(off.filter(kind__in=(LetterKind.DIGEST, kind, ALL_KINDS))),
        )
        .values_list("timezone", "away_until", "mail_plan__news", "reached", "off", "no_digest")
        .annotate(n=Count("pk"))
    )
    counts = {"at_once": 0, "together": 0, "not_now": 0}
    hours_of: set[datetime] = set()
    for zone, away_until, news, reached, is_off, no_digest, count in rows:
        due = hours.wall(issue.send_on, issue.hour, zone) if issue.send_on else None
        is_here = bool(reached) and not (due and hours.is_away(away_until, due, zone))
        if is_here and not is_off and wants_at_once(issue.kind, news or Often.EVERY):
            counts["at_once"] += count
            hours_of |= {due} if due else set()
        elif is_here and not no_digest and news in TOGETHER:
            counts["together"] += count
        else:
            counts["not_now"] += count
    return Reach(**counts, first=min(hours_of, default=None), last=max(hours_of, default=None))

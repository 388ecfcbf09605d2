"""The hours of an issue: one run for each zone and language, resumable, safe to repeat.

A letter is written once a fact, person and kind, whatever is killed and run again: nobody is
missed, since a run remembers how far it came only after it wrote; nobody has it twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from jln.facts.models import Fact
from jln.facts.record import record
from jln.kit import clock
from jln.kit.time import day
from jln.mail import hours, outgoing
from jln.mail.models import OutgoingMail
from jln.newsletter import findable, reach, rules
from jln.newsletter.actions.composing import locked
from jln.newsletter.actions.sending import withhold
from jln.newsletter.editions import OPENED, Editions, letter_of
from jln.newsletter.models import Issue, IssueRun
from jln.newsletter.terms import IssueKind, IssueState, Missing
from jln.notify.digests.rules import seconds_of
from jln.notify.terms import Because
from jln.notify.writing import Writer
from jln.search import index

if TYPE_CHECKING:
    from jln.notify.told import Told
    from jln.people.models import Person

AT_A_TIME = 500
A_DAY = timedelta(days=1)


def send_due(at: datetime | None = None) -> int:
    """Go on with every issue whose hour has come somewhere. Gives how many letters were made."""
    at = at or clock.now()
    made = 0
    for issue in Issue.objects.filter(state=IssueState.AGREED, send_on__lte=day(at) + A_DAY):
        made += _go_on(issue, at)
    if made:
        outgoing.wake()
    return made


def _go_on(issue: Issue, at: datetime) -> int:
    """Each zone and language whose hour has come; the rest of them when all have had theirs."""
    if issue.send_on is None:
        return 0
    editions = Editions.of(issue)
    missing = Missing(issue.missing)
    made, waits = 0, False
    for zone, language in reach.groups(issue):
        due = hours.wall(issue.send_on, issue.hour, zone)
        if rules.goes_at(due, at, missing, whole=editions.is_whole(language)):
            made += _run(issue, zone, language, at)
        else:
            waits = True
    if not waits and at >= rules.last_hour(issue.send_on, issue.hour):
        made += _run(issue, "", "", at)  # who changed zone or language meanwhile
        _end(issue, at)
    return made


def _run(issue: Issue, zone: str, language: str, at: datetime) -> int:
    fact = _opened(issue, at)
    if fact is None:
        return 0
    run, _is_new = IssueRun.objects.get_or_create(
        issue=issue, zone=zone, language=language, defaults={"began_at": at}
    )
    return 0 if run.done_at else carry_out(run, letter_of(issue, fact), at)


@transaction.atomic
def _opened(issue: Issue, at: datetime) -> Fact | None:
    """The fact that its letters tell of, recorded once; None for what was stopped meanwhile."""
    found = locked(issue)
    if found.state != IssueState.AGREED:
        return None
    kind = OPENED[IssueKind(found.kind)]
    known = Fact.objects.filter(
        kind=kind, subject_model=found._meta.label, subject_id=found.pk
    ).first()
    if known is not None:
        return known
    found.begun_at = at
    found.save(update_fields=["begun_at"])
    issue.begun_at = at
    index.put(findable.entry_of(found))
    english = Editions.of(found).edition(rules.ENGLISH)
    words = " ".join(f"{part.title} {part.text}" for part in english.parts)
    return record(kind, found, by=None, at=at, data={"seconds": seconds_of(words)})


def carry_out(run: IssueRun, letter: Told, at: datetime) -> int:
    """Go on with one run to its end; gives how many letters were made."""
    writer, made = Writer(letter), 0
    while True:
        some = _next(run, letter.fact)
        wanted = reach.at_once(run.issue, some)
        if not _is_on_its_way(run.issue):
            return made
        writer.write([(person, Because.MEMBER) for person in wanted])
        made += len(wanted)
        if not _is_on_its_way(run.issue):
            withhold(run.issue)
            return made
        if some:
            IssueRun.objects.filter(pk=run.pk, after__lt=some[-1].pk).update(after=some[-1].pk)
            run.after = some[-1].pk
        if len(some) < AT_A_TIME:
            IssueRun.objects.filter(pk=run.pk, done_at=None).update(done_at=at)
            return made


def _next(run: IssueRun, fact: Fact) -> list[Person]:
    people = reach.concerned(run.issue).filter(pk__gt=run.after)
    if run.zone:
        people = people.filter(timezone=run.zone, language=run.language)
    had = OutgoingMail.objects.filter(fact=fact).values("person")
    return list(_whole(people.exclude(pk__in=had))[:AT_A_TIME])


def _whole(people: QuerySet[Person]) -> QuerySet[Person]:
    """With all that a letter's row is made from."""
    rows = people.select_related("mail_plan").order_by("pk")
    return rows.prefetch_related("addresses", "mail_settings")


def _is_on_its_way(issue: Issue) -> bool:
    return Issue.objects.filter(pk=issue.pk, state=IssueState.AGREED).exists()


@transaction.atomic
def _end(issue: Issue, at: datetime) -> None:
    """Every mailbox's hour has come."""
    found = locked(issue)
    is_open = found.runs.filter(done_at=None).exists()
    if found.state == IssueState.AGREED and not is_open:
        found.state, found.sent_at = IssueState.SENT, at
        found.save(update_fields=["state", "sent_at"])

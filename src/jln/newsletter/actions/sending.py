"""A second person agrees; then it goes by itself, until somebody stops it."""

from __future__ import annotations

import copy
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.kit.time import day
from jln.mail import outgoing
from jln.mail.models import OutgoingMail
from jln.mail.terms import OutgoingState, Withheld
from jln.newsletter import happened, rules
from jln.newsletter.actions.composing import locked
from jln.newsletter.editions import OPENED, Editions, letter_of
from jln.newsletter.terms import IssueKind, IssueState
from jln.notify import letters
from jln.notify.models import DigestItem
from jln.notify.terms import Because
from jln.search import index
from jln.web.language import CODES
from jln.web.network import current

if TYPE_CHECKING:
    from jln.kit.verdict import Verdict
    from jln.newsletter.models import Issue
    from jln.people.models import Person


def judge(issue: Issue, by: Person, at: datetime, editions: Editions | None = None) -> Verdict:
    """May this person agree to it now? Its things are asked for who reads them."""
    found = editions or Editions.of(issue)
    about = [
        (row.subject_model, row.subject_id)
        for row, _texts in found.pieces
        if row.subject_id is not None
    ]
    may = happened.open_to_all(about)
    closed = [
        texts[rules.source_of(texts)].title
        for row, texts in found.pieces
        if row.subject_id is not None and (row.subject_model, row.subject_id) not in may
    ]
    return rules.may_agree(
        is_draft=issue.state == IssueState.DRAFT,
        is_own=issue.made_by_id == by.pk,
        send_on=issue.send_on,
        deadline_on=issue.deadline_on,
        today=day(at),
        has_subject=bool(issue.subjects.get(rules.ENGLISH)),
        pieces=len(found.pieces),
        closed=closed,
    )


@transaction.atomic
def agree(issue: Issue, *, by: Person, at: datetime) -> Issue:
    """Let it go on its day, at each reader's own hour."""
    require(by, Permission.NEWSLETTER_KEEP, current())
    found = locked(issue)
    judge(found, by, at).or_raise()
    found.state, found.agreed_by, found.agreed_at = IssueState.AGREED, by, at
    found.save(update_fields=["state", "agreed_by", "agreed_at"])
    record(Kind.ISSUE_AGREED, found, by=by, at=at)
    return found


@transaction.atomic
def stop(issue: Issue, *, by: Person, at: datetime) -> Issue:
    """Nothing of it goes any more. Before the first mailbox's hour it is a draft again."""
    require(by, Permission.NEWSLETTER_KEEP, current())
    found = locked(issue)
    rules.may_stop(is_agreed=found.state == IssueState.AGREED).or_raise()
    if found.begun_at is None:
        found.state, found.agreed_by, found.agreed_at = IssueState.DRAFT, None, None
    else:
        found.state, found.stopped_at = IssueState.STOPPED, at
    found.save(update_fields=["state", "agreed_by", "agreed_at", "stopped_at"])
    withhold(found)
    index.drop(found.kind, found.pk)
    record(Kind.ISSUE_STOPPED, found, by=by, at=at)
    return found


def withhold(issue: Issue) -> None:
    """What waits of it is not sent, and stands in no daily or weekly message to come."""
    facts = Fact.objects.filter(
        kind=OPENED[IssueKind(issue.kind)], subject_model=issue._meta.label, subject_id=issue.pk
    )
    waiting = OutgoingMail.objects.filter(state=OutgoingState.WAITING, fact__in=facts)
    waiting.update(state=OutgoingState.WITHHELD, state_reason=Withheld.TAKEN_BACK)
    DigestItem.objects.filter(fact__in=facts).delete()


@transaction.atomic
def send_me(issue: Issue, *, by: Person, at: datetime) -> int:
    """Every edition to the person who asks, as it would go now; gives how many."""
    require(by, Permission.NEWSLETTER_KEEP, current())
    letter = letter_of(issue)
    for language in CODES:
        reader = copy.copy(by)
        reader.language = language
        written = letters.write(letter, reader, Because.MEMBER)
        outgoing.put(
            letter.kind,
            by,
            subject=written.subject,
            text=written.text,
            because="you_asked",
            language=language,
            headers=written.headers,
            at=at,
        )
    return len(CODES)

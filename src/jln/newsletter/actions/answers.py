"""That a reader answered an issue by mail: counted once each, shown as a number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jln.facts.kinds import Kind
from jln.facts.models import Fact
from jln.facts.record import record
from jln.mail.models import OutgoingMail
from jln.newsletter.actions.composing import locked
from jln.newsletter.editions import OPENED
from jln.newsletter.models import Issue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jln.people.models import Person


@transaction.atomic
def note_answer(letters: Sequence[str], *, by: Person, at: datetime) -> bool:
    """Count a reader once whose message answers one of these, if it was their issue."""
    found = OutgoingMail.objects.filter(
        message_id__in=letters, person=by, fact__kind__in=OPENED.values()
    )
    of = found.values_list("fact__subject_id", flat=True).first() if letters else None
    row = Issue.objects.filter(pk=of).first() if of else None
    if row is None:
        return False
    issue = locked(row)
    if Fact.objects.filter(
        kind=Kind.ISSUE_ANSWERED, subject_model=issue._meta.label, subject_id=issue.pk, about=by
    ).exists():
        return False
    record(Kind.ISSUE_ANSWERED, issue, by=None, at=at, about=by, quietly=True)
    return True

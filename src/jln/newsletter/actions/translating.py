"""The words of an issue in another language: by its editors, or by a colleague who is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.newsletter import rules
from jln.newsletter.actions.composing import changing, locked, put_texts
from jln.newsletter.editions import Editions
from jln.newsletter.models import IssueEdition
from jln.newsletter.rules import Text
from jln.newsletter.terms import IssueState

if TYPE_CHECKING:
    from jln.newsletter.models import Issue
    from jln.people.models import Person


@dataclass(frozen=True, slots=True)
class Words:
    """An edition as it was written: pieces by number, a title and a text each. Empty: not said."""

    subject: str = ""
    lead: str = ""
    pieces: Mapping[int, tuple[str, str]] = field(default_factory=dict)


@transaction.atomic
def edition_in(issue: Issue, language: str, *, at: datetime) -> IssueEdition:
    """The row of an edition; nobody is asked for it yet."""
    found, _is_new = IssueEdition.objects.get_or_create(
        issue=issue, language=language, defaults={"asked_at": at}
    )
    return found


@transaction.atomic
def ask(issue: Issue, person: Person, *, by: Person, at: datetime) -> IssueEdition:
    """Ask a colleague for the edition in their own language; who was asked before is not any more.

    They are told by mail, and answer by mail or on the page.
    """
    found = changing(issue, by)
    rules.may_ask(person.language).or_raise()
    edition = edition_in(found, person.language, at=at)
    if edition.person_id != person.pk:
        edition.person, edition.asked_at, edition.answered_at = person, at, None
        edition.save(update_fields=["person", "asked_at", "answered_at"])
        record(Kind.ISSUE_ASKED, edition, by=by, at=at, about=person)
    return edition


@transaction.atomic
def translate(edition: IssueEdition, words: Words, *, by: Person, at: datetime) -> IssueEdition:
    """Keep what was written of it, each text with the mark of the English that it renders."""
    require(by, Permission.ISSUE_TRANSLATE, edition)
    issue = locked(edition.issue)
    rules.may_change(is_draft=issue.state == IssueState.DRAFT).or_raise()
    for row, texts in Editions.of(issue).pieces:
        title, text = words.pieces.get(row.pk, ("", ""))
        source = texts[rules.source_of(texts)]
        if title or text:
            said = Text(title or source.title, text, rules.mark_of(source.title, source.text))
            put_texts(row, {edition.language: said}, by=by, at=at)
    if words.subject:
        issue.subjects = {**issue.subjects, edition.language: words.subject}
        issue.leads = {**issue.leads, edition.language: words.lead}
        issue.save(update_fields=["subjects", "leads"])
    edition.answered_at = at
    edition.save(update_fields=["answered_at"])
    record(Kind.ISSUE_TRANSLATED, edition, by=by, at=at)
    return edition

"""Making an issue: by itself every fortnight as a draft, and piece by piece by its editors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from jln.access.check import require
from jln.access.permissions import Permission
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.newsletter import happened, rules
from jln.newsletter.models import Issue, IssuePiece, PieceText
from jln.newsletter.terms import EVERY, IssueKind, IssueState, Missing
from jln.web import versions
from jln.web.network import current

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jln.newsletter.happened import Happened
    from jln.newsletter.rules import Text
    from jln.people.models import Person

MOST_BY_ITSELF = 6
"""Pieces that a draft begins with; the rest is offered beside it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the pieces, and when it goes."""

    subject: str
    lead: str
    send_on: date
    hour: int
    missing: str = Missing.ENGLISH


def locked(issue: Issue) -> Issue:
    """The issue, nobody else's until the end of the transaction."""
    return Issue.objects.select_for_update().get(pk=issue.pk)


def changing(issue: Issue, by: Person) -> Issue:
    """The issue to be changed by somebody who may. Raises `RuleBroken` once it is agreed to."""
    require(by, Permission.NEWSLETTER_KEEP, current())
    found = locked(issue)
    rules.may_change(is_draft=found.state == IssueState.DRAFT).or_raise()
    return found


def written_by(issue: Issue, by: Person, at: datetime) -> None:
    """Who wrote it last does not agree to it."""
    issue.made_by = by
    issue.save(update_fields=["made_by"])
    record(Kind.ISSUE_CHANGED, issue, by=by, at=at)


@transaction.atomic
def begin(*, by: Person | None, at: datetime) -> Issue:
    """The draft of the next newsletter, with what happened since the last. One at a time.

    `by` is None where the platform makes it by itself.
    """
    if by is not None:
        require(by, Permission.NEWSLETTER_KEEP, current())
    versions.bump("newsletter")  # the lock: two at once make one draft
    rows = Issue.objects.filter(kind=IssueKind.NEWSLETTER)
    there = rows.filter(state=IssueState.DRAFT).order_by("pk").first()
    if there is not None:
        return there
    last = rows.aggregate(on=Max("send_on"), number=Max("number"))
    issue = Issue.objects.create(
        number=(last["number"] or 0) + 1,
        send_on=rules.next_day(last["on"], day(at)),
        made_by=by,
        made_at=at,
    )
    for position, one in enumerate(_newest(at)[:MOST_BY_ITSELF]):
        put_piece(issue, one, position, by=by, at=at)
    record(Kind.ISSUE_BEGUN, issue, by=by, at=at)
    return issue


def _newest(at: datetime) -> list[Happened]:
    return happened.since(began(at), at)


def began(at: datetime) -> datetime:
    """Since when the next issue tells: since the draft of the last one that was sent was made."""
    sent = Issue.objects.filter(kind=IssueKind.NEWSLETTER, begun_at__isnull=False)
    last: datetime | None = sent.aggregate(at=Max("begun_at"))["at"]
    return last or at - EVERY


def draft_due(at: datetime) -> bool:
    """Make the draft of the next newsletter, once the last one has begun to go. Repeatable."""
    waits = Issue.objects.filter(
        kind=IssueKind.NEWSLETTER, state__in=(IssueState.DRAFT, IssueState.AGREED)
    )
    if waits.exists():
        return False
    begin(by=None, at=at)
    return True


def put_piece(
    issue: Issue, one: Happened, position: int, *, by: Person | None, at: datetime
) -> IssuePiece:
    """A thing as a piece; once an issue."""
    piece, is_new = IssuePiece.objects.get_or_create(
        issue=issue,
        subject_model=one.model,
        subject_id=one.pk,
        defaults={"position": position, "path": one.path},
    )
    if is_new:
        put_texts(piece, one.texts, by=by, at=at)
    return piece


def put_texts(
    piece: IssuePiece, texts: Mapping[str, Text], *, by: Person | None, at: datetime
) -> None:
    """The words of a piece in these languages; others stay."""
    for language, text in texts.items():
        PieceText.objects.update_or_create(
            piece=piece,
            language=language,
            defaults={
                "title": text.title[: rules_title()],
                "text": text.text,
                "of_mark": text.of_mark,
                "by": by,
                "at": at,
            },
        )


def rules_title() -> int:
    """How long the column is."""
    return PieceText._meta.get_field("title").max_length or 0


@transaction.atomic
def compose(issue: Issue, head: Head, *, by: Person, at: datetime) -> Issue:
    """Its English subject and the line after it, its day and hour. Safe to repeat."""
    found = changing(issue, by)
    found.subjects = {**found.subjects, rules.ENGLISH: head.subject}
    found.leads = {**found.leads, rules.ENGLISH: head.lead}
    found.send_on, found.hour, found.missing = head.send_on, head.hour, head.missing
    found.save(update_fields=["subjects", "leads", "send_on", "hour", "missing"])
    written_by(found, by, at)
    return found


@transaction.atomic
def add(issue: Issue, keys: Iterable[str], *, by: Person, at: datetime) -> Issue:
    """Things that happened, at the end of it; each once. What is not offered is passed over."""
    found = changing(issue, by)
    offered = {one.key: one for one in _newest(at)}
    position = (found.pieces.aggregate(n=Max("position"))["n"] or 0) + 1
    for place, key in enumerate(key for key in keys if key in offered):
        put_piece(found, offered[key], position + place, by=by, at=at)
    written_by(found, by, at)
    return found


@transaction.atomic
def write_piece(
    issue: Issue,
    piece: IssuePiece | None,
    text: Text,
    *,
    path: str,
    by: Person,
    at: datetime,
) -> IssuePiece:
    """A piece in English: written for the issue, or the words of one that is in it."""
    found = changing(issue, by)
    if piece is None:
        last = found.pieces.aggregate(n=Max("position"))["n"] or 0
        piece = IssuePiece.objects.create(issue=found, position=last + 1, path=path)
    elif not piece.subject_model:
        piece.path = path
        piece.save(update_fields=["path"])
    put_texts(piece, {rules.ENGLISH: text}, by=by, at=at)
    written_by(found, by, at)
    return piece


@transaction.atomic
def arrange(issue: Issue, piece: IssuePiece, by_places: int, *, by: Person, at: datetime) -> Issue:
    """One place up or down."""
    found = changing(issue, by)
    order = list(found.pieces.order_by("position", "pk").values_list("pk", flat=True))
    for place, pk in enumerate(rules.moved(order, piece.pk, by_places)):
        found.pieces.filter(pk=pk).update(position=place)
    written_by(found, by, at)
    return found


@transaction.atomic
def remove(issue: Issue, piece: IssuePiece, *, by: Person, at: datetime) -> Issue:
    """Out of the issue. What happened is offered again."""
    found = changing(issue, by)
    found.pieces.filter(pk=piece.pk).delete()
    written_by(found, by, at)
    return found

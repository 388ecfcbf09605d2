"""What came of a question: asked once after ninety days, told by the asker."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.models import Asking, FollowUp, Topic
from jln.conversations.rules import waves
from jln.conversations.terms import Outcome
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.locking import locked
from jln.people.terms import PersonStatus

if TYPE_CHECKING:
    from jln.people.models import Person

CHUNK = 100


def ask_outcomes(*, at: datetime) -> int:
    """Ask what came of questions that were answered; how many were due. Never twice."""
    due = Asking.objects.filter(follow_up_at__lte=at).order_by("follow_up_at", "pk")
    ids = list(due.values_list("pk", flat=True)[:CHUNK])
    for pk in ids:
        _ask(pk, at)
    return len(ids)


def tell_outcome(
    topic: Topic, outcome: str, *, by: Person, at: datetime, words: str = ""
) -> FollowUp:
    """Say what came of one's question; said again, it is changed. Raises PermissionDenied."""
    require(by, Permission.TOPIC_TELL_OUTCOME, topic)
    words = " ".join(words.split())[: waves.LONGEST_WORDS_OF_OUTCOME]
    with transaction.atomic():
        topic = locked(Topic.objects.select_related("space"), topic.pk)
        refuse_named_until_commit(topic.space_id)
        row, _is_new = FollowUp.objects.get_or_create(
            topic=topic, defaults={"by": by, "asked_at": at}
        )
        if (row.outcome, row.words) == (Outcome(outcome), words):
            return row
        row.outcome, row.words, row.answered_at = Outcome(outcome), words, at
        row.save(update_fields=["outcome", "words", "answered_at"])
        Asking.objects.filter(topic=topic).update(follow_up_at=None)

        record(
            Kind.OUTCOME_TOLD,
            topic,
            by=by,
            at=at,
            space=topic.space,
            data={"topic": topic.pk},
            quietly=True,
        )
        return row


def _ask(pk: int, at: datetime) -> None:
    with transaction.atomic():
        row = Asking.objects.select_for_update().get(pk=pk)
        if row.follow_up_at is None or row.follow_up_at > at:
            return
        row.follow_up_at = None
        row.save(update_fields=["follow_up_at"])
        topic = Topic.objects.select_related("space", "by").get(pk=row.topic_id)
        if topic.space.is_under_rule:
            return
        is_here = topic.by is not None and topic.by.status == PersonStatus.ACTIVE
        if not is_here or topic.answered_at is None or topic.hidden_at is not None:
            return
        _follow_up, is_new = FollowUp.objects.get_or_create(
            topic=topic, defaults={"by": topic.by, "asked_at": at}
        )
        if is_new:
            record(Kind.OUTCOME_ASKED, topic, by=None, at=at, space=topic.space, about=topic.by)

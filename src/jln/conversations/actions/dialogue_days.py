"""What falls due in dialogues by itself, each thing once: mornings, reminders, the end.

Every step is one transaction that leaves its own mark: killed before its end, nothing of
it happened and it is still due; after it, it is not due any more.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from jln.conversations.actions.posting import Written, add
from jln.conversations.models import Dialogue, DialogueQuestion, Topic
from jln.conversations.queries.dialogues import course_of
from jln.conversations.rules import dialogues
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.time import day
from jln.people.terms import PersonStatus
from jln.spaces import queries as spaces

if TYPE_CHECKING:
    from jln.people.models import Person

MOST_STEPS = 200
"""Of one dialogue at a time: more than all its days can bring."""
REMINDED_BEFORE = timedelta(days=2)


def keep_dialogues(*, at: datetime) -> int:
    """Do what is due in every dialogue without a published result; how many steps."""
    begun = Dialogue.objects.filter(published_at=None, topic__hidden_at=None)
    begun = begun.filter(opens_on__lte=day(at + REMINDED_BEFORE)).order_by("pk")
    return sum(_keep(pk, at) for pk in list(begun.values_list("pk", flat=True)))


def _keep(pk: int, at: datetime) -> int:
    dialogue = Dialogue.objects.select_related("topic", "moderator").get(pk=pk)
    if dialogues.due(course_of(dialogue), at) is None:  # most times; no lock is taken
        return 0
    count = 0
    while count < MOST_STEPS and _step(pk, at):
        count += 1
    return count


def _step(pk: int, at: datetime) -> bool:
    """The first thing that is due; False for nothing."""
    with transaction.atomic():
        locked = Dialogue.objects.select_for_update(of=("self",))
        dialogue = locked.select_related("topic__space", "moderator").get(pk=pk)
        found = dialogues.due(course_of(dialogue), at)
        if found is None:
            return False
        what, on = found
        if what == dialogues.PUT:
            return _put(dialogue, on, at)
        if what == dialogues.OPEN:
            dialogue.opened_at = at
            dialogue.save(update_fields=["opened_at"])
        elif what == dialogues.CLOSE:
            dialogue.closed_at = at
            dialogue.save(update_fields=["closed_at"])
            Topic.objects.filter(pk=dialogue.topic_id, closed_at=None).update(closed_at=at)
        _tell(dialogue, what, on, at)
        return True


KINDS = {
    dialogues.OPEN: Kind.DIALOGUE_OPENED,
    dialogues.CLOSE: Kind.DIALOGUE_CLOSED,
    dialogues.REMIND: Kind.DIALOGUE_DUE,
    dialogues.QUIET: Kind.DIALOGUE_QUIET,
    dialogues.ASK: Kind.DIALOGUE_SYNTHESIS_DUE,
}


def _tell(dialogue: Dialogue, what: str, on: date, at: datetime) -> None:
    topic = dialogue.topic
    data: dict[str, object] = {"on": on.isoformat()}
    record(
        KINDS[what],
        topic,
        by=None,
        at=at,
        space=topic.space,
        about=dialogue.moderator,
        data=data,
    )


def _put(dialogue: Dialogue, on: date, at: datetime) -> bool:
    """The question of a day as a post of the moderator, or of who stands in for them."""
    by = _speaker(dialogue)
    if by is None:
        return False
    row = DialogueQuestion.objects.get(dialogue=dialogue, on=on)
    topic = Topic.objects.select_for_update().get(pk=dialogue.topic_id)
    written = Written.of(row.text, by=by, language=topic.language)
    row.post = add(topic, written, by=by, at=at)
    row.put_at = at
    row.save(update_fields=["post", "put_at"])
    data: dict[str, object] = {"topic": topic.pk}
    record(Kind.POST_WRITTEN, row.post, by=by, at=at, space=topic.space, data=data)
    return True


def _speaker(dialogue: Dialogue) -> Person | None:
    for one in (dialogue.moderator, dialogue.topic.by):
        if one is not None and one.status == PersonStatus.ACTIVE:
            return one
    return spaces.keepers(dialogue.topic.space).order_by("pk").first()

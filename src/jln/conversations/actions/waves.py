"""A question goes further while nobody answers; enough is enough; what people wish to be asked.

Every step is one transaction that moves the duty on: killed before its end, nothing of it
happened and it is still due; after it, it is not due any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import queries
from jln.conversations.actions.asking import bring
from jln.conversations.models import AskedColleague, Asking, AskWish
from jln.conversations.models.asking import MOST_A_WEEK
from jln.conversations.rules import waves
from jln.conversations.terms import AskEnd
from jln.facts.kinds import Kind
from jln.facts.record import record

if TYPE_CHECKING:
    from jln.conversations import rules
    from jln.conversations.models import Topic
    from jln.people.models import Person

CHUNK = 50


def send_waves(*, at: datetime) -> int:
    """Bring what nobody answered to more colleagues, then to the staff; how many questions."""
    due = Asking.objects.filter(next_at__lte=at).order_by("next_at", "pk")
    return sum(_send(pk, at) for pk in list(due.values_list("pk", flat=True)[:CHUNK]))


def enough(topic: Topic, *, by: Person, at: datetime) -> bool:
    """Bring the question to nobody else. False if it was over. Raises PermissionDenied."""
    require(by, Permission.TOPIC_END_ASKING, topic)
    with transaction.atomic():
        if not _end(topic.pk, AskEnd.ENOUGH, at):
            return False
        record(Kind.ASKING_ENDED, topic, by=by, at=at, space=topic.space, quietly=True)
        return True


def wish(
    person: Person,
    *,
    asks_a_week: int,
    at: datetime,
    themes: Sequence[str] = (),
    also_outside: bool = True,
) -> AskWish:
    """How often somebody may be asked, from 0 to 5, and about what."""
    with transaction.atomic():
        row, _is_new = AskWish.objects.update_or_create(
            person=person,
            defaults={
                "asks_a_week": min(max(asks_a_week, 0), MOST_A_WEEK),
                "themes": sorted(set(themes)),
                "also_outside": also_outside,
            },
        )
        record(Kind.SETTING_CHANGED, person, by=person, at=at, about=person, quietly=True)
        return row


def _send(pk: int, at: datetime) -> int:
    """The next step of one question: who is chosen is read before the transaction."""
    row = Asking.objects.select_related("topic__space", "topic__theme", "topic__by").get(pk=pk)
    choices = _choices(row, at)
    with transaction.atomic():
        locked = Asking.objects.select_for_update().select_related("topic__space").get(pk=pk)
        if locked.next_at is None or locked.next_at > at or locked.wave != row.wave:
            return 0
        topic = locked.topic
        is_ruled = topic.space.is_under_rule  # nobody could answer it
        if topic.answered_at or topic.closed_at or topic.hidden_at or is_ruled:
            _end(topic.pk, AskEnd.ANSWERED if topic.answered_at else AskEnd.ENOUGH, at)
            return 1
        if waves.size(locked.wave + 1) == 0:
            _end(topic.pk, AskEnd.STAFF, at)
            record(Kind.ASKING_ENDED, topic, by=None, at=at, space=topic.space, quietly=True)
            return 1
        locked.wave += 1
        locked.next_at = waves.next_at(at, locked.need_by, wave=locked.wave)
        locked.save(update_fields=["wave", "next_at"])
        bring(topic, choices, wave=locked.wave, by=topic.by, at=at)
        return 1


def _choices(row: Asking, at: datetime) -> list[rules.Choice]:
    """Others than those who were asked, or whom the asker would rather not ask."""
    topic, most = row.topic, waves.size(row.wave + 1)
    question = topic.posts.filter(number=1).first()
    if topic.answered_at or topic.by is None or question is None or not most:
        return []
    asked = AskedColleague.objects.filter(topic=topic).values_list("person", flat=True)
    sought = queries.Sought(topic.theme, topic.language, f"{topic.title}\n{question.text}")
    without = {*asked, *row.left_out}
    return queries.chosen_for(
        topic.space, sought, by=topic.by, at=at, most=most, without=without
    ).people


def _end(topic: int, why: AskEnd, at: datetime) -> int:
    return Asking.objects.filter(topic=topic, ended="").update(ended=why, ended_at=at, next_at=None)

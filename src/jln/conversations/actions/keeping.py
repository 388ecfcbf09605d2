"""Where a conversation stands, in a person's words; and the post that answered its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Min

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import words
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.findable import topic_entry
from jln.conversations.models import AnswerMark, CatchUp, Post, Thanks, Topic
from jln.conversations.places import place
from jln.conversations.rules import keeping as rules
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.locking import locked
from jln.search import index
from jln.ui.prose import text_html

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from jln.people.models import Person


def catch_up(topic: Topic, text: str, *, by: Person, at: datetime) -> CatchUp:
    """Say where the conversation stands. What was said before is kept; the same again: nothing.

    Raises PermissionDenied, or RuleBroken if it is empty or too long.
    """
    require(by, Permission.TOPIC_CATCH_UP, topic)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
    rules.may_catch_up(text).or_raise()
    html, language = str(text_html(text)), words.language_of(text, by.language)
    with transaction.atomic():
        found = locked(Topic.objects.select_related("space"), topic.pk)
        require(by, Permission.TOPIC_CATCH_UP, found)
        refuse_named_until_commit(found.space_id)
        last = found.catch_ups.order_by("-version").first()
        if last is not None and last.text == text:
            return last
        numbers = Post.objects.filter(topic=found).values_list("number", flat=True)
        places = {number: place(found.code, number) for number in numbers}
        made = CatchUp.objects.create(
            topic=found,
            version=last.version + 1 if last else 1,
            after=max(places, default=0),
            language=language,
            text=text,
            html=rules.leading(html, places),
            by=by,
            at=at,
        )
        _tell(Kind.CATCH_UP_WRITTEN, found, by, at)
        return made


def mark_answer(topic: Topic, number: int, *, by: Person, at: datetime) -> AnswerMark:
    """Say which post answered one's question. Said anew, the last counts.

    Raises PermissionDenied, or RuleBroken if there is no such post.
    """
    require(by, Permission.TOPIC_MARK_ANSWER, topic)
    with transaction.atomic():
        locked = _locked(topic)
        require(by, Permission.TOPIC_MARK_ANSWER, locked)
        post = Post.objects.filter(topic=locked, number=number, hidden_at=None).first()
        rules.may_mark(locked.kind, number, is_there=post is not None).or_raise()
        earlier = AnswerMark.objects.filter(topic=locked).first()
        if post is None or (earlier and earlier.post_id == post.pk):
            return earlier  # type: ignore[return-value]  # the rule said that the post is there
        values = {"post": post, "by": by, "at": at}
        mark, _is_new = AnswerMark.objects.update_or_create(topic=locked, defaults=values)
        _solved(locked)
        _tell(Kind.ANSWER_MARKED, locked, by, at)
        return mark


def unmark_answer(topic: Topic, *, by: Person, at: datetime) -> bool:
    """No post answered it after all. False if none was marked. Raises PermissionDenied."""
    require(by, Permission.TOPIC_MARK_ANSWER, topic)
    with transaction.atomic():
        locked = _locked(topic)
        require(by, Permission.TOPIC_MARK_ANSWER, locked)
        if not AnswerMark.objects.filter(topic=locked).delete()[0]:
            return False
        _solved(locked)
        _tell(Kind.ANSWER_UNMARKED, locked, by, at)
        return True


def unmark_gone(posts: Sequence[Post]) -> None:
    """Posts that are hidden or go to another conversation answer their question no longer."""
    marks = AnswerMark.objects.filter(post__in=posts)
    topics = list(Topic.objects.filter(pk__in=marks.values("topic")))
    marks.delete()
    for topic in topics:
        _solved(_locked(topic))


def _locked(topic: Topic) -> Topic:
    return locked(Topic.objects.select_related("space", "theme", "by__country"), topic.pk)


def _solved(topic: Topic) -> None:
    """Helped since the asker first thanked, or marked the answer; lists and search say so."""
    thanks = Thanks.objects.filter(post__topic=topic, by=topic.by_id).aggregate(at=Min("at"))["at"]
    mark = AnswerMark.objects.filter(topic=topic).aggregate(at=Max("at"))["at"]
    topic.solved_at = min((at for at in (thanks, mark) if at), default=None)
    topic.save(update_fields=["solved_at"])
    if topic.hidden_at is None:
        index.put(topic_entry(topic))


def _tell(kind: Kind, topic: Topic, by: Person, at: datetime) -> None:
    """Nobody gets a letter: the conversation's page says so."""
    data: dict[str, object] = {"topic": topic.pk}
    record(kind, topic, by=by, at=at, space=topic.space, data=data, quietly=True)

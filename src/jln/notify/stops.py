"""What one click on a letter's List-Unsubscribe ends: as much as the letter says, no more.

A letter of a conversation ends that conversation, as STOP in answer does, whether its reader
follows it, was asked or took part. A post got by who is on a list ends being on that list. Any
other ends its kind, as did the links of all letters that were sent before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import PermissionDenied

from jln.conversations import actions as conversations
from jln.conversations.models import Post, Topic
from jln.notify import actions
from jln.notify.terms import Because, LetterKind
from jln.spaces import actions as spaces
from jln.spaces.models import Space

if TYPE_CHECKING:
    from datetime import datetime

    from jln.facts.models import Fact
    from jln.mail.models import OutgoingMail

OF_A_LIST = frozenset({LetterKind.POST_WRITTEN, LetterKind.TOPIC_SHAPED, LetterKind.TOPIC_STARTED})
OF_A_TOPIC = OF_A_LIST | {
    LetterKind.COLLEAGUE_ASKED,
    LetterKind.DIALOGUE_CHANGED,
    LetterKind.DIALOGUE_OPENED,
    LetterKind.DIALOGUE_PUBLISHED,
    LetterKind.POLL_CHANGED,
    LetterKind.POLL_CLOSED,
    LetterKind.POLL_DUE,
    LetterKind.POLL_OPENED,
    LetterKind.POLL_TOLD,
}
"""They say that STOP ends the letters about their conversation."""


class Ended(NamedTuple):
    """What a click ends; neither: the kind of the letter."""

    topic: Topic | None = None
    space: Space | None = None


def stopped_by(letter: OutgoingMail, *, whole_kind: bool) -> Ended:
    """What would be ended."""
    topic = None if whole_kind or letter.fact is None else _topic(letter.fact)
    if topic is None or letter.person is None:
        return Ended()
    if letter.because == Because.ON_LIST and letter.kind in OF_A_LIST:
        return Ended(space=topic.space)
    return Ended(topic=topic) if letter.kind in OF_A_TOPIC else Ended()


def stop(letter: OutgoingMail, *, at: datetime, whole_kind: bool = False) -> Ended:
    """End it; the letter's own seal proves who wants it. Repeatable."""
    ended, person = stopped_by(letter, whole_kind=whole_kind), letter.person
    try:
        if person is not None and ended.topic:
            conversations.mute(ended.topic, by=person, at=at)
        elif person is not None and ended.space:
            spaces.leave(ended.space, person, by=person, at=at)
        else:
            actions.stop(letter, at=at)
    except PermissionDenied:  # who reads it no longer, or left, is sent nothing of it
        return ended
    return ended


def _topic(fact: Fact) -> Topic | None:
    """Where the letter's post stands today."""
    topics = Topic.objects.select_related("space__country")
    if fact.subject_model == Post._meta.label:
        return topics.filter(posts=fact.subject_id).first()
    return topics.filter(pk=fact.subject_id).first() if fact.subject_model == "jln.Topic" else None

"""The letters of polls: to answer, to answer still or anew, the results, and what follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.utils import translation

from jln.conversations import queries
from jln.conversations.models import PollOption, Post
from jln.conversations.rules import polls
from jln.notify.terms import LetterKind
from jln.notify.told.letter import Told, named
from jln.ui.formats import moment
from jln.web import network

if TYPE_CHECKING:
    from jln.facts.models import Fact
    from jln.people.models import Person


OF_THE_END = frozenset({LetterKind.POLL_CLOSED, LetterKind.POLL_TOLD})


def _poll(fact: Fact) -> Told | None:
    rows = Post.objects.select_related("topic__space__country", "topic__poll", "by", "country")
    post = rows.filter(topic=fact.subject_id, topic__hidden_at=None).order_by("number").first()
    if post is None:
        return None
    topic, poll, kind = post.topic, post.topic.poll, LetterKind(fact.kind)
    is_over, is_late = kind in OF_THE_END, kind is LetterKind.POLL_DUE
    if not is_over and poll.closed_at is not None:
        return None
    voices = queries.voices_of(poll)
    is_split = is_over and polls.is_split(voices)

    def further(person: Person) -> dict[str, Any]:
        with translation.override(person.language):
            return {"closes": moment(poll.closes_at, person.timezone)}

    return Told(
        kind=kind,
        fact=fact,
        things={
            "post": post,
            "topic": topic,
            "poll": poll,
            "space": topic.space,
            "by": named(post.by, post.country),
            "voices": voices,
            "is_split": is_split,
            "options": queries.options_of(poll, voices if is_split else 0),
            "withdrawn": PollOption.objects.filter(pk=fact.data.get("option")).first(),
            "link": network.link(f"/ask/{topic.code}/poll/"),
        },
        answers=post if is_over else topic,
        topic=topic,
        number=0 if is_over or is_late else 1,
        until=None if is_over or is_late else poll.closes_at,
        form="" if is_over else "poll.answer",
        further=further,
    )


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    LetterKind.POLL_CHANGED: _poll,
    LetterKind.POLL_CLOSED: _poll,
    LetterKind.POLL_DUE: _poll,
    LetterKind.POLL_OPENED: _poll,
    LetterKind.POLL_TOLD: _poll,
}

"""The letters of moderated dialogues: to who moderates, and to who takes part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from jln.conversations.models import Post
from jln.facts.kinds import Kind
from jln.notify.terms import LetterKind
from jln.notify.told.letter import Told, named
from jln.web import network

if TYPE_CHECKING:
    from jln.facts.models import Fact

FORMS = {
    Kind.DIALOGUE_PLANNED: "dialogue.question",
    Kind.DIALOGUE_DUE: "dialogue.question",
    Kind.DIALOGUE_QUIET: "dialogue.take",
    Kind.DIALOGUE_SYNTHESIS_DUE: "dialogue.synthesis",
}
"""What is asked of who moderates, or could."""


def _dialogue(fact: Fact) -> Told | None:
    posts = Post.objects.select_related(
        "topic__space__country", "topic__dialogue__moderator", "by", "country"
    )
    post = posts.filter(topic=fact.subject_id, topic__hidden_at=None).order_by("number").first()
    if post is None:
        return None
    topic, kind = post.topic, Kind(fact.kind)
    one, form = topic.dialogue, FORMS.get(kind, "")
    if _is_over(kind, has_ended=one.closed_at is not None, is_out=one.published_at is not None):
        return None
    end = f"/dialogues/{topic.code}/" if kind == Kind.DIALOGUE_PUBLISHED else ""
    on = fact.data.get("on")
    return Told(
        kind=LetterKind(fact.kind),
        fact=fact,
        things={
            "post": post,
            "topic": topic,
            "one": one,
            "space": topic.space,
            "by": named(one.moderator, one.moderator.country if one.moderator else None),
            "on": date.fromisoformat(on) if on else None,
            "link": network.link(end or f"/ask/{topic.code}/{'dialogue/' if form else ''}"),
        },
        answers=topic if form else post,
        topic=None if form else topic,
        number=1 if kind == Kind.DIALOGUE_OPENED else 0,
        form=form,
    )


def _is_over(kind: Kind, *, has_ended: bool, is_out: bool) -> bool:
    """Is there nothing left to ask?"""
    if kind == Kind.DIALOGUE_SYNTHESIS_DUE:
        return is_out
    return has_ended and (kind in FORMS or kind == Kind.DIALOGUE_CHANGED)


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    LetterKind.DIALOGUE_CHANGED: _dialogue,
    LetterKind.DIALOGUE_DUE: _dialogue,
    LetterKind.DIALOGUE_OPENED: _dialogue,
    LetterKind.DIALOGUE_PLANNED: _dialogue,
    LetterKind.DIALOGUE_PUBLISHED: _dialogue,
    LetterKind.DIALOGUE_QUIET: _dialogue,
    LetterKind.DIALOGUE_SYNTHESIS_DUE: _dialogue,
}

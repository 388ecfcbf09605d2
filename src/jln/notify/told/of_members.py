"""The letters of what members write to each other: questions, posts, problems, adaptations."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import translation

from jln.conversations import queries
from jln.conversations.models import AskedColleague, Post, Thanks
from jln.conversations.queries import beside
from jln.facts.kinds import Kind
from jln.kit.time import end_of
from jln.library.models import Adaptation, AdaptationEvidence
from jln.notify.terms import LetterKind
from jln.notify.told.letter import Told, named, reachable
from jln.problems.models import Problem
from jln.problems.rules import LETTERS_WAIT
from jln.web import network

if TYPE_CHECKING:
    from jln.facts.models import Fact

MOST_OF_A_SUBJECT = 80  # letters of a statement that stands in it


def _post(fact: Fact) -> Told | None:
    is_first = fact.kind == Kind.TOPIC_ASKED
    which = {"topic": fact.subject_id, "number": 1} if is_first else {"pk": fact.subject_id}
    posts = Post.objects.select_related("topic__space__country", "by", "country")
    post = posts.filter(hidden_at=None, **which).first()
    if post is None:
        return None
    return Told(
        kind=LetterKind.POST_WRITTEN,
        fact=fact,
        things={
            "post": post,
            "topic": post.topic,
            "by": named(post.by, post.country),
            "author": named(post.by, None),
            "files": beside([post.pk])[post.pk],
        },
        answers=post,
        topic=post.topic,
        number=post.number,
        not_before=_after_undo(post),
    )


def _started(fact: Fact) -> Told | None:
    rows = Post.objects.select_related("topic__space__country", "by", "country")
    post = rows.filter(topic=fact.subject_id, number=1, hidden_at=None).first()
    if post is None or post.topic.hidden_at:
        return None
    return Told(
        kind=LetterKind.TOPIC_STARTED,
        fact=fact,
        things={
            "post": post,
            "topic": post.topic,
            "by": named(post.by, post.country),
            "space": post.topic.space,
        },
        answers=post,
        topic=post.topic,
        number=1,
        not_before=_after_undo(post),
    )


def _after_undo(post: Post) -> datetime:
    """Letters of a post wait as long as it can be taken back on the page."""
    from jln.conversations.rules import UNDO_FOR  # noqa: PLC0415 -- a number of the rules

    return post.posted_at + (UNDO_FOR if post.channel == "web" else timedelta())


def _asked(fact: Fact) -> Told | None:
    rows = AskedColleague.objects.select_related(
        "topic__space__country", "topic__by__country", "topic__asking"
    )
    asked = rows.filter(topic=fact.subject_id, person=fact.about_id).first()
    if asked is None or asked.topic.hidden_at:
        return None
    topic = asked.topic
    question = topic.posts.filter(number=1, hidden_at=None).first()
    if question is None:
        return None
    return Told(
        kind=LetterKind.COLLEAGUE_ASKED,
        fact=fact,
        things={
            "topic": topic,
            "post": question,
            "by": named(topic.by, topic.by.country if topic.by else None),
        },
        answers=asked,
        topic=topic,
        number=1,
        not_before=_after_undo(question),
        until=end_of(getattr(getattr(topic, "asking", None), "need_by", None)),
        further=lambda person: _why_this_one(asked, topic.language, person.language),
    )


def _thanked(fact: Fact) -> Told | None:
    thanks = Thanks.objects.select_related("post__topic__space", "by__country")
    found = (
        thanks.filter(pk=fact.subject_id).first()
        if fact.subject_model == "jln.Thanks"
        else thanks.filter(post=fact.subject_id, by=fact.by_id).first()
    )
    if found is None:
        return None
    return Told(
        kind=LetterKind.POST_THANKED,
        fact=fact,
        things={
            "thanks": found,
            "post": found.post,
            "topic": found.post.topic,
            "by": named(found.by, found.by.country),
        },
        answers=reachable(found.by),
        about=found.post.topic.title,
    )


def _problem(fact: Fact) -> Told | None:
    problem = (
        Problem.objects.select_related("country", "stated_by")
        .filter(pk=fact.subject_id, withdrawn_at=None)
        .first()
    )
    if problem is None:
        return None
    kind = LetterKind(fact.kind)
    country = fact.country if fact.country_id else problem.country
    things = {
        "problem": problem,
        "country": country,
        "by": named(fact.by, fact.by.country if fact.by else None),
        "link": network.link(f"/problems/{problem.code}/"),
    }
    told = Told(kind, fact, things, reachable(fact.by), about=_short(problem.statement))
    if kind is not LetterKind.PROBLEM_STATED:
        return told
    return replace(told, not_before=problem.created_at + LETTERS_WAIT)


def _problem_gone(fact: Fact) -> Told | None:
    """Of the kind of the letter that it takes back, so that both are wanted or neither."""
    problem = Problem.objects.select_related("country").filter(pk=fact.subject_id).first()
    if problem is None:
        return None
    things = {
        "problem": problem,
        "country": problem.country,
        "by": named(fact.by, fact.by.country if fact.by else None),
    }
    answers = reachable(fact.by)
    return Told(LetterKind.PROBLEM_STATED, fact, things, answers, about=_short(problem.statement))


def _adaptation(fact: Fact) -> Told | None:
    found = (
        Adaptation.objects.select_related("product", "country", "reported_by")
        .filter(pk=fact.subject_id, withdrawn_at=None)
        .first()
    )
    if found is None:
        return None
    newest = AdaptationEvidence.objects.filter(adaptation=found).order_by("-pk").first()
    things = {
        "adaptation": found,
        "product": found.product,
        "country": found.country,
        "evidence": newest,
        "by": named(fact.by, fact.by.country if fact.by else None),
        "link": network.link(f"/chain/adaptation/{found.code}/"),
    }
    kind = LetterKind(fact.kind)
    told = Told(kind, fact, things, reachable(fact.by), about=found.product.title)
    if kind is not LetterKind.ADAPTATION_REPORTED:
        return told
    return replace(told, not_before=found.created_at + LETTERS_WAIT)


def _short(statement: str) -> str:
    """A statement in a subject line."""
    return textwrap.shorten(statement, MOST_OF_A_SUBJECT, placeholder="…")


def _why_this_one(asked: AskedColleague, written_in: str, language: str) -> dict[str, Any]:
    """Why this colleague; and the language of the question, where she may not expect it."""
    with translation.override(language):
        told = queries.sentences([asked.reasons], to_her=True)[0]
    knows = written_in == language or any(one["code"] == "language" for one in asked.reasons)
    return {"reasons": told, "written_in": "" if knows else written_in}


LOAD: dict[str, Callable[[Fact], Told | None]] = {
    LetterKind.COLLEAGUE_ASKED: _asked,
    LetterKind.POST_WRITTEN: _post,
    Kind.TOPIC_ASKED: _post,
    LetterKind.POST_THANKED: _thanked,
    LetterKind.TOPIC_STARTED: _started,
    LetterKind.PERSON_WRITTEN_TO: lambda _fact: None,
    LetterKind.PROBLEM_STATED: _problem,
    LetterKind.PROBLEM_SHARED: _problem,
    Kind.PROBLEM_WITHDRAWN: _problem_gone,
    LetterKind.ADAPTATION_REPORTED: _adaptation,
    LetterKind.ADAPTATION_ADVANCED: _adaptation,
    LetterKind.ADAPTATION_STOPPED: _adaptation,
}

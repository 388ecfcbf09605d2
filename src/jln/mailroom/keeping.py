"""What is kept of a conversation, by mail: where it stands, and which post answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from jln.conversations import actions, queries
from jln.conversations import keeping_forms as _forms
from jln.conversations import translating_forms as _translating
from jln.mail import tokens
from jln.mail.relaying import quoted
from jln.mail.terms import Purpose, Reason
from jln.mailroom import acts, receipts
from jln.mailroom.case import Case, End, done
from jln.mailroom.deeds import Deed, Entry
from jln.web import network

if TYPE_CHECKING:
    from datetime import datetime

    from jln.conversations.models import Post, Topic
    from jln.mailroom.models import MailAnswer
    from jln.people.models import Person

MONTH = timedelta(days=30)
FORMS = (_forms, _translating)
"""Read so that their forms are registered."""


def answered_by(case: Case, post: Post, number: int) -> End:
    """ANSWER, or ANSWER 3: the asker says which post it was; the receipt takes another number."""
    mark = actions.mark_answer(post.topic, number or post.number, by=case.person, at=case.at)
    name = mark.post.by.name if mark.post.by else _("A former member")
    said = {"number": mark.post.number, "name": name}
    lines = [
        _("Post %(number)s, by %(name)s, stands as the answer to your question.") % said,
        _("To change it, answer with the number of another post; 0 takes it back."),
        network.link(f"/ask/{post.topic.code}/"),
    ]
    reply = tokens.make(
        Purpose.ANSWER, case.person, at=case.at, subject=post.topic, form="topic.answered"
    )
    receipts.send(case, lines, about=f"answered {post.topic_id}", reply=reply)
    return done(Reason.ANSWERED)


def _catch_up(deed: Deed) -> Topic:
    actions.catch_up(deed.subject, deed.said["text"], by=deed.person, at=deed.at)
    topic: Topic = deed.subject
    return topic


def _answered(deed: Deed) -> Topic:
    _mark(deed.subject, deed.said["post"], deed.person, deed.at)
    topic: Topic = deed.subject
    return topic


def _mark(topic: Topic, number: int, person: Person, at: datetime) -> None:
    if number:
        actions.mark_answer(topic, number, by=person, at=at)
    else:
        actions.unmark_answer(topic, by=person, at=at)


def _as_before(row: MailAnswer, topic: Topic, person: Person, at: datetime) -> None:
    _mark(topic, row.values.get("before", {}).get("post") or 0, person, at)


def _stands(_person: Person, topic: Any) -> dict[str, Any]:  # noqa: ANN401 -- a conversation
    return {"post": queries.marked(topic)}


def _translate(deed: Deed) -> Post:
    said = deed.said
    made = actions.translate(
        deed.subject, said["language"], said["text"], by=deed.person, at=deed.at
    )
    return made.post


def _to_say(person: Person, post: Any) -> dict[str, Any]:  # noqa: ANN401 -- a post
    return {"language": person.language} if person.language != post.language else {}


def _post_path(post: Post) -> str:
    return f"{acts.topic_path(post.topic)}posts/{post.number}/"


ENTRIES = (
    Entry(
        "post.translate",
        _translate,
        subject="jln.Post",
        among=queries.to_translate,
        offers=lambda _person, post: {"written_in": post.language},
        now=_to_say,
        about=lambda post: str(post.topic),
        intro=lambda post: f"{post.topic}\n{quoted(post.text[:3_000])}",
        link=_post_path,
        page=lambda post: f"{_post_path(post)}translation/",
        asks={"nothing_written": "text", "too_long": "text", "same_language": "language"},
        adds_up=False,
    ),
    Entry(
        "topic.catch_up",
        _catch_up,
        subject="jln.Topic",
        among=queries.to_catch_up,
        link=acts.topic_path,
        page=lambda topic: f"{acts.topic_path(topic)}where/",
        asks=dict.fromkeys(("nothing_written", "too_long"), "text"),
        adds_up=False,
    ),
    Entry(
        "topic.answered",
        _answered,
        subject="jln.Topic",
        among=queries.to_mark,
        before=_stands,
        undo=_as_before,
        undo_for=MONTH,
        link=acts.topic_path,
        page=lambda topic: f"{acts.topic_path(topic)}answered/",
        asks={"not_there": "post"},
        adds_up=False,
    ),
)

"""Polls by mail: started, answered by number, an answer withdrawn, the outcome told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from jln.conversations import actions, poll_forms, queries
from jln.conversations.models import Topic
from jln.mailroom import acts, following
from jln.mailroom.deeds import Deed, Entry
from jln.spaces import queries as spaces
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.mailroom.models import MailAnswer
    from jln.people.models import Person
    from jln.spaces.models import Space

FORMS = (poll_forms,)
"""Read so that their forms are registered."""
AS_LONG_AS_OPEN = timedelta(days=90)


def _start(deed: Deed) -> Topic:
    form: Any = deed.form
    ballot = form.ballot(deed.person)
    return actions.start_poll(
        deed.subject, ballot, by=deed.person, at=deed.at, form_key=deed.form_key
    )


def _answer(deed: Deed) -> Topic:
    form: Any = deed.form
    actions.answer_poll(deed.subject, form.chosen(), by=deed.person, at=deed.at)
    topic: Topic = deed.subject
    return topic


def _withdraw(deed: Deed) -> Topic:
    said, topic = deed.said, deed.subject
    actions.withdraw_option(
        topic, int(said["option"]), because=said["because"], by=deed.person, at=deed.at
    )
    return Topic.objects.get(pk=topic.pk)


def _tell(deed: Deed) -> Topic:
    actions.tell_poll_outcome(deed.subject, deed.said["line"], by=deed.person, at=deed.at)
    topic: Topic = deed.subject
    return topic


def _take_back(row: MailAnswer, topic: Any, person: Person, at: datetime) -> None:  # noqa: ANN401 -- a topic
    before = row.values.get("before", {}).get("answer") or []
    numbers = [before] if isinstance(before, str) else before
    actions.answer_as_before(topic, [int(one) for one in numbers], by=person, at=at)


def _stands(person: Person, topic: Any) -> dict[str, Any]:  # noqa: ANN401 -- a topic
    chosen = queries.chosen_by(person, topic)
    return {"answer": chosen if topic.poll.several else "".join(chosen[:1])}


def _offers(_person: Person, topic: Any) -> dict[str, Any]:  # noqa: ANN401 -- a topic
    options, several = queries.choices_of(topic)
    return {"options": options, "several": several}


def _options(_person: Person, topic: Any) -> dict[str, Any]:  # noqa: ANN401 -- a topic
    return {"options": queries.choices_of(topic)[0]}


def _new(space: Space) -> str:
    return network.link(f"/spaces/{space.slug}/poll/")


def _page(end: str) -> Callable[[Topic], str]:
    return lambda topic: f"{acts.topic_path(topic)}{end}"


ENTRIES = (
    Entry(
        "poll.start",
        _start,
        subject="jln.Space",
        about=lambda space: space.called,
        among=spaces.readable,
        link=acts.topic_path,
        page=_new,
        asks={"options": "options", "closes": "closes", "nothing_written": "heading"},
    ),
    Entry(
        "poll.answer",
        _answer,
        subject="jln.Topic",
        among=queries.polls_to_answer,
        offers=_offers,
        before=_stands,
        undo=_take_back,
        undo_for=AS_LONG_AS_OPEN,
        undo_by=lambda topic: topic.poll.closes_at,
        link=acts.topic_path,
        page=_page("poll/"),
        words=following.WORDS,
        adds_up=False,
    ),
    Entry(
        "poll.withdraw",
        _withdraw,
        subject="jln.Topic",
        among=queries.to_close_polls,
        offers=_options,
        link=acts.topic_path,
        page=_page("poll/withdraw/"),
        asks={"no_reason": "because", "not_an_option": "option"},
    ),
    Entry(
        "poll.outcome",
        _tell,
        subject="jln.Topic",
        among=queries.polls_to_tell,
        link=acts.topic_path,
        page=_page("poll/outcome/"),
        adds_up=False,
    ),
)

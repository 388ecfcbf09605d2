"""Being asked, by mail: enough, how often, and what came of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.conversations import actions, asking_forms, queries
from jln.conversations.models import FollowUp
from jln.conversations.terms import Outcome
from jln.mailroom import acts
from jln.mailroom.deeds import Deed, Entry
from jln.ui.formats import language
from jln.web import network

if TYPE_CHECKING:
    from jln.conversations.models import AskWish, Topic
    from jln.people.models import Person


def _enough(deed: Deed) -> Topic:
    actions.enough(deed.subject, by=deed.person, at=deed.at)
    topic: Topic = deed.subject
    return topic


def _outcome(deed: Deed) -> Topic:
    said = deed.said
    actions.tell_outcome(
        deed.subject, said["outcome"], words=said["line"], by=deed.person, at=deed.at
    )
    topic: Topic = deed.subject
    return topic


def _after(topic: Topic) -> str:
    """What is used is worth keeping: the page of its card, filled in already."""
    is_used = FollowUp.objects.filter(topic=topic, outcome=Outcome.USED).exists()
    is_kept = queries.card_of(topic) is not None
    return f"{acts.topic_path(topic)}card/" if is_used and not is_kept else acts.topic_path(topic)


def _wish(deed: Deed) -> AskWish:
    form: Any = deed.form
    return actions.wish(deed.person, at=deed.at, **form.said())


def _themes(_person: Person, _subject: object) -> dict[str, Any]:
    return {"themes": [(one.code, one.name_in(language())) for one in queries.themes()]}


ENTRIES = (
    Entry(
        "topic.enough",
        _enough,
        subject="jln.Topic",
        among=queries.still_asked,
        link=acts.topic_path,
        page=acts.topic_path,
    ),
    Entry(
        "topic.outcome",
        _outcome,
        subject="jln.Topic",
        among=queries.to_tell,
        link=_after,
        page=acts.topic_path,
        adds_up=False,
    ),
    Entry(
        "ask.wish",
        _wish,
        offers=_themes,
        now=lambda person, _subject: asking_forms.wish_said(queries.wish_of(person)),
        page=lambda _person: network.link("/ask/wish/"),
        adds_up=False,
    ),
)

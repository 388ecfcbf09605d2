"""Moderated dialogues by mail: planned, asked, on other days, taken over, summed up, published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.conversations import actions, dialogue_forms, queries
from jln.kit import clock
from jln.kit.time import day
from jln.mailroom import acts
from jln.mailroom.deeds import Deed, Entry
from jln.web import network

if TYPE_CHECKING:
    from collections.abc import Callable

    from jln.conversations.models import Topic
    from jln.people.models import Person
    from jln.spaces.models import Space

FORMS = (dialogue_forms,)
"""Read so that their forms are registered."""


def _plan(deed: Deed) -> Topic:
    form: Any = deed.form
    return actions.plan_dialogue(
        deed.subject, form.plan(), by=deed.person, at=deed.at, form_key=deed.form_key
    )


def _question(deed: Deed) -> Topic:
    form: Any = deed.form
    topic: Topic = deed.subject
    text = deed.said["text"]
    actions.write_question(topic, text, on=form.chosen(), by=deed.person, at=deed.at)
    return topic


def _change(deed: Deed) -> Topic:
    topic: Topic = deed.subject
    said = deed.said
    drops = said["rest"] == "drop"
    actions.change_days(
        topic, said["opens"], said["closes"], drops=drops, by=deed.person, at=deed.at
    )
    return topic


def _now(_person: Person, topic: Any) -> dict[str, Any]:  # noqa: ANN401 -- a topic
    dialogue = topic.dialogue
    days = dialogue.opens_on.isoformat(), dialogue.closes_on.isoformat()
    return {"opens": days[0], "closes": days[1], "rest": "move"}


def _take(deed: Deed) -> Topic:
    topic: Topic = deed.subject
    actions.take_over(topic, by=deed.person, at=deed.at)
    return topic


def _synthesis(deed: Deed) -> Topic:
    topic: Topic = deed.subject
    said = deed.said
    actions.write_synthesis(
        topic, said["text"], language=said["language"], by=deed.person, at=deed.at
    )
    return topic


def _publish(deed: Deed) -> Topic:
    topic: Topic = deed.subject
    agreed = deed.said["agreed"] == "yes"
    actions.publish_synthesis(topic, have_agreed=agreed, by=deed.person, at=deed.at)
    return topic


def _days(_person: Person, topic: Any) -> dict[str, Any]:  # noqa: ANN401 -- a topic
    today = day(clock.now())
    days = queries.days_of(topic.dialogue)
    return {"days": [one.on for one in days if not one.is_put and one.on >= today]}


def _people(person: Person, space: Any) -> dict[str, Any]:  # noqa: ANN401 -- a space
    return {"people": queries.who_may_moderate(space, person)}


def _new(space: Space) -> str:
    return network.link(f"/spaces/{space.slug}/dialogue/")


def _page(end: str) -> Callable[[Topic], str]:
    return lambda topic: f"{acts.topic_path(topic)}dialogue/{end}"


ENTRIES = (
    Entry(
        "dialogue.plan",
        _plan,
        subject="jln.Space",
        about=lambda space: space.called,
        among=queries.spaces_to_announce_in,
        offers=_people,
        link=acts.topic_path,
        page=_new,
        asks={"opens": "opens", "closes": "closes", "no_reader": "moderator"},
    ),
    Entry(
        "dialogue.question",
        _question,
        subject="jln.Topic",
        among=queries.topics_kept,
        offers=_days,
        link=_page(""),
        page=_page(""),
        adds_up=False,
        asks={"day": "on"},
    ),
    Entry(
        "dialogue.days",
        _change,
        subject="jln.Topic",
        among=queries.topics_kept,
        now=_now,
        link=_page(""),
        page=_page("days/"),
        adds_up=False,
        asks={"opens": "opens", "closes": "closes", "questions": "rest"},
    ),
    Entry(
        "dialogue.take",
        _take,
        subject="jln.Topic",
        among=queries.topics_kept,
        link=_page(""),
        page=_page("take/"),
    ),
    Entry(
        "dialogue.synthesis",
        _synthesis,
        subject="jln.Topic",
        among=queries.topics_kept,
        link=_page(""),
        page=_page("result/"),
        adds_up=False,
    ),
    Entry(
        "dialogue.publish",
        _publish,
        subject="jln.Topic",
        among=queries.topics_kept,
        link=lambda topic: network.link(f"/dialogues/{topic.code}/"),
        page=_page("publish/"),
        asks={"names": "agreed"},
    ),
)

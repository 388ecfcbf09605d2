"""Closing, moving, splitting and joining conversations by mail: echoed first, with what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jln.conversations import actions, queries
from jln.conversations import shaping_forms as _forms
from jln.conversations.views.shaping import before_move
from jln.mailroom.deeds import Deed, Entry
from jln.web import network

if TYPE_CHECKING:
    from jln.conversations.models import Topic
    from jln.people.models import Person

FORMS = (_forms,)
"""Read so that their forms are registered."""


def _close(deed: Deed) -> Topic:
    return actions.close(deed.subject, because=deed.said["because"], by=deed.person, at=deed.at)


def _reopen(deed: Deed) -> Topic:
    return actions.reopen(deed.subject, because=deed.said["because"], by=deed.person, at=deed.at)


def _move(deed: Deed) -> Topic:
    form: Any = deed.form
    because = deed.said["because"]
    return actions.move(deed.subject, form.target(), because=because, by=deed.person, at=deed.at)


def _split(deed: Deed) -> Topic:
    said = deed.said
    return actions.split(
        deed.subject,
        said["posts"],
        title=said["heading"],
        because=said["because"],
        by=deed.person,
        at=deed.at,
    )


def _merge(deed: Deed) -> Topic:
    form: Any = deed.form
    because = deed.said["because"]
    return actions.merge(deed.subject, form.other, because=because, by=deed.person, at=deed.at)


def _spaces(person: Person, topic: Any) -> dict[str, Any]:  # noqa: ANN401 -- a conversation
    def told(form: Any) -> str:  # noqa: ANN401 -- the form of this action
        return " ".join(before_move(topic, form))

    return {"spaces": list(queries.spaces_to_move_to(person, topic)), "told": told}


def _find(person: Person, _topic: object) -> dict[str, Any]:
    return {"find": lambda said: queries.named(person, said)}


def _path(topic: Topic) -> str:
    return network.link(f"/ask/{topic.code}/")


def _page(deed: str) -> Any:  # noqa: ANN401 -- from a conversation to an address
    return lambda topic: f"{_path(topic)}shape/{deed}/"


ENTRIES = (
    Entry(
        "topic.close",
        _close,
        subject="jln.Topic",
        among=queries.to_close,
        link=_path,
        page=_page("close"),
    ),
    Entry(
        "topic.reopen",
        _reopen,
        subject="jln.Topic",
        among=queries.to_shape,
        link=_path,
        page=_page("reopen"),
    ),
    Entry(
        "topic.move",
        _move,
        subject="jln.Topic",
        among=queries.to_shape,
        offers=_spaces,
        link=_path,
        page=_page("move"),
    ),
    Entry(
        "topic.split",
        _split,
        subject="jln.Topic",
        among=queries.to_shape,
        link=_path,
        page=_page("split"),
        asks=dict.fromkeys(("no_numbers", "first", "not_there", "too_many"), "posts"),
    ),
    Entry(
        "topic.merge",
        _merge,
        subject="jln.Topic",
        among=queries.to_shape,
        offers=_find,
        link=_path,
        page=_page("merge"),
        asks=dict.fromkeys(("itself", "other_space", "younger"), "into"),
    ),
)
"""Opening a closed conversation again is asked for by mail and done on its page: a link answers."""

"""What people do in a space by mail beside answering: begin something, mark it as seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jln.access.check import can
from jln.access.permissions import Permission
from jln.conversations import actions as conversations
from jln.conversations.models import Topic
from jln.conversations.terms import Channel, TopicKind
from jln.mailroom import acts
from jln.mailroom.deeds import Deed, Entry
from jln.spaces import queries as spaces
from jln.web import network

if TYPE_CHECKING:
    from jln.conversations.models import HeldPost
    from jln.people.models import Person
    from jln.spaces.models import Space


def _see_space(deed: Deed) -> Space:
    space: Space = deed.subject
    conversations.see_space(space, by=deed.person, at=deed.at)
    return space


def _see_all(deed: Deed) -> None:
    conversations.see_all(by=deed.person, at=deed.at)


def _start(deed: Deed) -> Topic | HeldPost:
    said = deed.said
    return conversations.submit_new(
        deed.subject,
        kind=said.get("kind") or TopicKind.DISCUSSION,
        text=said["text"],
        title=said["heading"],
        language=said["language"],
        channel=Channel.MAIL,
        inbound=deed.mail,
        by=deed.person,
        at=deed.at,
    )


def _begun(it: Topic | HeldPost) -> str:
    return acts.topic_path(it) if isinstance(it, Topic) else _board(it.space)


def _may_announce(person: Person, space: Space) -> dict[str, bool]:
    return {"may_announce": can(person, Permission.TOPIC_ANNOUNCE, space)}


def _board(space: Space) -> str:
    return network.link(f"/spaces/{space.slug}/")


ENTRIES = (
    Entry(
        "space.seen",
        _see_space,
        subject="jln.Space",
        among=spaces.readable,
        about=lambda space: space.called,
        link=_board,
        page=_board,
        adds_up=False,
    ),
    Entry(
        "topic.start",
        _start,
        subject="jln.Space",
        among=spaces.readable,
        offers=_may_announce,
        about=lambda space: space.called,
        link=_begun,
        page=lambda space: network.link(f"/spaces/{space.slug}/new/"),
        skips=frozenset({"form_key"}),
    ),
    Entry(
        "spaces.seen",
        _see_all,
        page=lambda _person: network.link("/ask/"),
        adds_up=False,
    ),
)

"""Beginning a discussion or an announcement in a space."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import rules
from jln.conversations.actions.posting import Written, add
from jln.conversations.findable import topic_entry
from jln.conversations.models import Topic
from jln.conversations.terms import Channel, TopicKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import unless
from jln.search import index

if TYPE_CHECKING:
    from jln.mail.models import InboundMail
    from jln.people.models import Person
    from jln.spaces.models import Space


def start(  # noqa: PLR0913 -- the mail room says where it came from
    space: Space,
    *,
    kind: str,
    text: str,
    by: Person,
    at: datetime,
    title: str = "",
    language: str = "",
    channel: str = Channel.WEB,
    inbound: InboundMail | None = None,
    form_key: str | None = None,
) -> Topic:
    """Begin a discussion, or an announcement where the person may announce; they follow it.

    The same message or form again gives the topic it became. Raises PermissionDenied, or
    RuleBroken if the space is closed or the text empty.
    """
    right = _right(kind)
    require(by, right, space)
    written = Written.of(
        text, by=by, language=language, channel=channel, inbound=inbound, form_key=form_key
    )
    if earlier := written.earlier():
        return theirs(earlier.topic, by)
    rules.may_start(written.text, kind=kind, is_open=space.closed_at is None).or_raise()
    with transaction.atomic():
        if earlier := written.earlier():
            return theirs(earlier.topic, by)
        require(by, right, space)

        topic = begin(space, written, kind=kind, title=title, by=by, at=at)

        record(Kind.TOPIC_STARTED, topic, by=by, at=at, space=space, country=by.country)
        return topic


def begin(
    space: Space, written: Written, *, kind: str, title: str, by: Person, at: datetime
) -> Topic:
    """The topic with its first post, in a running transaction. No rights, no fact."""
    topic = Topic.objects.create(
        space=space,
        kind=kind,
        title=(title.strip() or rules.title_from(written.text))[: rules.LONGEST_TITLE],
        language=written.language,
        by=by,
        started_at=at,
        last_post_at=at,
    )
    add(topic, written, by=by, at=at)
    index.put(topic_entry(topic))
    return topic


def _right(kind: str) -> Permission:
    announces = kind == TopicKind.ANNOUNCEMENT
    return Permission.TOPIC_ANNOUNCE if announces else Permission.TOPIC_START


def theirs(topic: Topic, by: Person) -> Topic:
    """What the same form became before, if it was this person's."""
    unless(topic.by_id == by.pk, "someone_elses", rules.SOMEONE_ELSES).or_raise()
    return topic

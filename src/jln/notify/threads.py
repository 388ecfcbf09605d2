"""How letters of a topic hang together: each refers to ids that its reader's program knows.

A reader's program knows the letters sent to that reader, the messages that the reader
sent, and in a topic that came from an archive the messages of its list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings

from jln.conversations.models import AskedColleague, Post, Topic
from jln.kit.codes import code_of

if TYPE_CHECKING:
    from jln.people.models import Person


def thread_id(topic: Topic) -> str:
    """What all letters of a topic refer to, whoever gets them."""
    return f"<topic.{topic.code}@{settings.MAIL_DOMAIN}>"


def post_id(topic: Topic, number: int, person: Person) -> str:
    """The Message-ID of one post's letter to one person: the same whenever it is made."""
    return f"<topic.{topic.code}.{number}.{code_of(person.pk)}@{settings.MAIL_DOMAIN}>"


def asked_id(topic: Topic, person: Person) -> str:
    """The Message-ID of the letter that brings a topic's question to one person."""
    return f"<topic.{topic.code}.asked.{code_of(person.pk)}@{settings.MAIL_DOMAIN}>"


@dataclass(frozen=True, slots=True)
class _Known:
    """One post, as programs know it."""

    number: int
    listed: str = ""  # its id in the archive it came from: everybody's
    sent: str = ""  # the id of the message that it was, which its author's program knows
    author: int | None = None

    def id_for(self, topic: Topic, person: Person) -> str:
        if self.listed:
            return self.listed
        is_own = self.sent and person.pk == self.author
        return self.sent if is_own else post_id(topic, self.number, person)


@dataclass(slots=True)
class Thread:
    """Where one post stands in its topic; read once for all its readers."""

    topic: Topic
    number: int
    _root: _Known = field(init=False)
    _parent: _Known | None = field(init=False)
    _asked: set[int] = field(init=False)

    def __post_init__(self) -> None:
        rows = Post.objects.filter(topic=self.topic, number__in={1, self.number})
        rows = rows.select_related("inbound__token", "origin__parent").defer("inbound__raw")
        posts = {one.number: one for one in rows}
        answered = _answered(posts.get(self.number))
        self._root = _known(posts.get(1), 1)
        self._parent = _known(answered, answered.number) if answered else None
        asked = AskedColleague.objects.filter(topic=self.topic)
        self._asked = set(asked.values_list("person", flat=True))

    def refers(self, person: Person) -> list[str]:
        """The ids above this post, oldest first; the last is the one that it answers."""
        ids = [thread_id(self.topic)]
        if self.number > 1:
            ids.append(self._root.id_for(self.topic, person))
            if person.pk in self._asked:
                ids.append(asked_id(self.topic, person))
            if self._parent:
                ids.append(self._parent.id_for(self.topic, person))
        return list(dict.fromkeys(ids))


def _answered(post: Post | None) -> Post | None:
    """The post that this one answers, if that is known and another than the first."""
    token = post.inbound.token if post and post.inbound else None
    if post is None or token is None or token.subject_model != Post._meta.label:
        return None
    earlier = Post.objects.filter(pk=token.subject_id or 0, topic=post.topic_id, number__gt=1)
    return earlier.select_related("inbound", "origin").defer("inbound__raw").first()


def _known(post: Post | None, number: int) -> _Known:
    if post is None:
        return _Known(number)
    origin = getattr(post, "origin", None)
    return _Known(
        number,
        listed=_bracketed(origin.message_id) if origin else "",
        sent=_bracketed(post.inbound.message_id) if post.inbound else "",
        author=post.by_id,
    )


def _bracketed(message_id: str) -> str:
    """As it stands in a header; nothing of what could not stand there."""
    bare = message_id.strip().strip("<>")
    is_sound = bare.isascii() and bare.isprintable() and " " not in bare and "@" in bare
    return f"<{bare}>" if is_sound else ""

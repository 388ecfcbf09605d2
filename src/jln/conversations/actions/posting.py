"""Writing a post: the one place where posts are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import rules, words
from jln.conversations.actions.regrouping import last_number
from jln.conversations.actions.under_rule import refuse_named_until_commit
from jln.conversations.findable import post_entry
from jln.conversations.models import AskedColleague, Asking, Dialogue, Post, Topic, TopicFollow
from jln.conversations.rules import dialogues
from jln.conversations.terms import AskEnd, Channel, TopicKind
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.locking import locked
from jln.kit.verdict import YES, Verdict, unless
from jln.search import index
from jln.ui.formats import day
from jln.ui.prose import text_html

if TYPE_CHECKING:
    from jln.mail.models import InboundMail
    from jln.people.models import Person


@dataclass(frozen=True, slots=True)
class Written:
    """A text as it came in, made ready before the transaction. The keys make it come in once."""

    text: str
    html: str
    language: str
    channel: str
    inbound: InboundMail | None
    form_key: str | None

    @classmethod
    def of(
        cls,
        text: str,
        *,
        by: Person,
        language: str = "",
        channel: str = Channel.WEB,
        inbound: InboundMail | None = None,
        form_key: str | None = None,
    ) -> Written:
        """Rendered once, here; no page renders it again."""
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()
        known = language or words.language_of(text, by.language)
        return cls(text, str(text_html(text)), known, channel, inbound, form_key or None)

    def earlier(self) -> Post | None:
        """The post this very text has become already."""
        posts = Post.objects.select_related("topic")
        if self.inbound and (found := posts.filter(inbound=self.inbound).first()):
            return found
        return posts.filter(form_key=self.form_key).first() if self.form_key else None


def answer(
    topic: Topic,
    *,
    text: str,
    by: Person,
    at: datetime,
    channel: str = Channel.WEB,
    inbound: InboundMail | None = None,
    form_key: str | None = None,
    language: str = "",
) -> Post:
    """Write a post in a topic; the writer follows it from now on.

    The same message or form again gives the post it became. Raises
    PermissionDenied, or RuleBroken if the topic is closed or the text empty.
    """
    refuse_early(topic, by)
    written = Written.of(
        text, by=by, language=language, channel=channel, inbound=inbound, form_key=form_key
    )
    with transaction.atomic():
        locked = lock(topic)
        if earlier := own_earlier(locked, written, by):
            return earlier
        require(by, Permission.TOPIC_ANSWER, locked)
        return append(locked, written, by=by, at=at)


def refuse_early(topic: Topic, by: Person) -> None:
    """Nobody waits in the queue of writers to be refused there; who is served is asked there."""
    if not connection.in_atomic_block:
        require(by, Permission.TOPIC_ANSWER, topic)


def lock(topic: Topic) -> Topic:
    """The topic as it is now, with its space; nobody else writes in it until the commit."""
    return locked(Topic.objects.select_related("space"), topic.pk)


def own_earlier(topic: Topic, written: Written, by: Person) -> Post | None:
    """What this text became when it came before. Raises RuleBroken if it is somebody else's."""
    earlier = written.earlier()
    if earlier is not None:
        _is_own(earlier, topic, by).or_raise()
    return earlier


def append(topic: Topic, written: Written, *, by: Person, at: datetime) -> Post:
    """Write what did not come before in a locked topic, by who may; raises RuleBroken."""
    _may_be_new(topic, written, by).or_raise()

    post = add(topic, written, by=by, at=at)
    AskedColleague.objects.filter(
        topic=topic, person=by, answered_at=None, declined_at=None
    ).update(answered_at=at)

    record(Kind.POST_WRITTEN, post, by=by, at=at, space=topic.space, data={"topic": topic.pk})
    return post


def add(topic: Topic, written: Written, *, by: Person, at: datetime) -> Post:
    """Put a post at the end of a locked topic and keep its counters. No rights, no fact.

    Raises RuleBroken where nothing is said under a name.
    """
    refuse_named_until_commit(topic.space_id)
    post = Post.objects.create(
        topic=topic,
        space=topic.space,
        number=last_number(topic) + 1,
        by=by,
        country=by.country,
        channel=written.channel,
        language=written.language,
        text=written.text,
        html=written.html,
        posted_at=at,
        inbound=written.inbound,
        form_key=written.form_key,
    )
    topic.post_count += 1
    topic.last_post_at = max(topic.last_post_at, at)
    if topic.answered_at is None and topic.by_id != by.pk:
        topic.answered_at = at
        Asking.objects.filter(topic=topic, ended="").update(
            ended=AskEnd.ANSWERED, ended_at=at, next_at=None
        )
    topic.save(update_fields=["post_count", "last_post_at", "answered_at"])
    follow = TopicFollow(topic=topic, person=by, since=at)
    TopicFollow.objects.bulk_create([follow], ignore_conflicts=True)
    index.put_new([index.row_of(post_entry(post, translations=()))])
    return post


def _may_be_new(topic: Topic, written: Written, by: Person) -> Verdict:
    may = rules.may_post(written.text, is_open=topic.closed_at is None)
    return may & _has_begun(topic, by) if topic.kind == TopicKind.DIALOGUE else may


def _is_own(earlier: Post, topic: Topic, by: Person) -> Verdict:
    return YES & unless(
        earlier.by_id == by.pk and earlier.topic_id == topic.pk,
        "someone_elses",
        rules.SOMEONE_ELSES,
    )


def _has_begun(topic: Topic, by: Person) -> Verdict:
    """A dialogue is written in from its first morning on; by its moderator before."""
    dialogue = Dialogue.objects.get(topic=topic)
    return dialogues.may_write(
        has_opened=dialogue.opened_at is not None,
        moderates=dialogue.moderator_id == by.pk,
        opens_on=day(dialogue.opens_on),
    )

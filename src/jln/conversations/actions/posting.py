"""Writing a post: the one place where posts are made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from jln.access.check import require
from jln.access.permissions import Permission
from jln.conversations import rules, words
from jln.conversations.findable import post_entry
from jln.conversations.models import AskedColleague, Post, Topic, TopicFollow
from jln.conversations.terms import Channel
from jln.facts.kinds import Kind
from jln.facts.record import record
from jln.kit.verdict import YES, Verdict, unless
from jln.search import index
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
    require(by, Permission.TOPIC_ANSWER, topic)
    written = Written.of(
        text, by=by, language=language, channel=channel, inbound=inbound, form_key=form_key
    )
    _may_be_written(topic, written, by).or_raise()
    with transaction.atomic():
        locked = Topic.objects.select_for_update().get(pk=topic.pk)
        if earlier := written.earlier():
            return earlier
        require(by, Permission.TOPIC_ANSWER, locked)
        _may_be_written(locked, written, by).or_raise()

        post = add(locked, written, by=by, at=at)
        AskedColleague.objects.filter(
            topic=locked, person=by, answered_at=None, declined_at=None
        ).update(answered_at=at)

        record(Kind.POST_WRITTEN, post, by=by, at=at, space=locked.space, data={"topic": locked.pk})
        return post


def add(topic: Topic, written: Written, *, by: Person, at: datetime) -> Post:
    """Put a post at the end of a locked topic and keep its counters. No rights, no fact."""
    last = Post.objects.filter(topic=topic).aggregate(n=Max("number"))["n"] or 0
    post = Post.objects.create(
        topic=topic,
        space_id=topic.space_id,
        number=last + 1,
        by=by,
        country_id=by.country_id,
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
    topic.save(update_fields=["post_count", "last_post_at", "answered_at"])
    TopicFollow.objects.get_or_create(topic=topic, person=by, defaults={"since": at})
    index.put(post_entry(post))
    return post


def _may_be_written(topic: Topic, written: Written, by: Person) -> Verdict:
    """A text that is there already is no new one: its rules were asked then."""
    earlier = written.earlier()
    if earlier is None:
        return rules.may_post(written.text, is_open=topic.closed_at is None)
    return YES & unless(
        earlier.by_id == by.pk and earlier.topic_id == topic.pk,
        "someone_elses",
        rules.SOMEONE_ELSES,
    )

"""Topics, their posts, thanks for them, and who follows them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.conversations.terms import Channel, TopicKind
from jln.kit.codes import code_of
from jln.kit.privacy import Personal, Signed


class Topic(models.Model):
    """A conversation in a space. Counters are kept by the actions, never counted on a page."""

    space = models.ForeignKey("jln.Space", models.PROTECT, related_name="topics")
    kind = models.CharField(max_length=14, choices=TopicKind, default=TopicKind.QUESTION)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="en")
    theme = models.ForeignKey("jln.Theme", models.PROTECT, null=True, related_name="topics")
    product = models.ForeignKey(
        "jln.Product", models.SET_NULL, null=True, related_name="topics"
    )  # the product asked about
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="topics")
    started_at = models.DateTimeField()
    last_post_at = models.DateTimeField()
    post_count = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(null=True)  # when somebody else first wrote in it
    solved_at = models.DateTimeField(null=True)  # when the asker first thanked for an answer
    closed_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_because = models.CharField(max_length=300, blank=True)

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

    class Meta:
        indexes = (
            models.Index(fields=["space", "-last_post_at"], name="topic_space"),
            models.Index(fields=["-last_post_at"], name="topic_last_post"),
            models.Index(
                fields=["-last_post_at"],
                name="topic_waiting",
                condition=Q(answered_at=None, closed_at=None),
            ),
            models.Index(fields=["by", "-last_post_at"], name="topic_by"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """In addresses: `/ask/<code>/`."""
        return code_of(self.pk)


class Post(models.Model):
    """What a person writes in a topic. Number 1 is the question itself.

    `space` repeats the topic's, so that rights need no join. `html` is made at
    write time from `text`; the original mail stays one click away.
    """

    # Without an index of their own: those of `Meta` begin with each of these.
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="posts", db_index=False)
    space = models.ForeignKey("jln.Space", models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    by = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="posts", db_index=False
    )
    country = models.ForeignKey(
        "jln.Country", models.PROTECT, null=True, related_name="+", db_index=False
    )
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    language = models.CharField(max_length=8, default="en")
    text = models.TextField()
    html = models.TextField()
    posted_at = models.DateTimeField()
    inbound = models.OneToOneField(
        "jln.InboundMail", models.SET_NULL, null=True, related_name="post"
    )  # one message becomes one post, however often it is tried
    form_key = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 -- unique where known: a form sent twice is one post
    thanked_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_because = models.CharField(max_length=300, blank=True)

    class Privacy(Personal):
        person = "by"
        personal = frozenset({"by", "inbound"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (models.UniqueConstraint("topic", "number", name="a_number_a_post"),)
        indexes = (
            models.Index(fields=["space", "-posted_at"], name="post_space"),
            # What is new to a reader is counted in this index alone.
            models.Index(
                fields=["topic", "posted_at", "number", "by", "hidden_at"], name="post_order"
            ),
            models.Index(fields=["by", "-posted_at"], name="post_by"),
            models.Index(fields=["country", "-posted_at"], name="post_country"),
        )

    @property
    def code(self) -> str:
        """In its short link, and by which its forms are asked for."""
        return code_of(self.pk)


class Thanks(models.Model):
    """Thanks from a named colleague for a post, saying for what."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="thanks")
    by = models.ForeignKey("jln.Person", models.CASCADE, related_name="thanks_given")
    to = models.ForeignKey("jln.Person", models.CASCADE, related_name="thanks_received")
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Privacy(Personal):
        person = "by"
        personal = frozenset({"by", "to", "words"})
        keep = _("As long as the accounts of both.")

    class Meta:
        constraints = (models.UniqueConstraint("post", "by", name="thanked_once_a_post"),)
        indexes = (models.Index(fields=["to", "-at"], name="thanks_to"),)


class TopicFollow(models.Model):
    """A person who gets a topic's posts by mail, or asked not to (`muted_at`)."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="follows")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="follows")
    since = models.DateTimeField()
    muted_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"topic", "since", "muted_at"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (models.UniqueConstraint("topic", "person", name="follow_once"),)
        indexes = (
            models.Index(fields=["topic"], name="follow_topic", condition=Q(muted_at__isnull=True)),
        )

"""What a reader has seen."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Topic
from jln.kit.privacy import Personal


class TopicSeen(models.Model):
    """Up to which post a person has read a conversation, on its page or by answering its mail."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="seen")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Privacy(Personal):
        personal = frozenset({"topic", "number", "at"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (models.UniqueConstraint("person", "topic", name="seen_once_a_topic"),)


class SpaceSeen(models.Model):
    """A person who marked a whole space as seen: what was posted up to then is not new to them."""

    space = models.ForeignKey("jln.Space", models.CASCADE, related_name="+")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Privacy(Personal):
        personal = frozenset({"space", "at"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (models.UniqueConstraint("person", "space", name="seen_once_a_space"),)


class FeedKey(models.Model):
    """A private address under which a program of the person's gets a space's posts, or dates.

    The row holds no secret: the address carries a MAC of it. Rights are asked at each read.
    """

    space = models.ForeignKey("jln.Space", models.CASCADE, null=True, related_name="+")
    """Without a space: the person's calendar."""
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"space", "made_at", "revoked_at"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "person", "space", name="one_open_feed_key", condition=Q(revoked_at=None)
            ),
            models.UniqueConstraint(
                "person", name="one_open_calendar", condition=Q(revoked_at=None, space=None)
            ),
        )

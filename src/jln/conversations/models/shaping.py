"""What became of a topic's shape: closed, moved, split, merged; and where posts stood before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Post, Topic
from jln.conversations.terms import Shaped
from jln.kit.privacy import Impersonal, Signed


class TopicChange(models.Model):
    """One deed at a topic's shape, by whom and why. `other`: what it was split off to or joined."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=8, choices=Shaped)
    other = models.ForeignKey(Topic, models.CASCADE, null=True, related_name="+")
    space_from = models.ForeignKey("jln.Space", models.PROTECT, null=True, related_name="+")
    space_to = models.ForeignKey("jln.Space", models.PROTECT, null=True, related_name="+")
    because = models.CharField(max_length=300)
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint("topic", name="merged_once", condition=Q(kind="merged")),
            models.CheckConstraint(
                condition=~Q(kind__in=("split", "merged")) | Q(other__isnull=False),
                name="shaped_with_another",
            ),
            models.CheckConstraint(
                condition=~Q(kind="moved") | Q(space_from__isnull=False, space_to__isnull=False),
                name="moved_from_and_to",
            ),
        )
        indexes = (models.Index(fields=["topic", "-at"], name="topic_change"),)


class PostTrace(models.Model):
    """A number a post had in a topic before it went to another: the old link leads on."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="traces")
    number = models.PositiveIntegerField()
    post = models.ForeignKey(Post, models.CASCADE, related_name="traces")

    class Privacy(Impersonal):
        keep = _("As long as the post.")

    class Meta:
        constraints = (models.UniqueConstraint("topic", "number", name="a_number_a_trace"),)

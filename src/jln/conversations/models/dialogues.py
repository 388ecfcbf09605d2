"""A moderated dialogue: a topic with dates, a moderator, questions of the day and a synthesis."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Post, Topic
from jln.kit.privacy import Personal


class Dialogue(models.Model):
    """What makes a topic a moderated dialogue. The synthesis is its public result."""

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="dialogue")
    moderator = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="dialogues"
    )
    opens_on = models.DateField()
    closes_on = models.DateField()  # the last day on which people write
    opened_at = models.DateTimeField(null=True)  # a duty: when its space was told
    closed_at = models.DateTimeField(null=True)  # a duty: when the moderator was asked for it
    synthesis = models.TextField(blank=True)
    synthesis_html = models.TextField(blank=True)
    synthesis_language = models.CharField(max_length=8, default="en")
    published_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "moderator"
        personal = frozenset({"moderator"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="dialogue_has_days"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | ~Q(synthesis=""), name="published_with_words"
            ),
        )
        indexes = (
            models.Index(fields=["closes_on"], name="dialogue_open", condition=Q(closed_at=None)),
        )

    def __str__(self) -> str:
        return str(self.topic)


class DialogueQuestion(models.Model):
    """The question of a day. On its morning it becomes a post of the moderator, once."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="questions")
    on = models.DateField()
    text = models.TextField()
    post = models.OneToOneField(Post, models.SET_NULL, null=True, related_name="question_of")
    put_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "dialogue__moderator"
        personal = frozenset({"text"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "keep"

    class Meta:
        constraints = (models.UniqueConstraint("dialogue", "on", name="a_question_a_day"),)
        indexes = (models.Index(fields=["on"], name="question_to_put", condition=Q(put_at=None)),)

"""Answer cards: what was learned from a question, and who agreed to stand on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Post, Topic
from jln.conversations.terms import VoicePart
from jln.kit.codes import code_of
from jln.kit.privacy import Personal
from jln.spaces.terms import Visibility


class AnswerCard(models.Model):
    """A question and what worked, short, with what it depends on and until when it holds.

    `wished` is who may read it by its writer's choice; `visibility` by the rule: no wider
    than its conversation until everybody whose answer it rests on has agreed.
    """

    topic = models.OneToOneField(Topic, models.PROTECT, related_name="card")
    space = models.ForeignKey("jln.Space", models.PROTECT, related_name="+")
    language = models.CharField(max_length=8, default="en")
    question = models.CharField(max_length=200)
    context = models.TextField(blank=True)
    worked = models.TextField()
    depends_on = models.TextField(blank=True)
    keeper = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="cards")
    wished = models.CharField(max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.ROLL)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    valid_until = models.DateField()
    asked_right_at = models.DateTimeField(null=True)  # "still right?", for this valid_until
    retired_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "keeper"
        personal = frozenset({"keeper"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        indexes = (
            models.Index(fields=["-written_at"], name="card_written"),
            models.Index(
                fields=["valid_until"],
                name="card_to_ask",
                condition=Q(asked_right_at=None, retired_at=None),
            ),
        )

    def __str__(self) -> str:
        return self.question

    @property
    def code(self) -> str:
        """In addresses: `/ask/cards/<code>/`."""
        return code_of(self.pk)


class CardVoice(models.Model):
    """Somebody a card rests on, asked whether they agree to it and to be named on it."""

    card = models.ForeignKey(AnswerCard, models.CASCADE, related_name="voices")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="card_voices")
    post = models.ForeignKey(Post, models.SET_NULL, null=True, related_name="+")
    part = models.CharField(max_length=8, choices=VoicePart)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    agrees = models.BooleanField(null=True)

    class Privacy(Personal):
        personal = frozenset({"part", "agrees"})
        keep = _("As long as the card; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint("card", "person", name="a_voice_once_a_card"),
            models.CheckConstraint(
                name="a_voice_says_when",
                condition=Q(agrees=None, answered_at=None)
                | Q(agrees__isnull=False, answered_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.card.question

    @property
    def code(self) -> str:
        """By which its form is asked for."""
        return code_of(self.pk)

"""Messages that wait for a moderator, and what was decided of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Post, Topic
from jln.conversations.terms import Channel, HeldBecause, HeldDecision
from jln.kit.codes import code_of
from jln.kit.privacy import Personal


class HeldPost(models.Model):
    """A message to a space as it waits; decided, it says how, by whom and with which words.

    `topic` is none for a new one; `options` is what else its writer chose then. Published,
    it goes out at `due_at` and becomes `post`.
    """

    space = models.ForeignKey("jln.Space", models.PROTECT, related_name="held")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="held")
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="held")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=8, default="en")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.WEB)
    options = models.JSONField(default=dict)
    inbound = models.OneToOneField(
        "jln.InboundMail", models.SET_NULL, null=True, related_name="held_post"
    )
    form_key = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 -- unique where known: a form sent twice waits once
    because = models.CharField(max_length=14, choices=HeldBecause)
    held_at = models.DateTimeField()
    waits_since = models.DateTimeField()  # later than held_at where the writer changed it
    decision = models.CharField(max_length=8, choices=HeldDecision, blank=True)
    words = models.TextField(blank=True)  # of the moderator to the writer
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    ask_again_on = models.DateField(null=True)
    asked_further_at = models.DateTimeField(null=True)  # a second moderator or staff was asked
    told_late_on = models.DateField(null=True)  # the Network Manager was told that it waits long
    due_at = models.DateTimeField(null=True)
    post = models.OneToOneField(Post, models.SET_NULL, null=True, related_name="was_held")

    class Privacy(Personal):
        person = "by"
        personal = frozenset({"by", "title", "text", "words", "inbound"})
        keep = _("13 months.")
        keep_days = 396
        keep_from = "held_at"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="held_decided_whole",
                condition=Q(decision="", decided_at=None)
                | (~Q(decision="") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="held_goes_out_published",
                condition=Q(due_at=None) | Q(decision="publish"),
            ),
        )
        indexes = (
            models.Index(
                fields=["space", "waits_since"],
                name="held_waiting",
                condition=Q(decision__in=("", "hold")),
            ),
            models.Index(
                fields=["due_at"], name="held_due", condition=Q(post=None, due_at__isnull=False)
            ),
            models.Index(fields=["by", "-held_at"], name="held_by"),
        )

    def __str__(self) -> str:
        return self.title or self.code

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

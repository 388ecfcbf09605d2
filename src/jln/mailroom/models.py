"""What was understood of each answer by mail, what it did, and until when it can be undone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.privacy import Personal


class MailAnswer(models.Model):
    """The record of one answer: outcome, values, effect, receipt, undo (mail twin, section 13)."""

    inbound = models.OneToOneField(
        "jln.InboundMail", models.CASCADE, null=True, related_name="answer"
    )
    token = models.ForeignKey("jln.ReplyToken", models.SET_NULL, null=True, related_name="answers")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="mail_answers")
    form = models.CharField(max_length=60)
    outcome = models.CharField(max_length=12)  # of the reader
    values = models.JSONField(default=dict)
    unclear = models.JSONField(default=list)
    lexicon_version = models.PositiveSmallIntegerField(default=1)
    effect_model = models.CharField(max_length=60, blank=True)
    effect_id = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Privacy(Personal):
        personal = frozenset({"values", "unclear"})
        keep = _("13 months.")
        keep_days = 396
        keep_from = "at"

    class Meta:
        indexes = (models.Index(fields=["person", "-at"], name="answer_person"),)

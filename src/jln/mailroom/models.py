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


class ReturnedOn(models.Model):
    """That letters to an address came back on one day: the strongest sign of that day.

    What it weighs, and how it fades, is in `mailroom.returns`.
    """

    address = models.ForeignKey("jln.EmailAddress", models.CASCADE, related_name="returns")
    on = models.DateField()
    is_hard = models.BooleanField(default=False)  # the other server says that it is the address
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Privacy(Personal):
        person = "address__person"
        personal = frozenset({"address", "words"})
        keep = _("13 months.")
        keep_days = 396
        keep_from = "at"

    class Meta:
        constraints = (models.UniqueConstraint("address", "on", name="one_sign_a_day"),)


class AddressProbe(models.Model):
    """The letter that asks whether an address is still read; if it comes back, mail there stops.

    Ends by coming back, by a sign of life, or after its days of waiting.
    """

    address = models.ForeignKey("jln.EmailAddress", models.CASCADE, related_name="probes")
    letter = models.OneToOneField(
        "jln.OutgoingMail", models.SET_NULL, null=True, related_name="probe"
    )
    sent_at = models.DateTimeField()
    came_back_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "address__person"
        personal = frozenset({"address", "letter"})
        keep = _("13 months.")
        keep_days = 396
        keep_from = "sent_at"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "address", name="one_open_probe", condition=models.Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="a_probe_that_came_back_is_over",
                condition=models.Q(came_back_at=None) | models.Q(ended_at__isnull=False),
            ),
        )

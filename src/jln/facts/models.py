"""The append-only record of what happened, and what things said before they were corrected."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.facts.kinds import all_kinds
from jln.kit.privacy import Personal, Signed


class Fact(models.Model):
    """Something happened. Written by `jln.facts.record`, never changed but for `told_at`.

    Holds ids and codes, never names or text; the subject is a label and an id,
    so that remembering never keeps a thing from being deleted. An empty
    `told_at` is the duty to tell.
    """

    kind = models.CharField(max_length=60, choices=all_kinds)
    at = models.DateTimeField()
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    subject_model = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    space = models.ForeignKey("jln.Space", models.SET_NULL, null=True, related_name="+")
    country = models.ForeignKey("jln.Country", models.PROTECT, null=True, related_name="+")
    about = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    data = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True)
    chain = models.CharField(max_length=64, blank=True)  # audit facts: SHA-256 over the one before

    class Privacy(Personal):
        person = "by"
        personal = frozenset({"by", "about"})
        keep = _("Routine facts 400 days, then daily counts; decisions and audit for ever.")
        on_erasure = "keep"

    class Meta:
        indexes = (
            models.Index(fields=["subject_model", "subject_id", "kind"], name="fact_subject"),
            models.Index(
                fields=["id"], name="fact_untold", condition=models.Q(told_at__isnull=True)
            ),
            models.Index(fields=["kind", "at"], name="fact_kind"),
            models.Index(fields=["by", "at"], name="fact_by"),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.subject_model}:{self.subject_id}"


class Wording(models.Model):
    """What a thing said until it was corrected: one row a correction, never changed.

    Like a fact it names its thing by a label and an id. The words are the thing's own
    and stay as long as it does; only who corrected it is a person's.
    """

    subject_model = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    said = models.JSONField()  # the columns that changed, as they were
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    until = models.DateTimeField()

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

    class Meta:
        indexes = (models.Index(fields=["subject_model", "subject_id"], name="wording_subject"),)

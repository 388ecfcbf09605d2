"""What the Steering Group decided, in the order of the register."""

from __future__ import annotations

from django.db import models

from jln.governance.models.steering import FOR_EVER, Meeting
from jln.kit.privacy import Impersonal


class Decision(models.Model):
    """One decision of a meeting, in the order of the register."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField(unique=True)  # in the register, from 1
    text = models.TextField()
    admits = models.ManyToManyField("jln.Country", related_name="admitted_by")

    class Privacy(Impersonal):
        keep = FOR_EVER

"""Versions, by which cached pages and snapshots know that they are old; and limits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.privacy import Impersonal


class Version(models.Model):
    """A counter that rises with each change of what it names: `public`, `person:7`, `topic:3`."""

    name = models.CharField(max_length=40, primary_key=True)
    number = models.BigIntegerField(default=1)

    class Privacy(Impersonal):
        keep = _("For ever; it is only a number.")


class Network(models.Model):
    """The network this platform runs: one row, made by `jln init` or `jln demo`."""

    name = models.CharField(max_length=160)
    purpose = models.JSONField(default=dict)  # what it is for, in a few words, by language
    languages = models.JSONField(default=list)
    manager = models.CharField(max_length=200, blank=True)  # the Network Manager, as letters sign
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Privacy(Impersonal):
        keep = _("For ever.")

    def __str__(self) -> str:
        return self.name

    def purpose_in(self, language: str) -> str:
        """The line under its name; in its own first language where there is none in this."""
        first = self.languages[0] if self.languages else ""
        return str(self.purpose.get(language) or self.purpose.get(first) or "")


class RateLimit(models.Model):
    """How often something was tried in a window of time. The key is a keyed hash."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.IntegerField(default=0)
    window_ends_at = models.DateTimeField()

    class Privacy(Impersonal):
        keep = _("A day after its window ends.")
        keep_days = 1
        keep_from = "window_ends_at"

    class Meta:
        indexes = (models.Index(fields=["window_ends_at"], name="rate_limit_ends"),)

"""History that says where it comes from and how sure it is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of


class Confidence(models.TextChoices):
    """How we know. Stored codes never change."""

    SEEN = "seen", _("read in the source")
    INFERRED = "inferred", _("follows from what was read")
    GUESS = "guess", _("plausible, not confirmed")
    MEMORY = "memory", _("background knowledge, not seen in a source")
    REPORTED = "reported", _("reported by a member")
    CONFIRMED = "confirmed", _("confirmed by the network")
    EDITORIAL = "editorial", _("classified by the editors, not by the source")


class Sourced(models.Model):
    """A row of history: its sources (one address or title a line) and their confidence."""

    sources = models.TextField(blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence, default=Confidence.REPORTED)
    confidence_note = models.CharField(max_length=200, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def is_sure(self) -> bool:
        """Does this need no mark beside it?"""
        return self.confidence not in {
            Confidence.INFERRED,
            Confidence.GUESS,
            Confidence.MEMORY,
        }

    @property
    def source_list(self) -> list[str]:
        """The sources, one by one."""
        return [line for line in self.sources.splitlines() if line]

    @property
    def code(self) -> str:
        """In addresses of pages that have no better name for it."""
        return code_of(self.pk)

    def said(self) -> str:
        """The row in words, for those who are asked whether it is right."""
        return str(self)

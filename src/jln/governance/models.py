"""The Steering Group's meetings and the register of what it decided."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.governance.terms import MeetingMode
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal
from jln.kit.sourced import Sourced
from jln.ui import formats

FOR_EVER = _("For ever: decisions are the network's history.")


class Meeting(Sourced):
    """A meeting of the Steering Group; the number is known for few of the early ones."""

    slug = models.SlugField(max_length=60, unique=True)
    number = models.PositiveSmallIntegerField(null=True, unique=True)
    starts = PartialDateField()
    ends = PartialDateField(null=True)
    mode = models.CharField(max_length=10, choices=MeetingMode, blank=True)
    place = models.CharField(max_length=160, blank=True)
    composition = models.TextField(blank=True)  # who sat on it, as the source puts it

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        indexes = (models.Index(fields=["starts"], name="meeting_starts"),)

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        place = self.place or str(_("place not known"))
        return formats.list_parts(str(_("Steering Group")), formats.partial(self.starts), place)


class Decision(models.Model):
    """One decision of a meeting, in the order of the register."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField(unique=True)  # in the register, from 1
    text = models.TextField()
    admits = models.ManyToManyField("jln.Country", related_name="admitted_by")

    class Privacy(Impersonal):
        keep = FOR_EVER

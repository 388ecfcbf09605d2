"""Learning activities: what took place, where, with whom."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.activities.terms import Format
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal
from jln.kit.sourced import Sourced
from jln.ui import formats


class Activity(Sourced):
    """A webinar, workshop, study tour or dialogue."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=240)
    format = models.CharField(max_length=20, choices=Format, blank=True)
    starts = PartialDateField(null=True)
    ends = PartialDateField(null=True)
    place = models.CharField(max_length=160, blank=True)
    initiative = models.ForeignKey(
        "jln.Initiative", models.PROTECT, null=True, related_name="activities"
    )
    group = models.ForeignKey(
        "jln.LearningGroup", models.PROTECT, null=True, related_name="activities"
    )
    countries = models.ManyToManyField("jln.Country", related_name="activities")
    attendance = models.CharField(max_length=120, blank=True)  # as the source puts it

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        indexes = (models.Index(fields=["starts"], name="activity_starts"),)

    def __str__(self) -> str:
        return self.title

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        return formats.list_parts(
            *filter(None, [self.title, formats.partial(self.starts), self.place])
        )

"""The numbers of the network's rules, so that an old decision can be explained by its own day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal


class Parameter(models.Model):
    """One number of one rule, from a day on. The newest that has begun holds."""

    code = models.CharField(max_length=60)  # what it is about: parameters.terms
    value = models.IntegerField()
    valid_from = PartialDateField()  # of a source that gives a year or a month, its first day
    source = models.CharField(max_length=300, blank=True)
    is_default = models.BooleanField(default=False)  # no source was found for it

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        constraints = (
            models.UniqueConstraint("code", "valid_from", name="one_value_a_day_a_parameter"),
        )

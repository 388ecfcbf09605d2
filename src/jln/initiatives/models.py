"""Technical Initiatives, their successors, and the learning groups in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.initiatives.terms import CountryRole, GroupType
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal
from jln.kit.sourced import Sourced
from jln.ui import formats

FOR_EVER = _("For ever.")


class Initiative(Sourced):
    """A long-term priority of the network."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    starts = PartialDateField(null=True)
    ends = PartialDateField(null=True)
    successor_of = models.ManyToManyField("self", symmetrical=False, related_name="successors")
    note = models.TextField(blank=True)

    class Privacy(Impersonal):
        keep = FOR_EVER

    def __str__(self) -> str:
        return self.name

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        return formats.list_parts(*filter(None, [self.name, formats.span(self.starts, self.ends)]))


class LearningGroup(Sourced):
    """A collaborative, exchange, pairing or community: countries solving something together."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    type = models.CharField(max_length=30, choices=GroupType)
    initiative = models.ForeignKey(Initiative, models.PROTECT, null=True, related_name="groups")
    starts = PartialDateField(null=True)
    ends = PartialDateField(null=True)
    planned_duration = models.CharField(max_length=60, blank=True)  # as the source puts it
    facilitator = models.CharField(max_length=300, blank=True)
    funder = models.CharField(max_length=300, blank=True)
    modalities = models.TextField(blank=True)
    country_count_stated = models.PositiveSmallIntegerField(null=True)

    class Privacy(Impersonal):
        keep = FOR_EVER

    def __str__(self) -> str:
        return self.name

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        return formats.list_parts(*filter(None, [self.name, formats.span(self.starts, self.ends)]))


class GroupCountry(models.Model):
    """A country's part in a learning group."""

    group = models.ForeignKey(LearningGroup, models.CASCADE, related_name="countries")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="groups")
    role = models.CharField(max_length=10, choices=CountryRole, default=CountryRole.LEARNER)

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (models.UniqueConstraint("group", "country", name="a_country_once_a_group"),)

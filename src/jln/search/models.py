"""What can be found, as stems; the same rows serve both databases."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.privacy import Impersonal


class SearchEntry(models.Model):
    """One thing that can be found. Rewritten by the action that changed the thing.

    Who may find it is in the row: `reach` public, members, or the roll of
    `space`; so rights, hits and facets are one query without a join.
    """

    kind = models.CharField(max_length=12)  # topic, post, product, problem, country, person ...
    subject_id = models.BigIntegerField()
    parent_id = models.BigIntegerField(null=True)  # a post's topic
    reach = models.CharField(max_length=10)
    space_id_or_none = models.BigIntegerField(null=True)
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=300)
    body = models.TextField(blank=True)
    country_code = models.CharField(max_length=2, blank=True)
    facet = models.CharField(max_length=60, blank=True)  # a product's type, a topic's kind
    dated = models.CharField(max_length=10, blank=True)
    title_stems = models.TextField(blank=True)
    body_stems = models.TextField(blank=True)

    class Privacy(Impersonal):
        keep = _("As long as the thing it leads to; rewritten when a person is erased.")

    class Meta:
        constraints = (models.UniqueConstraint("kind", "subject_id", name="found_once"),)

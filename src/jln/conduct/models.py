"""Versions of the rules of conduct, who accepted which, and who keeps whom away."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.conduct.terms import Distance
from jln.kit.privacy import Personal, Signed


class ConductVersion(models.Model):
    """A version that staff published; the first one stands in `conduct/first.py`."""

    number = models.PositiveIntegerField(unique=True)
    texts = models.JSONField()  # {language: the whole text, its first paragraph the short rules}
    changes = models.JSONField()  # {language: what is new in it, one paragraph}
    asks_everybody = models.BooleanField()  # also who accepted an earlier one
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField()

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

    def __str__(self) -> str:
        return str(self.number)


class ConductAcceptance(models.Model):
    """A person said yes to a version, once."""

    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="conduct")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Privacy(Personal):
        personal = frozenset({"version", "at"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (models.UniqueConstraint("person", "version", name="conduct_accepted_once"),)


class KeptAway(models.Model):
    """A member mutes or blocks another, who is never told."""

    by = models.ForeignKey("jln.Person", models.CASCADE, related_name="keeps_away")
    about = models.ForeignKey("jln.Person", models.CASCADE, related_name="+")
    distance = models.CharField(max_length=8, choices=Distance)
    since = models.DateTimeField()

    class Privacy(Personal):
        person = "by"
        personal = frozenset({"about", "distance", "since"})
        keep = _("As long as the accounts of both.")

    class Meta:
        constraints = (
            models.UniqueConstraint("by", "about", name="kept_away_once"),
            models.CheckConstraint(condition=~Q(by=F("about")), name="kept_away_somebody_else"),
        )

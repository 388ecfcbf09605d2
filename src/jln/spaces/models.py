"""Spaces: everything said or filed lives in one and takes its visibility from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.kit.privacy import Impersonal, Personal
from jln.spaces.terms import SpaceKind, Visibility
from jln.spaces.words import name_of


class Space(models.Model):
    """Where people talk and keep things. Its address is for life."""

    slug = models.SlugField(max_length=60, unique=True)  # also the local part of its address
    kind = models.CharField(max_length=12, choices=SpaceKind)
    name = models.CharField(max_length=160)
    visibility = models.CharField(max_length=10, choices=Visibility)
    country = models.OneToOneField("jln.Country", models.PROTECT, null=True, related_name="space")
    initiative = models.OneToOneField(
        "jln.Initiative", models.PROTECT, null=True, related_name="space"
    )
    group = models.OneToOneField(
        "jln.LearningGroup", models.PROTECT, null=True, related_name="space"
    )
    working_group = models.OneToOneField(
        "jln.WorkingGroup", models.PROTECT, null=True, related_name="space"
    )
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Privacy(Impersonal):
        keep = _("For ever.")

    def __str__(self) -> str:
        return self.slug

    @property
    def called(self) -> str:
        """Its name in the active language. Select `country` with it."""
        return name_of(self)


class SpaceMember(models.Model):
    """A person on a space's roll, from a day on. The roll is the audience of its facts."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="roll")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="spaces")
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    class Privacy(Personal):
        personal = frozenset({"space", "since_on", "until_on"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "space", "person", name="once_on_a_roll", condition=Q(until_on=None)
            ),
        )
        indexes = (models.Index(fields=["person", "space"], name="roll_person"),)

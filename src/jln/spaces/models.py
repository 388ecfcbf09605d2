"""Spaces: everything said or filed lives in one and takes its visibility from it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.privacy import Impersonal, Personal
from jln.spaces.terms import Delivery, RequestDecision, SpaceKind, SpaceRule, Visibility
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
    rule = models.CharField(max_length=14, choices=SpaceRule, default=SpaceRule.OPEN)
    description = models.CharField(max_length=300, blank=True)
    languages = models.JSONField(default=list)  # codes of those it is held in; empty: any
    chatham_since = models.DateField(null=True)  # the whole of it is under the Chatham House Rule

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="no_outsider_reads_what_is_under_the_rule",
                condition=Q(chatham_since=None) | ~Q(visibility=Visibility.PUBLIC),
            ),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def called(self) -> str:
        """Its name in the active language. Select `country` with it."""
        return name_of(self)

    @property
    def is_under_rule(self) -> bool:
        """Is nothing said here but in safe spaces?"""
        return self.chatham_since is not None


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


class Subscription(models.Model):
    """A person on a space as a list, and how its messages come. One that ended stays as it was."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="subscriptions")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="subscriptions")
    delivery = models.CharField(max_length=14, choices=Delivery)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"space", "delivery", "joined_at", "left_at"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "space", "person", name="once_on_a_list", condition=Q(left_at=None)
            ),
        )
        indexes = (
            models.Index(
                fields=["space", "delivery"], name="list_delivery", condition=Q(left_at=None)
            ),
            models.Index(fields=["person", "space"], name="list_person"),
        )


class SpaceModerator(models.Model):
    """Who decides about held messages of a space and keeps its settings, by days."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="moderators")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="moderates")
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    class Privacy(Personal):
        personal = frozenset({"space", "since_on", "until_on"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "space", "person", name="moderates_once", condition=Q(until_on=None)
            ),
        )
        indexes = (models.Index(fields=["person", "space"], name="moderates_person"),)


class JoinRequest(models.Model):
    """Somebody's wish to join a space that not everybody reads; its moderators answer."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="requests")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="space_requests")
    words = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    decision = models.CharField(max_length=3, choices=RequestDecision, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")

    class Privacy(Personal):
        personal = frozenset({"space", "words", "asked_at", "decision", "decided_at"})
        keep = _("13 months.")
        keep_days = 396
        keep_from = "asked_at"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "space", "person", name="one_open_request", condition=Q(decided_at=None)
            ),
        )

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

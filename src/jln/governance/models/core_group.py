"""Meetings and actions of Country Core Groups, and what they passed on."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.governance.terms import ItemKind
from jln.kit.codes import code_of
from jln.kit.privacy import Impersonal, Personal, Signed
from jln.ui import formats


class CoreGroupMeeting(models.Model):
    """A meeting of a Core Group. It took place once somebody took notes of it."""

    group = models.ForeignKey("jln.CountryCoreGroup", models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=160, blank=True)
    link = models.URLField(blank=True)
    language = models.CharField(max_length=8, default="en")  # of agenda and notes
    planned_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    notes = models.TextField(blank=True)
    noted_at = models.DateTimeField(null=True)
    is_public = models.BooleanField(default=False)  # the notes, and who was represented
    represented = models.ManyToManyField("jln.Institution", related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    class Privacy(Personal):
        person = "planned_by"
        personal = frozenset({"planned_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "group",
                "starts_at",
                name="one_meeting_of_a_group_at_a_time",
                condition=Q(cancelled_at=None),
            ),
            models.CheckConstraint(
                name="no_notes_of_a_cancelled_meeting",
                condition=Q(cancelled_at=None) | Q(noted_at=None),
            ),
            models.CheckConstraint(
                name="a_cancelled_meeting_says_why",
                condition=Q(cancelled_at=None) | ~Q(cancelled_because=""),
            ),
        )

    def __str__(self) -> str:
        return formats.moment(self.starts_at, self.group.country.timezone)

    @property
    def code(self) -> str:
        """In addresses: `/countries/gh/group/meetings/<code>/`."""
        return code_of(self.pk)


class CoreGroupItem(models.Model):
    """One line of a meeting's agenda."""

    meeting = models.ForeignKey(CoreGroupMeeting, models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=ItemKind)
    text = models.CharField(max_length=200)

    class Privacy(Impersonal):
        keep = _("As long as its meeting.")

    class Meta:
        constraints = (models.UniqueConstraint("meeting", "number", name="an_item_has_a_place"),)


class CoreGroupAction(models.Model):
    """What somebody of a Core Group took on in a meeting, until a day."""

    group = models.ForeignKey("jln.CountryCoreGroup", models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(CoreGroupMeeting, models.PROTECT, related_name="actions")
    text = models.CharField(max_length=300)
    language = models.CharField(max_length=8, default="en")
    owner = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="core_group_actions"
    )  # null: given back, nobody has it
    due_on = models.DateField()
    reminded_for = models.DateField(null=True)  # the due day of which the owner was told
    given_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()
    outcome = models.TextField(blank=True)  # what came of it, as the owner said
    done_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "owner"
        personal = frozenset({"owner", "outcome"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        indexes = (
            models.Index(fields=["group", "done_at"], name="core_action_open"),
            models.Index(fields=["owner", "done_at"], name="core_action_owner"),
            models.Index(fields=["done_at", "due_on"], name="core_action_due"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def code(self) -> str:
        """In addresses: `/countries/gh/group/actions/<code>/`."""
        return code_of(self.pk)

    def is_late_on(self, on: date) -> bool:
        """Whether its day is past."""
        return self.done_at is None and self.due_on < on


class CoreGroupReach(models.Model):
    """Something learned in the network that a Core Group told people outside of it."""

    group = models.ForeignKey("jln.CountryCoreGroup", models.PROTECT, related_name="reach")
    what = models.CharField(max_length=300)
    to_whom = models.CharField(max_length=200)
    people = models.PositiveIntegerField()
    told_on = models.DateField()
    language = models.CharField(max_length=8, default="en")
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

    class Meta:
        indexes = (models.Index(fields=["group", "told_on"], name="core_reach_told"),)

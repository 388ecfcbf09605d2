"""The Steering Group's meetings and decisions; meetings and actions of Country Core Groups."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.governance.terms import ItemKind, MeetingMode
from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Personal
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

    class Privacy(Personal):
        person = "planned_by"
        personal = frozenset({"planned_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint("group", "starts_at", name="one_meeting_of_a_group_at_a_time"),
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

    class Privacy(Personal):
        person = "by"
        personal = frozenset({"by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        indexes = (models.Index(fields=["group", "told_on"], name="core_reach_told"),)

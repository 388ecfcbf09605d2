"""A meeting's agenda: items, papers, what Associates said of them, minutes, who is there."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.governance.effects import Worded, Words, worded
from jln.governance.models.steering import FOR_EVER, Meeting, SteeringTerm
from jln.governance.terms import Answer, ItemKind
from jln.kit.codes import code_of
from jln.kit.matter import Recalled
from jln.kit.privacy import Impersonal, Personal, Signed


class AgendaItem(models.Model):
    """One item of a meeting of the Steering Group."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()  # its place
    kind = models.CharField(max_length=10, choices=ItemKind)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)  # what it is about; of a decision, the proposal
    minutes = models.PositiveSmallIntegerField(default=15)  # the time it is given
    presented_by = models.ForeignKey(
        SteeringTerm, models.PROTECT, null=True, related_name="+"
    )  # null: the Network Manager
    matter_kind = models.CharField(max_length=60, blank=True)  # of what waited for a decision
    matter_id = models.BigIntegerField(null=True)
    motion = models.OneToOneField(
        "jln.Motion", models.PROTECT, null=True, related_name="item"
    )  # once it is put to decision
    withdrawn_at = models.DateTimeField(null=True)  # taken off the agenda

    recalled: Recalled | None = None  # what it is made of, where a query looked it up

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.UniqueConstraint("meeting", "number", name="an_agenda_item_has_a_place"),
            models.UniqueConstraint(
                "meeting",
                "matter_kind",
                "matter_id",
                name="a_matter_is_on_an_agenda_once",
                condition=~Q(matter_kind=""),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

    @property
    def worded(self) -> Worded:
        """Its words for the reader, where the product made them. Needs `agendas.recalled`."""
        language, of = self.meeting.language, self.recalled or Recalled("", {})
        return worded(Words(self.title, self.text, of.language or language, of.kind, of.data))


class AgendaPaper(models.Model):
    """A paper of an item: a file that was brought, or where it stands."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers")
    title = models.CharField(max_length=160)
    upload = models.ForeignKey("jln.Upload", models.PROTECT, null=True, related_name="+")
    link = models.URLField(blank=True)
    added_at = models.DateTimeField()

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_paper_is_a_file_or_a_link",
                condition=Q(upload__isnull=False, link="") | (Q(upload=None) & ~Q(link="")),
            ),
            models.UniqueConstraint(
                "item", "upload", name="a_file_is_one_paper", condition=Q(upload__isnull=False)
            ),
            models.UniqueConstraint(
                "item", "link", name="a_link_is_one_paper", condition=~Q(link="")
            ),
        )


class AgendaInput(models.Model):
    """What somebody of a member country says of an item before the meeting; the last counts."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="inputs")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="agenda_inputs"
    )
    text = models.TextField()
    language = models.CharField(max_length=8, default="en")
    at = models.DateTimeField()

    class Privacy(Personal):
        person = "person"
        personal = frozenset({"person"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (models.UniqueConstraint("item", "person", name="one_input_a_person"),)
        indexes = (models.Index(fields=["person"], name="agenda_input_person"),)


class MeetingPresence(models.Model):
    """What somebody of the Steering Group said of a meeting, and whether they were there.

    By person, not by seat: who sits for a term that day is read from the seats, which are dated.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="presences")
    person = models.ForeignKey("jln.Person", models.PROTECT, related_name="meeting_presences")
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    present_at = models.DateTimeField(null=True)  # since when they are in the room
    left_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)  # the minutes, for their seat

    class Privacy(Personal):
        person = "person"
        personal = frozenset({"answer", "present_at", "left_at", "approved_at"})
        keep = _("For ever: who decided is the network's history.")
        on_erasure = "keep"

    class Meta:
        constraints = (
            models.UniqueConstraint("meeting", "person", name="one_presence_a_person"),
            models.CheckConstraint(
                name="who_left_was_there",
                condition=Q(left_at=None) | Q(left_at__gte=F("present_at")),
            ),
        )
        indexes = (models.Index(fields=["person"], name="meeting_presence_person"),)


class AgendaMinutes(models.Model):
    """A version of an item's minutes; the highest counts, none is ever changed."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    discussion = models.TextField(blank=True)
    points = models.TextField(blank=True)  # what was decided, a line each
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

    class Meta:
        constraints = (models.UniqueConstraint("item", "version", name="one_version_of_minutes"),)


class SteeringAction(models.Model):
    """What somebody took on in a meeting of the Steering Group, until a day."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="actions")
    text = models.CharField(max_length=300)
    owner = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="steering_actions"
    )
    due_on = models.DateField()
    given_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "owner"
        personal = frozenset({"owner"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "item", "text", "owner", "due_on", name="one_action_is_given_once"
            ),
        )
        indexes = (models.Index(fields=["owner", "done_at"], name="steering_action_owner"),)

    def __str__(self) -> str:
        return self.text

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

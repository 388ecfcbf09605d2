"""Working groups and task teams of the Steering Group, and what they report to it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.governance.models.agenda import AgendaItem
from jln.governance.models.decisions import Decision
from jln.governance.models.steering import FOR_EVER
from jln.governance.terms import BodyKind, BodyState
from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Signed
from jln.kit.sourced import Sourced


class WorkingGroup(Sourced):
    """A body that the Steering Group set up for a purpose; people sit on it by their seats."""

    slug = models.SlugField(max_length=60, unique=True)  # also of its space, and so its address
    kind = models.CharField(max_length=12, choices=BodyKind)
    name = models.CharField(max_length=160)
    purpose = models.TextField()
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=10, choices=BodyState, default=BodyState.PUT)
    due_on = models.DateField(null=True)  # the last day of its term
    starts = PartialDateField(null=True)  # null: not formed, or not on record when
    ends = PartialDateField(null=True)
    formed_by = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="forms_body")
    closed_by = models.OneToOneField(
        Decision, models.PROTECT, null=True, related_name="closes_body"
    )

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_body_at_work_was_formed_by_decision",
                condition=~Q(state=BodyState.FORMED)
                | Q(formed_by__isnull=False, starts__isnull=False, ends=None),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where it stands."""
        return f"/working-groups/{self.slug}/"

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        return self.name


class BodyReport(models.Model):
    """What a working group reports; it goes on the agenda of the next meeting by itself."""

    working_group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="reports")
    text = models.TextField()
    language = models.CharField(max_length=8, default="en")
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="body_reports")
    by_mail = models.BooleanField(default=False)
    at = models.DateTimeField()
    item = models.OneToOneField(AgendaItem, models.PROTECT, null=True, related_name="report")

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

    class Meta:
        indexes = (
            models.Index(fields=["by"], name="body_report_by"),
            models.Index(fields=["id"], name="body_report_waits", condition=Q(item=None)),
        )

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

"""Which organisation is the Network Manager from when to when, and whose key signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from jln.governance.models.steering import FOR_EVER
from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Personal
from jln.kit.sourced import Sourced

if TYPE_CHECKING:
    from datetime import date


class ManagerAppointment(Sourced):
    """An organisation that runs the network from a day on, by decision or as sources tell it.

    Its people take over seat by seat: `moved_at` is when the first of them did.
    """

    institution = models.ForeignKey(
        "jln.Institution", models.PROTECT, null=True, related_name="appointments"
    )  # none: not known who it was
    jointly_with = models.ForeignKey("jln.Institution", models.PROTECT, null=True, related_name="+")
    starts = PartialDateField()
    ends = PartialDateField(null=True)
    decision = models.OneToOneField(
        "jln.Decision", models.PROTECT, null=True, related_name="appointment"
    )
    head = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    appointed_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)  # queues, rooms and key went to its people
    warned_at = models.DateTimeField(null=True)  # last time that somebody was missing

    class Privacy(Personal):
        person = "head"
        personal = frozenset({"head"})
        keep = FOR_EVER
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_appointment_by_decision_names_an_organisation",
                condition=Q(decision=None) | Q(institution__isnull=False),
            ),
            models.UniqueConstraint(
                Coalesce("ends", Value("")), name="one_network_manager_until_a_day"
            ),
            models.UniqueConstraint("starts", name="one_network_manager_from_a_day"),
        )

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

    @property
    def called(self) -> str:
        """Its name, or both names. Select `institution` and `jointly_with`."""
        names = [one.name for one in (self.institution, self.jointly_with) if one]
        return " / ".join(names) or str(_("not known"))

    @property
    def first_day(self) -> date:
        """The earliest that its first day can be."""
        first: date = self.starts.first
        return first


class KeyChange(models.Model):
    """The register is signed with another key from a line on: said by the old key and the new."""

    number = models.PositiveIntegerField(unique=True)  # from 1
    appointment = models.OneToOneField(
        ManagerAppointment, models.PROTECT, null=True, related_name="key_change"
    )
    after = models.PositiveIntegerField()  # the number of the last decision of the old key
    key = models.CharField(max_length=64, unique=True)  # the new one's public half
    line = models.TextField()
    signature = models.CharField(max_length=128)  # of the old key
    answer = models.CharField(max_length=128)  # of the new one
    at = models.DateTimeField()

    class Privacy(Impersonal):
        keep = FOR_EVER

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Once: a key that went is never changed."""
        if not self._state.adding:
            raise TypeError("a change of keys is only followed by another")
        super().save(*args, **kwargs)

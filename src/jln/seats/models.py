"""The hand-over of a seat: who follows, who agreed, what moved."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.privacy import Personal
from jln.seats.rules import DAY, Standing, state_of
from jln.seats.terms import Trigger, Way

if TYPE_CHECKING:
    from jln.seats.terms import State


class Handover(models.Model):
    """From the day on which a seat's end is said or proposed, until everything has moved.

    What was said earlier (another successor, a no) stands in the facts.
    """

    seat = models.ForeignKey("jln.Seat", models.PROTECT, related_name="handovers")
    trigger = models.CharField(max_length=10, choices=Trigger, default=Trigger.SAID)
    opened_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True)  # the last day by a decision; it holds until it is taken
    institution = models.ForeignKey(
        "jln.Institution", models.PROTECT, null=True, related_name="+"
    )  # of who follows, where another organisation takes over
    raised_at = models.DateTimeField(null=True)  # staff were told that nobody answers
    words = models.CharField(max_length=600, blank=True)  # of the holder to who follows
    successor = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="handovers"
    )
    invitation = models.ForeignKey("jln.Invitation", models.SET_NULL, null=True, related_name="+")
    named_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    named_at = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)  # the successor's first day, if it was said
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=8, choices=Way, blank=True)
    seconded_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    briefed_at = models.DateTimeField(null=True)
    begun = models.OneToOneField(
        "jln.Seat", models.PROTECT, null=True, related_name="handed_over_by"
    )
    moved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # done, or the seat goes on

    class Privacy(Personal):
        person = "successor"
        personal = frozenset({"successor", "words"})
        keep = _("For ever: who held a mandate is the network's history.")
        on_erasure = "keep"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "seat", name="one_open_handover_a_seat", condition=Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="no_seat_begins_before_both_agreed",
                condition=Q(begun=None)
                | Q(
                    confirmed_at__isnull=False,
                    seconded_at__isnull=False,
                    declined_at=None,
                ),
            ),
            models.CheckConstraint(
                name="who_agrees_did_not_name",
                condition=Q(seconded_by=None) | Q(named_by=None) | ~Q(seconded_by=F("named_by")),
            ),
        )
        indexes = (
            models.Index(fields=["successor"], name="handover_successor"),
            models.Index(fields=["id"], name="handover_open", condition=Q(closed_at=None)),
        )

    def __str__(self) -> str:
        return f"#{self.pk} seat {self.seat_id}"

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

    def said(self) -> Standing:
        """What the rules judge. Select `seat` with it."""
        return Standing(
            ends_on=self.last_day,
            is_named=self.named_at is not None,
            is_confirmed=self.confirmed_at is not None,
            is_seconded=self.seconded_at is not None,
            is_declined=self.declined_at is not None,
            is_begun=self.begun_id is not None,
            is_moved=self.moved_at is not None,
            is_closed=self.closed_at is not None,
        )

    @property
    def last_day(self) -> date | None:
        """The seat's, or the one that was decided for it. Select `seat`."""
        last: date | None = self.seat.ends_on or self.due_on
        return last

    @property
    def first_day(self) -> date | None:
        """The successor's, as far as it is known."""
        if self.begun:
            return self.begun.starts_on
        last = self.last_day
        return self.starts_on or (last + DAY if last else None)

    @property
    def state(self) -> State:
        """Where it stands."""
        return state_of(self.said())

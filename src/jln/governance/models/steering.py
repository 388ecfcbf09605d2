"""The Steering Group: who sits on it from when to when, and its meetings."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.governance.terms import MeetingMode
from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal
from jln.kit.sourced import Sourced
from jln.ui import formats

FOR_EVER = _("For ever: decisions are the network's history.")


class SteeringTerm(models.Model):
    """A country's or a partner's term on the Steering Group; people sit for it by their `Seat`s."""

    country = models.ForeignKey(
        "jln.Country", models.PROTECT, null=True, related_name="steering_terms"
    )
    institution = models.ForeignKey(
        "jln.Institution", models.PROTECT, null=True, related_name="steering_terms"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the last day on which it holds

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_term_is_of_a_country_or_a_partner",
                condition=Q(country=None) ^ Q(institution=None),
            ),
            models.CheckConstraint(
                name="a_term_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                "country", name="one_open_term_a_country", condition=Q(ends_on=None)
            ),
            models.UniqueConstraint(
                "institution", name="one_open_term_a_partner", condition=Q(ends_on=None)
            ),
        )

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

    @property
    def called(self) -> str:
        """Whose it is, in the active language. Select `country` and `institution`."""
        if self.country is not None:
            return formats.country_name(self.country)
        return self.institution.name if self.institution else ""


class Meeting(Sourced):
    """A meeting of the Steering Group; the number is known for few of the early ones."""

    slug = models.SlugField(max_length=60, unique=True)
    number = models.PositiveSmallIntegerField(null=True, unique=True)
    starts = PartialDateField()
    ends = PartialDateField(null=True)
    mode = models.CharField(max_length=10, choices=MeetingMode, blank=True)
    place = models.CharField(max_length=160, blank=True)
    composition = models.TextField(blank=True)  # who sat on it, as the source puts it
    # From here on only of a meeting that was planned here; of the early ones all is empty.
    starts_at = models.DateTimeField(null=True)
    timezone = models.CharField(max_length=40, default="UTC")
    link = models.URLField(blank=True)
    language = models.CharField(max_length=8, default="en")  # of agenda, minutes and summary
    opened_at = models.DateTimeField(null=True)  # the agenda, with the invitations
    papers_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    in_hand = models.ForeignKey("jln.AgendaItem", models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)  # the minutes
    published_at = models.DateTimeField(null=True)  # the summary
    summary = models.TextField(blank=True)
    warned_at = models.DateTimeField(null=True)  # staff were told that no quorum is in sight
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        indexes = (models.Index(fields=["starts"], name="meeting_starts"),)
        constraints = (
            models.CheckConstraint(
                name="minutes_are_approved_before_their_summary",
                condition=Q(published_at=None) | Q(approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_meeting_ends_after_it_began",
                condition=Q(ended_at=None) | Q(began_at__isnull=False),
            ),
            models.UniqueConstraint(
                "starts_at", name="one_meeting_at_a_time", condition=Q(cancelled_at=None)
            ),
            models.CheckConstraint(
                name="a_cancelled_meeting_was_not_held",
                condition=Q(cancelled_at=None)
                | (Q(began_at=None, starts_at__isnull=False) & ~Q(cancelled_because="")),
            ),
        )

    def __str__(self) -> str:
        return str(_("Steering Group"))

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        place = self.place or str(_("place not known"))
        return formats.list_parts(str(_("Steering Group")), formats.partial(self.starts), place)

"""Learning activities: what took place, where, with whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.activities.terms import Format
from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Personal, Signed
from jln.kit.sourced import Sourced
from jln.ui import formats


class Activity(Sourced):
    """A webinar, workshop, study tour or dialogue."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=240)
    format = models.CharField(max_length=20, choices=Format, blank=True)
    starts = PartialDateField(null=True)
    ends = PartialDateField(null=True)
    place = models.CharField(max_length=160, blank=True)
    initiative = models.ForeignKey(
        "jln.Initiative", models.PROTECT, null=True, related_name="activities"
    )
    group = models.ForeignKey(
        "jln.LearningGroup", models.PROTECT, null=True, related_name="activities"
    )
    countries = models.ManyToManyField("jln.Country", related_name="activities")
    attendance = models.CharField(max_length=120, blank=True)  # as the source puts it

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        indexes = (models.Index(fields=["starts"], name="activity_starts"),)

    def __str__(self) -> str:
        return self.title

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        return formats.list_parts(
            *filter(None, [self.title, formats.partial(self.starts), self.place])
        )


class PlaceOffer(models.Model):
    """Places in an activity for people of a country; its Core Group says who goes."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="offers")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="offers")
    places = models.PositiveSmallIntegerField()
    due_on = models.DateField()  # the last day for the names, in the country's zone
    offered_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    offered_at = models.DateTimeField()
    why = models.CharField(max_length=600, blank=True)  # of this order
    language = models.CharField(max_length=8, default="en")  # of `why` and `reply`
    ordered_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    ordered_at = models.DateTimeField(null=True)
    shown_at = models.DateTimeField(null=True)  # to the group; a new order is shown anew
    reply = models.CharField(max_length=600, blank=True)  # to the objections
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="+"
    )  # null: by itself
    chair_asked_at = models.DateTimeField(null=True)
    desk_asked_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "ordered_by"
        personal = frozenset({"offered_by", "ordered_by", "sent_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint("activity", "country", name="one_offer_a_country_an_activity"),
            models.CheckConstraint(name="an_offer_has_places", condition=Q(places__gte=1)),
            models.CheckConstraint(
                name="nothing_is_sent_before_it_was_shown",
                condition=Q(sent_at=None) | Q(shown_at__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["sent_at", "due_on"], name="offer_open"),)

    def __str__(self) -> str:
        return self.activity.title

    @property
    def code(self) -> str:
        """In addresses: `/countries/gh/group/nominations/<code>/`."""
        return code_of(self.pk)


class Nominee(models.Model):
    """One person of the order; those beyond the places wait."""

    offer = models.ForeignKey(PlaceOffer, models.CASCADE, related_name="nominees")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="nominations")
    rank = models.PositiveSmallIntegerField()  # from 1

    class Privacy(Personal):
        personal = frozenset({"offer", "rank"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint("offer", "person", name="nobody_twice_in_an_order"),
            models.UniqueConstraint("offer", "rank", name="one_person_a_rank"),
        )


class Objection(models.Model):
    """What a member of the group has against the order that was shown then."""

    offer = models.ForeignKey(PlaceOffer, models.CASCADE, related_name="objections")
    shown_at = models.DateTimeField()  # of the order it is about
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=600)
    language = models.CharField(max_length=8, default="en")
    at = models.DateTimeField()

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "offer", "shown_at", "by", name="one_objection_a_person_an_order"
            ),
        )

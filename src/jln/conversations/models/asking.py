"""Who was asked what, why and in which wave; what people wish; what came of a question."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Topic
from jln.conversations.terms import AskEnd, Outcome
from jln.kit.privacy import Personal

MOST_A_WEEK = 5
USUAL_A_WEEK = 2


class AskedColleague(models.Model):
    """A colleague a question was brought to, and why.

    `place`: which of the person's places of a week this ask takes, from 1; empty once the
    week is over or the question was declined. So the table itself holds the weekly limit.
    """

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="asked")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="asked")
    reasons = models.JSONField()  # codes of AskReason, with ids of what they rest on
    wave = models.PositiveSmallIntegerField(default=1)
    place = models.PositiveSmallIntegerField(null=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"person", "reasons"})
        keep = _("As long as the topic; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint("topic", "person", name="asked_once_a_topic"),
            models.UniqueConstraint(
                "person", "place", name="a_place_one_ask", condition=Q(place__isnull=False)
            ),
            models.CheckConstraint(
                name="places_of_a_week",
                condition=Q(place=None) | Q(place__gte=1, place__lte=MOST_A_WEEK),
            ),
        )
        indexes = (models.Index(fields=["person", "-asked_at"], name="asked_person"),)


class Asking(models.Model):
    """How far a question has gone through the network. `next_at` is a duty: the next wave."""

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="asking")
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="askings")
    need_by = models.DateField(null=True)
    wave = models.PositiveSmallIntegerField(default=0)  # the last one that went out
    next_at = models.DateTimeField(null=True)
    left_out = models.JSONField(default=list)  # people the asker would rather not ask
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=10, choices=AskEnd, blank=True)
    follow_up_at = models.DateTimeField(null=True)  # a duty; empty once it was done

    class Privacy(Personal):
        person = "by"
        personal = frozenset({"by", "left_out"})
        keep = _("As long as the topic; removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_end_has_a_moment",
                condition=Q(ended="", ended_at=None) | (~Q(ended="") & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="no_wave_after_the_end", condition=Q(ended="") | Q(next_at=None)
            ),
        )
        indexes = (
            models.Index(
                fields=["next_at"], name="asking_next", condition=Q(next_at__isnull=False)
            ),
            models.Index(
                fields=["follow_up_at"],
                name="asking_follow_up",
                condition=Q(follow_up_at__isnull=False),
            ),
        )


class AskWish(models.Model):
    """How often a person may be asked, and about what. No row: twice a week, about anything."""

    person = models.OneToOneField("jln.Person", models.CASCADE, related_name="ask_wish")
    asks_a_week = models.PositiveSmallIntegerField(default=USUAL_A_WEEK)
    themes = models.JSONField(default=list)  # codes of subjects to be asked about
    also_outside = models.BooleanField(default=True)  # about other subjects as well

    class Privacy(Personal):
        personal = frozenset({"asks_a_week", "themes", "also_outside"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="asks_a_week_have_a_limit", condition=Q(asks_a_week__lte=MOST_A_WEEK)
            ),
        )


class FollowUp(models.Model):
    """What came of a question after ninety days, asked once, in the asker's words."""

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="follow_up")
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="follow_ups")
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    words = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "by"
        personal = frozenset({"by", "words"})
        keep = _("As long as the topic; the words are removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_outcome_has_a_moment",
                condition=Q(outcome="", answered_at=None)
                | (~Q(outcome="") & Q(answered_at__isnull=False)),
            ),
        )

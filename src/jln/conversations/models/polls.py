"""A poll: a topic with options, closed on a day. It is no decision of the network."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Topic
from jln.conversations.terms import PollShown, PollVoice
from jln.kit.privacy import Impersonal, Signed


class Poll(models.Model):
    """What is asked stands in the topic. How it counts is chosen before and never changes."""

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="poll")
    several = models.BooleanField(default=False)  # more than one option may be chosen
    voice = models.CharField(max_length=8, choices=PollVoice)
    shown = models.CharField(max_length=8, choices=PollShown)
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  # when its results were told
    outcome = models.TextField(blank=True)  # in the words of who started it
    outcome_at = models.DateTimeField(null=True)

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        indexes = (
            models.Index(fields=["closes_at"], name="poll_open", condition=Q(closed_at=None)),
        )

    def __str__(self) -> str:
        return str(self.topic)

    @property
    def ends_at(self) -> datetime:
        """The moment it closes or was closed: with its conversation, if that was earlier."""
        return min(self.closes_at, self.topic.closed_at or self.closes_at)


class PollOption(models.Model):
    """One answer to choose. A withdrawn one stays, with its reason, and is chosen no more."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        constraints = (
            models.UniqueConstraint("poll", "number", name="a_number_an_option"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
                name="option_withdrawn_with_reason",
            ),
        )


class PollAnswer(models.Model):
    """What one voice chose: a person's, or a country's if it counts so. Changed in place."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="answers")
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    country = models.ForeignKey(
        "jln.Country", models.PROTECT, null=True, related_name="+"
    )  # only where it is one answer a country
    chosen = models.ManyToManyField(PollOption, related_name="chosen_by")
    at = models.DateTimeField()

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "poll", "by", name="one_answer_a_person", condition=Q(country=None)
            ),
            models.UniqueConstraint("poll", "country", name="one_answer_a_country"),
        )

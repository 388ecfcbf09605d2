"""Rounds, what people named, what countries put first, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.privacy import Impersonal, Personal
from jln.priorities.rules import lists_until, stage_on
from jln.priorities.terms import Way
from jln.ui import formats

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from jln.priorities.terms import Stage

FOR_EVER = _("For ever.")
NAME_REMOVED = _("For ever; the name is removed when the person is erased.")


class PriorityRound(models.Model):
    """People tell their country until one day, countries the network until another. In UTC."""

    title = models.CharField(max_length=160)
    language = models.CharField(max_length=8, default="en")
    names_each = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField()  # that each country spreads
    wanted = models.PositiveSmallIntegerField()  # how many priorities the network takes
    people_until = models.DateField()
    countries_until = models.DateField()
    opened_at = models.DateTimeField()
    passed_on_at = models.DateTimeField(null=True)  # countries were asked for their lists
    asked_at = models.DateTimeField(null=True)  # and, once their lists stand, for points
    closed_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)  # both counts and their sensitivity

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="people_before_countries", condition=Q(people_until__lt=F("countries_until"))
            ),
            models.UniqueConstraint(
                "language", "title", name="one_open_round_of_a_title", condition=Q(closed_at=None)
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """In addresses: `/priorities/<code>/`."""
        return code_of(self.pk)

    @property
    def lists_until(self) -> date:
        """The last day for lists, on pages and in letters."""
        return lists_until(self.people_until, self.countries_until)

    def stage_on(self, on: date) -> Stage:
        """Where it stands on a day."""
        return stage_on(
            self.people_until, self.countries_until, is_closed=self.closed_at is not None, on=on
        )


class RoundCountry(models.Model):
    """A country in a round: its own rule, its confirmed list, how it spread its points."""

    round = models.ForeignKey(PriorityRound, models.PROTECT, related_name="countries")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way, default=Way.COUNT)
    confirmed_at = models.DateTimeField(null=True)
    spread = models.JSONField(default=dict)  # points by the number of a priority
    spread_at = models.DateTimeField(null=True)

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.UniqueConstraint("round", "country", name="a_country_in_a_round_once"),
        )

    def __str__(self) -> str:
        return formats.list_parts(formats.country_name(self.country), self.round.title)

    @property
    def code(self) -> str:
        """In letters that ask about it."""
        return code_of(self.pk)


class Priority(models.Model):
    """Something that somebody of a country put first: a problem on record, or new words."""

    others: Sequence[Priority] = ()  # merged with it: filled by `queries.listed`

    round = models.ForeignKey(PriorityRound, models.PROTECT, related_name="priorities")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="+")
    problem = models.ForeignKey("jln.Problem", models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=300)
    language = models.CharField(max_length=8, default="en")
    author = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    place = models.PositiveSmallIntegerField(null=True)  # on the country's confirmed list
    merge = models.ForeignKey(
        "jln.PriorityMerge", models.PROTECT, null=True, related_name="priorities"
    )
    stands = models.BooleanField(default=True)  # False: another one of its merge is counted

    class Privacy(Personal):
        person = "author"
        personal = frozenset({"author"})
        keep = NAME_REMOVED
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "round", "country", "text", name="a_country_says_a_priority_once"
            ),
            models.UniqueConstraint("round", "country", "place", name="one_priority_a_place"),
            models.CheckConstraint(
                name="what_does_not_stand_is_merged",
                condition=Q(stands=True) | Q(merge__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def code(self) -> str:
        """In addresses and in the answers of a form."""
        return code_of(self.pk)


class PriorityMerge(models.Model):
    """Similar priorities that shall count as one, once everybody behind them has said yes."""

    round = models.ForeignKey(PriorityRound, models.PROTECT, related_name="merges")
    of = models.JSONField()  # the numbers of its priorities, also once it is ended
    proposed_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    merged_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # by a no, or by points before all had said yes

    class Privacy(Personal):
        person = "proposed_by"
        personal = frozenset({"proposed_by"})
        keep = NAME_REMOVED
        on_erasure = "blank"

    def __str__(self) -> str:
        return self.round.title

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)


class PriorityConsent(models.Model):
    """What somebody behind one of them says to it. Silence is no yes."""

    merge = models.ForeignKey(PriorityMerge, models.CASCADE, related_name="consents")
    person = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    is_yes = models.BooleanField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    said_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"person", "reason"})
        keep = NAME_REMOVED
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint("merge", "person", name="one_consent_a_person"),
            models.CheckConstraint(
                name="a_word_on_a_merge_has_a_moment",
                condition=Q(is_yes=None, said_at=None)
                | Q(is_yes__isnull=False, said_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.merge.round.title

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)


class PriorityNaming(models.Model):
    """What one person named, in her order."""

    round = models.ForeignKey(PriorityRound, models.PROTECT, related_name="namings")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="+")
    priority = models.ForeignKey(Priority, models.CASCADE, related_name="namings")
    rank = models.PositiveSmallIntegerField()

    class Privacy(Personal):
        personal = frozenset({"priority", "rank"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint("round", "person", "rank", name="one_name_a_rank"),
            models.UniqueConstraint("person", "priority", name="a_person_names_a_priority_once"),
        )


class PriorityFate(models.Model):
    """What became of a priority of a closed round."""

    priority = models.OneToOneField(Priority, models.PROTECT, related_name="fate")
    is_taken_up = models.BooleanField()
    reason = models.CharField(max_length=600, blank=True)
    group = models.ForeignKey("jln.LearningGroup", models.PROTECT, null=True, related_name="+")
    initiative = models.ForeignKey("jln.Initiative", models.PROTECT, null=True, related_name="+")
    product = models.ForeignKey("jln.Product", models.PROTECT, null=True, related_name="+")
    decision = models.ForeignKey("jln.Decision", models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_fate_says_with_what_or_why_not",
                condition=(
                    Q(is_taken_up=False, group=None, initiative=None, product=None, decision=None)
                    & ~Q(reason="")
                )
                | (
                    Q(is_taken_up=True)
                    & ~Q(group=None, initiative=None, product=None, decision=None)
                ),
            ),
        )

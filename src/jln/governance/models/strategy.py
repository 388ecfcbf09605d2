"""The network's strategy, version by version: its goals, what was done for them, who said what."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.governance.models.decisions import Decision, Motion
from jln.governance.models.steering import FOR_EVER
from jln.governance.terms import StrategyState
from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Personal, Signed
from jln.kit.sourced import Sourced

ADOPTED_HERE = "strategy.adopt"  # the kind of the decision; what a file tells may be put right


class Strategy(Sourced):
    """One version: drafted, put to all members for their input, adopted by a decision.

    Of the early ones only what a source says is here; an empty text is one that is not held.
    """

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    from_year = models.PositiveSmallIntegerField(null=True)
    to_year = models.PositiveSmallIntegerField(null=True)
    text = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=10, choices=StrategyState, default=StrategyState.DRAFT)
    working_group = models.ForeignKey(
        "jln.WorkingGroup", models.PROTECT, null=True, related_name="strategies"
    )  # which drafts it
    opens_on = models.DateField(null=True)  # for the input of all members
    closes_on = models.DateField(null=True)  # the last day of it
    adopted = PartialDateField(null=True)
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, related_name="adopted_strategy"
    )

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "state",
                name="one_strategy_at_a_time_is_prepared",
                condition=Q(state__in=(StrategyState.DRAFT, StrategyState.PUT)),
            ),
            models.CheckConstraint(
                name="a_strategy_ends_after_it_starts",
                condition=Q(to_year=None) | Q(to_year__gte=F("from_year")),
            ),
            models.CheckConstraint(
                name="input_to_a_strategy_has_its_days",
                condition=Q(opens_on=None, closes_on=None) | Q(closes_on__gte=F("opens_on")),
            ),
            models.CheckConstraint(
                name="an_adopted_strategy_has_its_day",
                condition=~Q(state=StrategyState.ADOPTED) | Q(adopted__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """An adopted version is followed by another one, never rewritten."""
        if self.pk and self.decision_id:
            before = type(self).objects.filter(pk=self.pk, decision__kind=ADOPTED_HERE).first()
            if before is not None and before.wording != self.wording:
                raise TypeError("an adopted strategy is only followed by another")
        super().save(*args, **kwargs)

    @property
    def wording(self) -> tuple[object, ...]:
        """What was adopted, beside the goals."""
        return (self.number, self.title, self.from_year, self.to_year, self.text, self.language)

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        return self.title


class StrategyGoal(models.Model):
    """One goal of a version, in the version's language."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="goals")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=600)
    due_on = models.DateField(null=True)  # its target day, if it has one
    motions = models.ManyToManyField(Motion, related_name="goals")  # what was put for its sake

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (models.UniqueConstraint("strategy", "number", name="a_goal_has_a_place"),)

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Until its version is adopted."""
        decision = self.strategy.decision
        if decision is not None and decision.kind == ADOPTED_HERE:
            raise TypeError("the goals of an adopted strategy stand")
        super().save(*args, **kwargs)

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)


class GoalLink(models.Model):
    """What was done for a goal: a line of the register, or an initiative on record."""

    goal = models.ForeignKey(StrategyGoal, models.PROTECT, related_name="links")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="goal_links")
    initiative = models.ForeignKey(
        "jln.Initiative", models.PROTECT, null=True, related_name="goal_links"
    )
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy(Signed):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_goal_is_linked_to_one_thing",
                condition=Q(decision=None) ^ Q(initiative=None),
            ),
            models.UniqueConstraint("goal", "decision", name="a_decision_is_linked_once"),
            models.UniqueConstraint("goal", "initiative", name="an_initiative_is_linked_once"),
        )


class StrategyInput(models.Model):
    """What a member says of a draft in its input window; a person's last word counts."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="inputs")
    country = models.ForeignKey("jln.Country", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="strategy_inputs"
    )
    text = models.TextField()
    language = models.CharField(max_length=8, default="en")
    by_mail = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Privacy(Personal):
        person = "person"
        personal = frozenset({"person"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint("strategy", "person", name="one_word_a_person_on_a_strategy"),
        )
        indexes = (models.Index(fields=["person"], name="strategy_input_person"),)

"""Problems that countries state, and who shares them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Personal
from jln.kit.sourced import Sourced
from jln.spaces.terms import Visibility


class Problem(Sourced):
    """Something a country does not know how to do yet: the beginning of the line."""

    statement = models.CharField(max_length=300)
    detail = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    country = models.ForeignKey(
        "jln.Country", models.PROTECT, null=True, related_name="problems"
    )  # null: stated by the network as a whole
    theme = models.ForeignKey("jln.Theme", models.PROTECT, null=True, related_name="problems")
    space = models.ForeignKey("jln.Space", models.PROTECT, related_name="problems")
    visibility = models.CharField(
        max_length=10, choices=Visibility, default=Visibility.MEMBERS
    )  # never wider than its space's
    topic = models.ForeignKey(
        "jln.Topic", models.SET_NULL, null=True, related_name="problems"
    )  # the conversation it was stated from
    stated = PartialDateField()
    stated_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)  # taken back by who stated it

    class Privacy(Personal):
        person = "stated_by"
        personal = frozenset({"stated_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        indexes = (models.Index(fields=["space"], name="problem_space"),)

    def __str__(self) -> str:
        return self.statement

    @property
    def code(self) -> str:
        """In addresses: `/problems/<code>/`, `/chain/problem/<code>/`."""
        return code_of(self.pk)


class ProblemCountry(models.Model):
    """A country that shares the problem."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="shared_by")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="shared_problems")
    since = PartialDateField(null=True)

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        constraints = (models.UniqueConstraint("problem", "country", name="a_problem_shared_once"),)

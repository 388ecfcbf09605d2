"""The versions of the network's charter, and what members say to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.governance.models.steering import FOR_EVER
from jln.governance.terms import CharterState, YesNo
from jln.kit.codes import code_of
from jln.kit.privacy import Impersonal, Personal


class CharterVersion(models.Model):
    """One wording: reviewed by the Steering Group, then ratified by the Full Members."""

    number = models.PositiveIntegerField(unique=True)
    text = models.TextField()
    language = models.CharField(max_length=8, default="en")
    changes = models.CharField(max_length=600)  # what is new, in a few lines
    state = models.CharField(max_length=10, choices=CharterState, default=CharterState.DRAFT)
    drafted_at = models.DateTimeField()
    decision = models.OneToOneField("jln.Decision", models.PROTECT, null=True, related_name="+")
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)  # the last day
    settled_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)  # the count, and the numbers of its day

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "state",
                name="one_charter_at_a_time_is_put_to_members",
                condition=Q(state__in=(CharterState.OPEN, CharterState.DRAFT)),
            ),
        )

    def __str__(self) -> str:
        return str(_("Charter, version %(number)s") % {"number": self.number})

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)


class Ratification(models.Model):
    """One member's yes or no to a charter; the newest row of a country counts."""

    charter = models.ForeignKey(CharterVersion, models.PROTECT, related_name="answers")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="ratifications")
    number = models.PositiveIntegerField()  # in the order in which they came
    word = models.CharField(max_length=3, choices=YesNo)
    person = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    by_mail = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Privacy(Personal):
        personal = frozenset({"person"})
        keep = FOR_EVER
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint("charter", "number", name="one_answer_after_the_other"),
        )

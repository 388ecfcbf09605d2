"""What a Core Group asks of a partner, and what the partner answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.governance.terms import SupportAnswer
from jln.kit.codes import code_of
from jln.kit.privacy import Personal


class SupportRequest(models.Model):
    """A Core Group's request for support from a partner or a funder."""

    group = models.ForeignKey("jln.CountryCoreGroup", models.PROTECT, related_name="requests")
    institution = models.ForeignKey("jln.Institution", models.PROTECT, related_name="requests")
    text = models.CharField(max_length=1000)
    language = models.CharField(max_length=8, default="en")
    needed_on = models.DateField(null=True)
    asked_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=SupportAnswer, blank=True)
    words = models.CharField(max_length=1000, blank=True)  # the partner's own
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="+"
    )  # of the partner, or of the staff who put it on record

    class Privacy(Personal):
        person = "asked_by"
        personal = frozenset({"asked_by", "answered_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_answer_has_its_day",
                condition=Q(answer="", answered_on=None)
                | (~Q(answer="") & Q(answered_on__isnull=False)),
            ),
            models.UniqueConstraint(
                "group",
                "institution",
                "text",
                name="the_same_is_asked_once_at_a_time",
                condition=Q(answer=""),
            ),
        )
        indexes = (models.Index(fields=["answer", "asked_at"], name="support_open"),)

    def __str__(self) -> str:
        return self.text

    @property
    def code(self) -> str:
        """In addresses: `/countries/gh/group/support/<code>/`."""
        return code_of(self.pk)

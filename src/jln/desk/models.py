"""What staff said of uncertain history, so that it can be read again and taken back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.desk import columns
from jln.desk.rules import UNDO_FOR
from jln.desk.terms import COLUMN_WORDS, CheckVerdict, ContactWay
from jln.kit.codes import code_of
from jln.kit.privacy import Personal, Signed


class HistoryCheck(models.Model):
    """One person's word on one row of history. The row's state before it is kept here.

    `before` and `after` hold the columns that changed, by the names of the form; of a
    removed row `kept` holds all there was, as it is put back. The row may be gone.
    """

    subject_model = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    verdict = models.CharField(max_length=10, choices=CheckVerdict)
    said = models.CharField(max_length=400)  # the row in English words, as it stood then
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    kept = models.JSONField(default=list)
    because = models.CharField(max_length=600, blank=True)  # what was wrong with it
    source = models.CharField(max_length=400, blank=True)  # where the right one stands
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")

    class Privacy(Personal):
        person = "by"
        personal = frozenset({"by", "undone_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_correction_says_what_was_wrong",
                condition=~Q(verdict__in=("corrected", "removed"), because=""),
            ),
        )
        indexes = (
            models.Index(fields=["subject_model", "subject_id", "-at"], name="check_subject"),
            models.Index(fields=["-at"], name="check_at"),
        )

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

    def may_be_undone(self, at: datetime) -> bool:
        """Is it young enough to be taken back? That nothing else was said since, the deed asks."""
        return self.undone_at is None and at - self.at <= UNDO_FOR

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """What was corrected, in words: the column, what stood there, what stands there now."""
        kind = self.subject_model.rpartition(".")[2].lower()
        return [
            (
                str(COLUMN_WORDS[name]),
                columns.in_words(kind, name, self.before.get(name)),
                columns.in_words(kind, name, after),
            )
            for name, after in self.after.items()
        ]


class CountryContact(models.Model):
    """One time that staff spoke with somebody of a country, and what is to follow."""

    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="contacts")
    held_on = models.DateField()
    way = models.CharField(max_length=10, choices=ContactWay)
    whom = models.CharField(max_length=160)
    said = models.CharField(max_length=2000)
    next_step = models.CharField(max_length=300, blank=True)
    next_on = models.DateField(null=True)
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)  # of the next step

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "country", "held_on", "whom", "said", name="a_contact_is_noted_once"
            ),
            models.CheckConstraint(
                name="a_next_step_has_its_day",
                condition=Q(next_step="", next_on=None)
                | (~Q(next_step="") & Q(next_on__isnull=False)),
            ),
        )
        indexes = (models.Index(fields=["country", "-held_on"], name="contact_country"),)

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

    def is_late_on(self, on: date) -> bool:
        """Is its next step overdue?"""
        return self.next_on is not None and self.done_at is None and self.next_on < on

"""Issues, their pieces in each language, and how far sending is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.privacy import Impersonal, Personal, Signed
from jln.newsletter.terms import IssueKind, IssueState, Missing

KEPT = _("For ever; the name is removed when the person is erased.")


class Issue(models.Model):
    """One issue, or one opportunity. Sent on a day at an hour of each reader's own."""

    kind = models.CharField(max_length=12, choices=IssueKind, default=IssueKind.NEWSLETTER)
    number = models.PositiveIntegerField(null=True, unique=True)  # of the newsletter, from 1
    state = models.CharField(max_length=8, choices=IssueState, default=IssueState.DRAFT)
    subjects = models.JSONField(default=dict)  # {language: subject}
    leads = models.JSONField(default=dict)  # {language: the line after it}
    send_on = models.DateField(null=True)
    hour = models.PositiveSmallIntegerField(default=8)
    missing = models.CharField(max_length=10, choices=Missing, default=Missing.ENGLISH)
    deadline_on = models.DateField(null=True)  # of an opportunity
    audience = models.JSONField(
        default=dict
    )  # {"countries": [ids], "languages": []}; {}: everybody
    made_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="issues")
    made_at = models.DateTimeField()
    agreed_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)  # when the first mailbox's hour had come
    stopped_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)  # when the last mailbox's hour had come

    class Privacy(Personal):
        person = "made_by"
        personal = frozenset({"made_by", "agreed_by"})
        keep = KEPT
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=("agreed", "sent"))
                | Q(agreed_at__isnull=False, send_on__isnull=False),
                name="issue_agreed_with_day",
            ),
        )
        indexes = (
            models.Index(fields=["send_on"], name="issue_to_send", condition=Q(state="agreed")),
        )

    def __str__(self) -> str:
        return str(self.subjects.get("en", ""))

    @property
    def called(self) -> str:
        """Its subject as it is spoken of, else in English; a draft without one by its number."""
        said = self.subjects.get(get_language() or "en") or str(self)
        if said or self.number is None:
            return str(said or self.get_kind_display())
        return gettext("Newsletter %(number)s") % {"number": self.number}

    @property
    def code(self) -> str:
        """In addresses: `/newsletter/<code>/`."""
        return code_of(self.pk)


class IssuePiece(models.Model):
    """A piece of an issue: about a thing of the network, or written for it."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="pieces")
    position = models.PositiveSmallIntegerField()
    subject_model = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    path = models.CharField(max_length=300, blank=True)  # where it leads

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "issue",
                "subject_model",
                "subject_id",
                name="a_thing_once_an_issue",
                condition=Q(subject_id__isnull=False),
            ),
        )
        indexes = (models.Index(fields=["issue", "position"], name="piece_order"),)


class PieceText(models.Model):
    """A piece in a language. Older than the English: `of_mark` is no longer the English mark."""

    piece = models.ForeignKey(IssuePiece, models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)  # empty: only the title is translated
    of_mark = models.CharField(max_length=16, blank=True)  # mark of the English it renders
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy(Signed):
        keep = KEPT

    class Meta:
        constraints = (models.UniqueConstraint("piece", "language", name="a_text_a_language"),)


class IssueEdition(models.Model):
    """An issue in a language that a colleague is asked to write."""

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="editions")
    language = models.CharField(max_length=8)
    person = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="editions")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"person"})
        keep = KEPT
        on_erasure = "blank"

    class Meta:
        constraints = (models.UniqueConstraint("issue", "language", name="one_edition_a_language"),)

    def __str__(self) -> str:
        return str(self.issue)


class IssueRun(models.Model):
    """The hour of an issue for one zone and language: who has been dealt with, by number.

    The last one, of no zone, takes who changed zone or language meanwhile.
    """

    issue = models.ForeignKey(Issue, models.CASCADE, related_name="runs")
    zone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, blank=True)
    began_at = models.DateTimeField()
    after = models.BigIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Privacy(Impersonal):
        keep = _("90 days.")
        keep_days = 90
        keep_from = "began_at"

    class Meta:
        constraints = (models.UniqueConstraint("issue", "zone", "language", name="one_run_a_zone"),)

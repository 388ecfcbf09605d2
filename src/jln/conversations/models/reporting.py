"""Posts that somebody reported: who did is known to nobody but who decides, with a reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.conversations.models.topics import Post
from jln.conversations.terms import ReportEnd
from jln.kit.codes import code_of
from jln.kit.privacy import Personal, Signed


class ReportCase(models.Model):
    """All reports of one post, decided together within seven days."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="report_cases")
    opened_at = models.DateTimeField()
    second_at = models.DateTimeField(null=True)  # the other moderators were told
    raised_at = models.DateTimeField(null=True)  # the Network Manager was told
    decision = models.CharField(max_length=8, choices=ReportEnd, blank=True)
    because = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "decided_by"
        personal = frozenset({"decided_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "post", name="one_open_case_a_post", condition=Q(decided_at=None)
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decision="")
                | Q(decided_at__isnull=False) & ~Q(decision="") & ~Q(because=""),
                name="report_decided_with_reason",
            ),
        )
        indexes = (
            models.Index(fields=["opened_at"], name="case_open", condition=Q(decided_at=None)),
        )

    def __str__(self) -> str:
        return str(self.post.topic)

    @property
    def code(self) -> str:
        """In addresses: `/reports/<code>/`."""
        return code_of(self.pk)


class Report(models.Model):
    """One person's words about a post."""

    case = models.ForeignKey(ReportCase, models.CASCADE, related_name="reports")
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    words = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Privacy(Personal):
        person = "by"
        personal = frozenset({"by", "words"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (models.UniqueConstraint("case", "by", name="reported_once"),)


class ReportLook(models.Model):
    """Staff looked at who reported a post, and said why."""

    case = models.ForeignKey(ReportCase, models.CASCADE, related_name="looks")
    by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    because = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Privacy(Signed):
        keep = _("For ever; the name is removed when the person is erased.")

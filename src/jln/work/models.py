"""One table of background work. A job is a nudge; what is to be done stands in other rows."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.privacy import Impersonal


class Job(models.Model):
    """A task to run, once it is due. Written by `jln.work.backend`, done by `jln.work.worker`.

    Unfinished while `done_at` is empty. Whoever runs it holds it until `leased_until`,
    a moment of the machine's clock; all other moments are of the network's clock.
    """

    task = models.CharField(max_length=200)
    args = models.JSONField(default=dict)  # {"args": [...], "kwargs": {...}}: ids and codes
    unique_key = models.CharField(max_length=240, null=True)  # noqa: DJ001 -- empty keys never collide
    queue = models.CharField(max_length=20, default="default")
    priority = models.SmallIntegerField(default=0)
    not_before = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    holder = models.CharField(max_length=120, blank=True)  # host/pid/start of the worker
    attempts = models.SmallIntegerField(default=0)
    is_wanted_again = models.BooleanField(default=False)  # nudged anew while it ran
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    has_failed = models.BooleanField(default=False)  # given up after its last attempt

    class Privacy(Impersonal):
        keep = _("7 days after it is done.")
        keep_days = 7
        keep_from = "done_at"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="job_unique_while_unfinished",
                fields=["unique_key"],
                condition=models.Q(done_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(
                name="job_due",
                fields=["-priority", "id"],
                condition=models.Q(done_at__isnull=True),
            ),
            models.Index(
                name="job_done",
                fields=["done_at"],
                condition=models.Q(done_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"#{self.pk} {self.task}"


class ScheduleMark(models.Model):
    """The last period for which an entry of the schedule was enqueued."""

    name = models.CharField(max_length=80, primary_key=True)
    period = models.CharField(max_length=40)

    class Privacy(Impersonal):
        keep = _("For ever; it names no person.")

    def __str__(self) -> str:
        return f"{self.name} {self.period}"

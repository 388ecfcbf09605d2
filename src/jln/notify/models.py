"""What a person wants to be told by mail, and what waits until it is told together."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.kit.privacy import Impersonal, Personal
from jln.notify.terms import Often, Sort

LAST_HOUR, LAST_WEEKDAY = 23, 6


class MailSetting(models.Model):
    """One kind of letter a person switched off. No row means: at once."""

    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="mail_settings")
    kind = models.CharField(max_length=40)
    is_off = models.BooleanField(default=True)

    class Privacy(Personal):
        personal = frozenset({"kind", "is_off"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (models.UniqueConstraint("person", "kind", name="one_setting_a_kind"),)


class MailPlan(models.Model):
    """How much a person wants to read a week, and when it may come. No row means these defaults.

    Hours are the person's own. Quiet hours that begin and end together are none.
    """

    person = models.OneToOneField("jln.Person", models.CASCADE, related_name="mail_plan")
    minutes = models.PositiveSmallIntegerField(null=True, default=20)  # a week; null: no limit
    daily_at = models.PositiveSmallIntegerField(default=8)
    weekly_on = models.PositiveSmallIntegerField(default=1)  # Monday is 0
    quiet_from = models.PositiveSmallIntegerField(default=20)
    quiet_to = models.PositiveSmallIntegerField(default=7)
    news = models.CharField(max_length=10, choices=Often, default=Often.EVERY)

    class Privacy(Personal):
        personal = frozenset(
            {
                "minutes",
                "daily_at",
                "weekly_on",
                "quiet_from",
                "quiet_to",
                "news",
            }
        )
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="hours_of_a_plan",
                condition=Q(
                    daily_at__lte=LAST_HOUR, quiet_from__lte=LAST_HOUR, quiet_to__lte=LAST_HOUR
                ),
            ),
            models.CheckConstraint(
                name="weekday_of_a_plan", condition=Q(weekly_on__lte=LAST_WEEKDAY)
            ),
        )


class DigestItem(models.Model):
    """A fact that readers are told of, by a letter at once or in their daily or weekly message.

    Numbered under a lock, so that who has seen up to a number has missed none below it.
    """

    fact = models.OneToOneField("jln.Fact", models.CASCADE, related_name="digest_item")
    sort = models.CharField(max_length=8, choices=Sort)
    space = models.ForeignKey("jln.Space", models.CASCADE, null=True, related_name="+")
    topic = models.ForeignKey("jln.Topic", models.CASCADE, null=True, related_name="+")
    post = models.ForeignKey("jln.Post", models.CASCADE, null=True, related_name="+")
    seconds = models.PositiveIntegerField()  # to read it
    at = models.DateTimeField()

    class Privacy(Impersonal):
        keep = _("As long as what it tells of.")

    class Meta:
        indexes = (models.Index(fields=["space", "id"], name="digest_item_space"),)


class Digest(models.Model):
    """One daily or weekly message of a person: what stood in it, under which number.

    `through`: the last item that was there when it was made. `entries` holds ids and codes.
    """

    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="digests")
    on = models.DateField()
    is_weekly = models.BooleanField()
    through = models.BigIntegerField()
    entries = models.JSONField()
    seconds = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Privacy(Personal):
        personal = frozenset({"entries", "seconds"})
        keep = _("13 months.")
        keep_days = 396
        keep_from = "made_at"

    class Meta:
        constraints = (models.UniqueConstraint("person", "on", name="one_digest_a_day"),)
        indexes = (models.Index(fields=["person", "-on"], name="digest_person"),)


class DigestRun(models.Model):
    """The daily hour of one zone on one day: who has been dealt with, by number of the person."""

    zone = models.CharField(max_length=40)
    hour = models.PositiveSmallIntegerField()
    on = models.DateField()
    began_at = models.DateTimeField()
    after = models.BigIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    class Privacy(Impersonal):
        keep = _("90 days.")
        keep_days = 90
        keep_from = "began_at"

    class Meta:
        constraints = (
            models.UniqueConstraint("zone", "hour", "on", name="one_run_an_hour_of_a_zone"),
            models.CheckConstraint(
                name="a_run_ends_after_it_began",
                condition=Q(done_at=None) | Q(done_at__gte=F("began_at")),
            ),
        )

"""Second steps of a sign-in, and sign-in through a provider. No secret stands in a row."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.kit.privacy import Personal


class Authenticator(models.Model):
    """A person's app that shows codes. The secret is computed from the row and our key."""

    person = models.OneToOneField("jln.Person", models.CASCADE, related_name="authenticator")
    salt = models.CharField(max_length=32)  # another secret for each begin
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)  # of the last code taken: none is taken twice

    class Privacy(Personal):
        personal = frozenset({"begun_at", "confirmed_at", "last_step"})
        keep = _("As long as the account; removed when the person is erased.")


class RecoveryCode(models.Model):
    """One of ten codes on paper, each good once; only its keyed hash is here."""

    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"made_at", "used_at"})
        keep = _("As long as the account; removed when the person is erased.")


class Passkey(models.Model):
    """A device's public key. `sign_count` must rise where the device counts at all."""

    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="passkeys")
    credential = models.CharField(max_length=1400, unique=True)  # its id, base64url
    public = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"name", "added_at", "used_at"})
        keep = _("As long as the account; removed when the person is erased.")


class PasskeyAsked(models.Model):
    """A challenge given to one browser, for five minutes, answered once.

    `person` is null where a passkey is to say who signs in. `browser`: the hash of the
    cookie it was given to.
    """

    challenge = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey("jln.Person", models.CASCADE, null=True, related_name="+")
    browser = models.CharField(max_length=64)
    purpose = models.CharField(max_length=8)  # add, prove or enter
    asked_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"browser"})
        keep = _("An hour; deleted within a day.")
        keep_days = 1
        keep_from = "asked_at"


class SecondReset(models.Model):
    """Somebody lost every second step: one of staff asks, another agrees, both by name."""

    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="second_resets")
    because = models.CharField(max_length=300)
    asked_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    is_done = models.BooleanField(default=False)

    class Privacy(Personal):
        personal = frozenset({"because"})
        keep = _("24 months, then only the count.")
        keep_days = 730
        keep_from = "asked_at"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "person", name="one_open_second_reset", condition=Q(decided_at=None)
            ),
            models.CheckConstraint(
                name="a_second_reset_takes_two",
                condition=Q(is_done=False)
                | Q(decided_by=None)
                | Q(asked_by=None)
                | ~Q(decided_by=F("asked_by")),
            ),
        )


class ProviderAsked(models.Model):
    """A browser on its way to the sign-in provider; what it carries is computed from the row."""

    browser = models.CharField(max_length=64)
    next_path = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = ""
        personal = frozenset({"browser", "next_path"})
        keep = _("An hour; deleted within a day.")
        keep_days = 1
        keep_from = "asked_at"


class ProviderLink(models.Model):
    """Somebody's account at the provider. Worth nothing until the address was proved here."""

    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="provider_links")
    issuer = models.CharField(max_length=200)
    account = models.CharField(max_length=255)  # the "subject" there
    asked = models.ForeignKey("jln.SignIn", models.SET_NULL, null=True, related_name="+")
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"issuer", "account"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "issuer",
                "account",
                name="one_person_a_provider_account",
                condition=Q(confirmed_at__isnull=False),
            ),
        )

"""Sign-in codes, sessions, invitations. No secret stands in a row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jln.accounts.rules import InvitationState
from jln.kit.codes import code_of
from jln.kit.privacy import Personal


class SignIn(models.Model):
    """A request to sign in. Code and link are computed from the row and the network's key.

    Bound to the browser that asked (`browser`: a hash of its cookie), single use,
    a few tries. `person` is null when nobody has the address; then nothing else
    differs.
    """

    person = models.ForeignKey("jln.Person", models.CASCADE, null=True, related_name="+")
    address = models.CharField(max_length=254)
    browser = models.CharField(max_length=64)
    next_path = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        personal = frozenset({"address", "browser", "next_path"})
        keep = _("90 days.")
        keep_days = 90
        keep_from = "asked_at"


class Session(models.Model):
    """A browser that is signed in. The key is the hash of its cookie."""

    key = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="sessions")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    device = models.CharField(max_length=120, blank=True)  # words for the list, from User-Agent
    ended_at = models.DateTimeField(null=True)
    is_half = models.BooleanField(default=False)  # nobody yet: the second step is to come
    proved_at = models.DateTimeField(null=True)  # when a second step was last shown

    class Privacy(Personal):
        personal = frozenset({"device", "started_at", "seen_at"})
        keep = _("30 days after it was last used.")
        keep_days = 30
        keep_from = "seen_at"

    class Meta:
        indexes = (models.Index(fields=["person", "ended_at"], name="session_person"),)


class Invitation(models.Model):
    """An invitation bound to an address: single use, fourteen days."""

    address = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    country = models.ForeignKey("jln.Country", models.PROTECT, null=True, related_name="+")
    institution = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=160, blank=True)
    invited_by = models.ForeignKey(
        "jln.Person", models.SET_NULL, null=True, related_name="invitations"
    )
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "accepted_by"
        personal = frozenset({"address", "name", "institution", "title"})
        keep = _("24 months, then only the count.")
        keep_days = 730
        keep_from = "invited_at"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "address",
                name="one_open_invitation_an_address",
                condition=Q(accepted_at=None, withdrawn_at=None),
            ),
        )

    def state(self) -> InvitationState:
        """What the rules judge."""
        return InvitationState(
            expires_at=self.expires_at,
            is_accepted=self.accepted_at is not None,
            is_withdrawn=self.withdrawn_at is not None,
        )


class CountryRequest(models.Model):
    """A person's wish to belong to another country: rights hang on it, so staff decide."""

    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="country_requests")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="+")
    because = models.CharField(max_length=600)
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    is_granted = models.BooleanField(null=True)
    words = models.CharField(max_length=600, blank=True)  # what the person reads with the decision

    class Privacy(Personal):
        personal = frozenset({"country", "because", "words"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "person",
                name="one_open_country_request",
                condition=Q(decided_at=None, withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="a_decision_has_a_moment",
                condition=Q(decided_at=None, is_granted=None)
                | Q(decided_at__isnull=False, is_granted__isnull=False),
            ),
        )
        indexes = (
            models.Index(
                fields=["asked_at"],
                name="country_request_open",
                condition=Q(decided_at=None, withdrawn_at=None),
            ),
        )

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)


class KeptForm(models.Model):
    """What somebody sent who had to be asked in first, for the browser that sent it. An hour.

    The key is the hash of that browser's cookie. `person`: whose session had ended there;
    nobody else gets it.
    """

    key = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey("jln.Person", models.CASCADE, null=True, related_name="+")
    path = models.CharField(max_length=300)
    fields = models.JSONField()  # name -> list of values
    # Where it was sent, while it may still be done by itself once the second step was shown.
    deed = models.CharField(max_length=300, blank=True)
    session = models.CharField(max_length=64, blank=True)  # whose deed: the session's key
    kept_at = models.DateTimeField()

    class Privacy(Personal):
        personal = frozenset({"path", "fields", "deed"})
        keep = _("An hour; deleted within a day.")
        keep_days = 1
        keep_from = "kept_at"


class Erasure(models.Model):
    """That a person was erased: only the number, replayed after a restore."""

    person_id_erased = models.BigIntegerField(unique=True)
    at = models.DateTimeField()

    class Privacy(Personal):
        person = ""
        personal: frozenset[str] = frozenset()
        keep = _("For ever, so that a restored backup can be cleaned again.")
        on_erasure = "keep"

"""Safe spaces, what waits in them, and what was released.

What waits stands in one table, encrypted, without a person, a time or an order; what leads
from a released text to its author in another, encrypted for the keeper. Neither is in any
backup or export, and sealing empties both. Why it is so: docs/adr/0022-safe-space.md.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.privacy import Impersonal, Personal
from jln.safe_space.terms import Duty, Level, State

if TYPE_CHECKING:
    from datetime import date

UNTIL_SEALED = _("Until the safe space is sealed. In no backup and no export.")
NAME_REMOVED = _("For ever; the name is removed when the person is erased.")


def random_number() -> int:
    """Tells nothing of who came first."""
    return secrets.randbits(62) + 1


class SafeSpace(models.Model):
    """A matter that people of a space write on under the Chatham House Rule. Days are of UTC."""

    space = models.ForeignKey("jln.Space", models.PROTECT, related_name="safe_spaces")
    title = models.CharField(max_length=200)
    purpose = models.TextField(max_length=2000)
    language = models.CharField(max_length=8, default="en")
    started_on = models.DateField()
    opened_on = models.DateField(null=True)  # its keeper made the keys
    seals_on = models.DateField()  # from this day on nobody can find an author
    sealed_on = models.DateField(null=True)
    public_key = models.CharField(max_length=64, blank=True)

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="a_safe_space_seals_after_its_start",
                condition=Q(seals_on__gt=F("started_on")),
            ),
            models.CheckConstraint(
                name="an_open_safe_space_has_a_key",
                condition=Q(opened_on=None, public_key="")
                | Q(opened_on__isnull=False, sealed_on=None) & ~Q(public_key="")
                | Q(sealed_on__isnull=False, public_key=""),
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """In addresses: `/safe/<code>/`."""
        return code_of(self.pk)

    def state_on(self, on: date) -> State:
        """Sealed from its day on, whether or not the keys are destroyed yet."""
        if self.sealed_on is not None or on >= self.seals_on:
            return State.SEALED
        return State.OPEN if self.opened_on else State.ASKED


class SafeDuty(models.Model):
    """Who keeps or moderates a safe space, with days. Not begun: somebody was asked."""

    safe_space = models.ForeignKey(SafeSpace, models.CASCADE, related_name="duties")
    person = models.ForeignKey("jln.Person", models.CASCADE, related_name="+")
    duty = models.CharField(max_length=10, choices=Duty)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Privacy(Personal):
        personal = frozenset({"person", "since_on", "until_on"})
        keep = _("As long as the account; removed when the person is erased.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "safe_space",
                "duty",
                name="one_keeper_and_one_moderator",
                condition=Q(since_on__isnull=False, until_on=None),
            ),
            models.UniqueConstraint(
                "safe_space",
                "duty",
                name="one_asked_at_a_time",
                condition=Q(since_on=None, until_on=None),
            ),
        )
        indexes = (models.Index(fields=["person", "duty"], name="safe_duty_person"),)


class SafePattern(models.Model):
    """Contributions that a moderator put together; a draft until it is released."""

    safe_space = models.ForeignKey(SafeSpace, models.CASCADE, related_name="patterns")
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="en")
    released_on = models.DateField(null=True)
    # How many may be withdrawn until, at the worst, fewer than three countries are left.
    spare = models.PositiveSmallIntegerField(default=0)

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "safe_space",
                "title",
                name="one_draft_of_a_title",
                condition=Q(released_on=None),
            ),
        )

    def __str__(self) -> str:
        return self.title


class SafeContribution(models.Model):
    """What waits: all there is of it lies encrypted in `content`, whose key is in no database."""

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    safe_space = models.ForeignKey(SafeSpace, models.CASCADE, related_name="+")
    is_mixed = models.BooleanField(default=False)  # the moderator reads it
    pattern = models.ForeignKey(SafePattern, models.SET_NULL, null=True, related_name="+")
    content = models.BinaryField()

    class Privacy(Impersonal):
        keep = UNTIL_SEALED


class SafePart(models.Model):
    """A released contribution. Its number is drawn anew at the release and tells no order."""

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    pattern = models.ForeignKey(SafePattern, models.CASCADE, related_name="parts")
    level = models.CharField(max_length=10, choices=Level)
    text = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=8, default="en")
    person = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    country = models.ForeignKey("jln.Country", models.PROTECT, null=True, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)  # of what only the author holds
    withdrawn_on = models.DateField(null=True)

    class Privacy(Personal):
        personal = frozenset({"person"})
        keep = NAME_REMOVED
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="only_who_chose_it_is_named",
                condition=Q(person=None) | Q(level=Level.NAMED),
            ),
            models.CheckConstraint(
                name="no_country_of_the_anonymous",
                condition=Q(country=None) | ~Q(level=Level.ANONYMOUS),
            ),
            models.CheckConstraint(
                name="what_is_withdrawn_is_gone",
                condition=Q(withdrawn_on=None) | Q(text="", html="", person=None, country=None),
            ),
        )


class SafeAuthor(models.Model):
    """Who wrote a released part, for the keeper's key alone."""

    part = models.OneToOneField(SafePart, models.CASCADE, primary_key=True, related_name="author")
    box = models.BinaryField()

    class Privacy(Impersonal):
        keep = UNTIL_SEALED

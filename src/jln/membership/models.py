"""Countries' membership, as dated periods that are never overwritten, and the way to it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.codes import code_of
from jln.kit.partial import PartialDateField
from jln.kit.privacy import Impersonal, Personal
from jln.kit.sourced import Sourced
from jln.membership.terms import (
    CLOSED,
    UNDER_WAY,
    ApplicationState,
    Gate,
    Level,
    LineVerdict,
)
from jln.ui import formats


class CountryMembership(Sourced):
    """A country at one level, from a date on; the row without an end holds now."""

    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="memberships")
    level = models.CharField(max_length=12, choices=Level)
    starts = PartialDateField()
    ends = PartialDateField(null=True)

    class Privacy(Impersonal):
        keep = _("For ever.")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "country", name="one_level_at_a_time", condition=models.Q(ends=None)
            ),
            models.UniqueConstraint("country", "starts", name="one_level_a_start"),
        )

    def said(self) -> str:
        """In words, for those who are asked whether it is right."""
        said = {
            "country": formats.country_name(self.country),
            "level": self.get_level_display(),
            "start": formats.partial(self.starts),
            "end": formats.partial(self.ends),
        }
        if self.ends is None:
            return _("%(country)s: %(level)s, since %(start)s") % said
        return _("%(country)s: %(level)s, from %(start)s to %(end)s") % said


class Application(models.Model):
    """A country's expression of interest, from its first draft to the answer.

    Whoever writes it has no account: an address that was confirmed by its link speaks
    for it. The country need not be known here, so it is a code until it is admitted.
    """

    country_code = models.CharField(max_length=2)
    state = models.CharField(
        max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    address = models.EmailField(max_length=254)  # of who writes
    language = models.CharField(max_length=8, default="en")
    name = models.CharField(max_length=120, blank=True)
    institution = models.CharField(max_length=200, blank=True)
    is_supported = models.BooleanField(null=True)  # by a senior official
    official = models.CharField(max_length=160, blank=True)
    official_title = models.CharField(max_length=160, blank=True)
    statement = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    offers = models.TextField(blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_address = models.EmailField(max_length=254, blank=True)
    letter = models.ForeignKey("jln.Upload", models.SET_NULL, null=True, related_name="+")
    is_agreed = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    screened_at = models.DateTimeField(null=True)
    screened_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    words = models.TextField(blank=True)  # the last answer to it: what is missing, or why
    closed_at = models.DateTimeField(null=True)  # admitted, refused or withdrawn
    country = models.ForeignKey("jln.Country", models.PROTECT, null=True, related_name="+")
    invitation = models.ForeignKey("jln.Invitation", models.SET_NULL, null=True, related_name="+")
    contact = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    seat = models.ForeignKey("jln.Seat", models.SET_NULL, null=True, related_name="+")

    class Privacy(Personal):
        person = "contact"
        personal = frozenset({"name", "address", "official", "contact_name", "contact_address"})
        keep = _("Drafts 60 days; refused and withdrawn ones 24 months, then only the count.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "country_code",
                name="one_application_a_country",
                condition=models.Q(state__in=sorted(UNDER_WAY)),
            ),
            models.UniqueConstraint(
                "address",
                "country_code",
                name="one_draft_an_address",
                condition=models.Q(state=ApplicationState.DRAFT),
            ),
            models.CheckConstraint(
                name="a_closed_application_has_a_moment",
                condition=models.Q(closed_at=None) ^ models.Q(state__in=sorted(CLOSED)),
            ),
        )
        indexes = (models.Index(fields=["state", "submitted_at"], name="application_state"),)

    def __str__(self) -> str:
        return formats.country_name(self.country_code)

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)


class SelfAssessment(models.Model):
    """What a Core Group says of its own engagement, beside what is on record."""

    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="assessments")
    opened_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    words = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="en")
    shown_at = models.DateTimeField(null=True)  # to the group, to be endorsed
    endorsed_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)  # every line was judged by staff
    is_accepted = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)  # decided upon, or another one was opened

    class Privacy(Personal):
        person = "opened_by"
        personal = frozenset({"opened_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "country", name="one_open_assessment", condition=models.Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="what_is_accepted_was_endorsed",
                condition=models.Q(is_accepted=False)
                | models.Q(endorsed_at__isnull=False, verified_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return formats.country_name(self.country)

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)


class AssessmentLine(models.Model):
    """One condition: what is on record when it is shown, what the group claims, and the answer."""

    assessment = models.ForeignKey(SelfAssessment, models.CASCADE, related_name="lines")
    gate = models.CharField(max_length=16, choices=Gate)
    value = models.IntegerField(null=True)  # on record
    claim = models.PositiveIntegerField(null=True)
    evidence = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, choices=LineVerdict, blank=True)
    answer = models.CharField(max_length=600, blank=True)
    judged_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "judged_by"
        personal = frozenset({"judged_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint("assessment", "gate", name="a_condition_once_an_assessment"),
        )


class Endorsement(models.Model):
    """Somebody of the Core Group stands behind its self-assessment as it was shown."""

    assessment = models.ForeignKey(SelfAssessment, models.CASCADE, related_name="endorsements")
    person = models.ForeignKey("jln.Person", models.PROTECT, related_name="+")
    is_chair = models.BooleanField(default=False)
    endorsed_at = models.DateTimeField()

    class Privacy(Personal):
        personal = frozenset({"person"})
        keep = _("For ever: who held a mandate is the network's history.")
        on_erasure = "keep"

    class Meta:
        constraints = (
            models.UniqueConstraint("assessment", "person", name="one_endorsement_a_person"),
        )


class Waiver(models.Model):
    """A condition that does not hold and is not asked, with the reason, for ever on record."""

    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="waivers")
    gate = models.CharField(max_length=16, choices=Gate)
    reason = models.CharField(max_length=600)
    granted_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    granted_on = models.DateField()

    class Privacy(Personal):
        person = "granted_by"
        personal = frozenset({"granted_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint("country", "gate", name="one_waiver_a_condition"),
            models.CheckConstraint(name="a_waiver_has_a_reason", condition=~models.Q(reason="")),
        )


class LevelProposal(models.Model):
    """Another level, put to the Steering Group; or a country's own letter that it leaves."""

    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="level_proposals")
    level = models.CharField(max_length=12, choices=Level)
    words = models.CharField(max_length=600)
    proposed_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)  # of `jln.kit.matter.Outcome`
    reason = models.TextField(blank=True)
    decision = models.PositiveIntegerField(null=True)  # its number in the register

    class Privacy(Personal):
        person = "proposed_by"
        personal = frozenset({"proposed_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "country", name="one_open_level_proposal", condition=models.Q(settled_at=None)
            ),
        )

    def __str__(self) -> str:
        return formats.country_name(self.country)


class Contribution(models.Model):
    """Something that a country gave in kind. Its value is words, so that nobody adds them up."""

    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="contributions")
    given_on = models.DateField()
    what = models.CharField(max_length=300)
    for_whom = models.CharField(max_length=200)
    value = models.CharField(max_length=80, blank=True)  # in the country's own words
    language = models.CharField(max_length=8, default="en")
    recorded_by = models.ForeignKey("jln.Person", models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Privacy(Personal):
        person = "recorded_by"
        personal = frozenset({"recorded_by"})
        keep = _("For ever; the name is removed when the person is erased.")
        on_erasure = "blank"

    class Meta:
        constraints = (
            models.UniqueConstraint(
                "country",
                "given_on",
                "what",
                "for_whom",
                name="a_contribution_once",
                condition=models.Q(withdrawn_at=None),
            ),
        )

    def __str__(self) -> str:
        return self.what

    @property
    def code(self) -> str:
        """In addresses."""
        return code_of(self.pk)

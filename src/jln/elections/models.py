"""An election, who may vote in it, who stands, and ballots that lead to nobody.

While votes are taken a ballot can be changed, so something has to lead from a voter to
it: `BallotLink`, a table of its own. Neither it nor the ballots are in any backup or
export, and the transaction that counts empties both.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jln.elections.rules import Dates, phase_on
from jln.kit.codes import code_of
from jln.kit.privacy import Impersonal
from jln.ui import formats

if TYPE_CHECKING:
    from datetime import date

    from jln.elections.terms import Phase

FOR_EVER = _("For ever: decisions are the network's history.")
UNTIL_COUNTED = _("Until the votes are counted. In no backup and no export.")


def random_number() -> int:
    """Tells nothing of the order in which ballots came."""
    return secrets.randbits(62) + 1


def called(votes_until: date) -> str:
    """An election, by the last day of its vote."""
    return formats.list_parts(str(_("Election to the Steering Group")), formats.day(votes_until))


class Election(models.Model):
    """Countries are elected to seats of the Steering Group for a term. Days are of UTC."""

    seats = models.PositiveSmallIntegerField()
    votes_each = models.PositiveSmallIntegerField()
    floor = models.PositiveSmallIntegerField(default=0)  # seats kept for each region
    roll_on = models.DateField()  # Full Members of this day vote and may stand
    candidates_until = models.DateField()
    votes_from = models.DateField()
    votes_until = models.DateField()
    starts_on = models.DateField()  # of the terms
    ends_on = models.DateField()
    seed = models.CharField(max_length=64)  # public from the call on: it settles ties
    called_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)  # the links to the ballot were sent
    counted_at = models.DateTimeField(null=True)
    turnout = models.PositiveSmallIntegerField(null=True)
    result = models.JSONField(default=list)  # of each candidate: country, votes, place, why
    proof = models.CharField(max_length=64, blank=True)
    decision = models.ForeignKey(
        "jln.Decision", models.PROTECT, null=True, related_name="elections"
    )  # that certified it, or did not
    certified_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=600, blank=True)

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="an_election_has_its_order",
                condition=Q(
                    candidates_until__lt=F("votes_from"),
                    votes_from__lte=F("votes_until"),
                    votes_until__lt=F("starts_on"),
                    starts_on__lt=F("ends_on"),
                ),
            ),
            models.CheckConstraint(
                name="an_election_is_certified_or_void",
                condition=Q(certified_at=None) | Q(void_at=None),
            ),
            models.UniqueConstraint(
                "starts_on", name="one_election_a_term", condition=Q(void_at=None)
            ),
        )

    def __str__(self) -> str:
        return called(self.votes_until)

    @property
    def code(self) -> str:
        """In addresses: `/steering-group/elections/<code>/`."""
        return code_of(self.pk)

    def dates(self) -> Dates:
        """What the rules judge."""
        return Dates(
            candidates_until=self.candidates_until,
            votes_from=self.votes_from,
            votes_until=self.votes_until,
            is_counted=self.counted_at is not None,
            is_certified=self.certified_at is not None,
            is_void=self.void_at is not None,
        )

    def phase_on(self, on: date) -> Phase:
        """Where it stands on a day."""
        return phase_on(self.dates(), on)


class ElectionVoter(models.Model):
    """A country on the roll. Its point of contact votes for it."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="roll")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="+")
    # Which letter's link holds: each new one, and each vote, ends the one before.
    issue = models.PositiveIntegerField(default=0)

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.UniqueConstraint("election", "country", name="a_country_is_on_a_roll_once"),
        )

    def __str__(self) -> str:
        return formats.country_name(self.country)

    @property
    def code(self) -> str:
        """In letters that ask about it."""
        return code_of(self.pk)


class Candidacy(models.Model):
    """A country that stands, or stood and stepped back."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="candidacies")
    country = models.ForeignKey("jln.Country", models.PROTECT, related_name="+")
    words = models.CharField(max_length=1000, blank=True)
    language = models.CharField(max_length=8, default="en")
    put_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Privacy(Impersonal):
        keep = FOR_EVER

    class Meta:
        constraints = (
            models.UniqueConstraint("election", "country", name="a_country_stands_once"),
        )


class Ballot(models.Model):
    """One vote: no voter, no time, a number that tells no order."""

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    election = models.ForeignKey(Election, models.PROTECT, related_name="+")
    choices = models.JSONField(default=list)  # codes of countries, in the order of the alphabet

    class Privacy(Impersonal):
        keep = UNTIL_COUNTED


class BallotLink(models.Model):
    """From a voter to the ballot, so that it can be changed."""

    voter = models.OneToOneField(
        ElectionVoter, models.CASCADE, primary_key=True, related_name="link"
    )
    ballot = models.OneToOneField(Ballot, models.CASCADE, related_name="+")

    class Privacy(Impersonal):
        keep = UNTIL_COUNTED


class CountedBallots(models.Model):
    """What was counted, sorted, so that the order tells nothing. `proof` is its hash."""

    election = models.OneToOneField(Election, models.CASCADE, related_name="counted")
    salt = models.CharField(max_length=64)  # or a small election could be guessed from its proof
    ballots = models.JSONField()
    counted_at = models.DateTimeField()

    class Privacy(Impersonal):
        keep = _("13 months, for a second count.")
        keep_days = 396
        keep_from = "counted_at"

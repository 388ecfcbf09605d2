"""The words of membership. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How a country belongs to the network."""

    ASSOCIATE = "associate", _("Associate Member")
    FULL = "full", _("Full Member")
    MEMBER = "member", _("member, level not known")
    DORMANT = "dormant", _("dormant member")
    FORMER = "former", _("former member")


LEVEL_SAID = "membership level"
"""What a statement about a country's level is about."""


class Gate(models.TextChoices):
    """What Full Membership asks: all must hold. In the order of the page."""

    TIME = "time", _("Time as Associate Member")
    CORE_GROUP = "core_group", _("A Country Core Group at work")
    SELF_ASSESSMENT = "self_assessment", _("Self-assessment")
    HOSTING = "hosting", _("Hosting an activity or study tour")
    SHARING = "sharing", _("Sharing what you know")
    PARTICIPATION = "participation", _("Taking part")
    PROFILES = "profiles", _("Profiles up to date")
    PLACES = "places", _("A place is free")
    DECISION = "decision", _("The Steering Group decides")


class GateState(models.TextChoices):
    """Where one condition stands, in a word beside it."""

    HOLDS = "holds", _("holds")
    WAIVED = "waived", _("set aside")
    MISSING = "missing", _("missing")
    UNKNOWN = "unknown", _("not recorded here yet")
    TO_COME = "to_come", _("to come")


class ApplicationState(models.TextChoices):
    """Where a country's expression of interest stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("sent")
    INCOMPLETE = "incomplete", _("to be completed")
    SCREENED = "screened", _("waits for the Steering Group")
    ADMITTED = "admitted", _("admitted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


UNDER_WAY = frozenset(
    {ApplicationState.SUBMITTED, ApplicationState.INCOMPLETE, ApplicationState.SCREENED}
)
"""Sent, and not answered for good."""
CLOSED = frozenset(
    {ApplicationState.ADMITTED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN}
)


class LineVerdict(models.TextChoices):
    """What staff say to one line of a self-assessment."""

    ACCEPTED = "accepted", _("accepted")
    RETURNED = "returned", _("returned")


class Screening(models.TextChoices):
    """What staff say to an expression of interest."""

    FORWARD = "forward", _("It is complete: put it to the Steering Group")
    COMPLETE = "complete", _("Something is missing: ask for it")
    REFUSE = "refuse", _("It was not completed: refuse it")
    WITHDRAWN = "withdrawn", _("They wrote that they withdraw it")


class Duty(models.TextChoices):
    """What membership asks beside the conditions of Full Membership."""

    PASS_ON = "pass_on", _("Passing on what you learn")
    USE = "use", _("Telling how you use it")
    IN_KIND = "in_kind", _("Helping in kind")
    DISCUSS = "discuss", _("Joining the Steering Group’s discussions")

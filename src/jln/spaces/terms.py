"""The words of spaces. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpaceKind(models.TextChoices):
    """Whose space it is."""

    NETWORK = "network", _("the whole network")
    INITIATIVE = "initiative", _("Technical Initiative")
    GROUP = "group", _("learning group")
    COUNTRY = "country", _("Country Core Group")
    STEERING = "steering", _("Steering Group")
    WORKING = "working", _("working group")
    STAFF = "staff", _("Network Manager")
    RECORD = "record", _("the public record")  # what anyone may read; nobody talks there


class Visibility(models.TextChoices):
    """Who reads what lives here; always written beside the thing."""

    PUBLIC = "public", _("public")
    MEMBERS = "members", _("members of the network")
    ROLL = "roll", _("people of this space")


class SpaceRule(models.TextChoices):
    """What happens to a message to a space."""

    OPEN = "open", _("everyone's messages appear at once")
    FIRST_HELD = "first_held", _("a person's first message waits for a moderator")
    ALL_HELD = "all_held", _("every message waits for a moderator")
    ANNOUNCEMENTS = "announcements", _("only moderators write; others are told where to ask")


class Delivery(models.TextChoices):
    """How a space's messages come to a person who is on it as a list."""

    EVERY = "every", _("every message")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    FOLLOWING = "following", _("only what I follow")
    ANNOUNCEMENTS = "announcements", _("only announcements")
    NONE = "none", _("nothing by mail")


class RequestDecision(models.TextChoices):
    """What became of somebody's wish to join a space."""

    YES = "yes", _("yes")
    NO = "no", _("no")

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

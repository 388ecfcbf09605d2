"""The words of initiatives and learning groups. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupType(models.TextChoices):
    """What kind of learning group it is."""

    COLLABORATIVE = "collaborative", _("collaborative")
    EXCHANGE = "exchange", _("learning exchange")
    PAIRING = "pairing", _("country pairing")
    COMMUNITY = "community of practice", _("community of practice")


class CountryRole(models.TextChoices):
    """How a country takes part in a learning group."""

    LEARNER = "learner", _("learner")
    RESOURCE = "resource", _("resource country")
    HOST = "host", _("host")
    OBSERVER = "observer", _("observer")

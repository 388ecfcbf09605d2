"""The words of the Steering Group. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingMode(models.TextChoices):
    """How a meeting was held."""

    IN_PERSON = "in-person", _("in person")
    VIRTUAL = "virtual", _("online")
    BALLOT = "ballot", _("ballot")
    UNKNOWN = "", _("not known")

"""The words of rounds of priorities. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a round stands: computed of its days, stored nowhere."""

    PEOPLE = "people", _("people tell their country")
    LISTS = "lists", _("countries confirm their lists")
    COUNTRIES = "countries", _("countries tell the network")
    ENDED = "ended", _("to be counted")
    CLOSED = "closed", _("counted")


class Way(models.TextChoices):
    """How a country counts what its people named."""

    COUNT = "count", _("each name counts one")
    POINTS = "points", _("the first name counts most")

"""The words of elections. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """Where an election stands: computed of its days, stored nowhere."""

    CANDIDATES = "candidates", _("countries may stand")
    WAITING = "waiting", _("waits for its first day of voting")
    VOTING = "voting", _("votes are taken")
    ENDED = "ended", _("to be counted")
    COUNTED = "counted", _("counted; the Steering Group has to certify it")
    CERTIFIED = "certified", _("certified")
    VOID = "void", _("void")


class Chosen(models.TextChoices):
    """Why a country has a seat."""

    VOTES = "votes", _("by votes")
    REGION = "region", _("by the seats of its region")
    LOT = "lot", _("by lot")

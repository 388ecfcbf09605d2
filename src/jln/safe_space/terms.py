"""The words of safe spaces. Stored codes never change."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """What readers learn of who wrote, as the author chose it."""

    NAMED = "named", _("My name and my country")
    COUNTRY = "country", _("My country only")
    ANONYMOUS = "anonymous", _("Neither my name nor my country")


class Duty(models.TextChoices):
    """What somebody does for a safe space."""

    KEEPER = "keeper", _("keeper")
    MODERATOR = "moderator", _("moderator")


class State(StrEnum):
    """Where a safe space stands on a day. Computed, never stored."""

    ASKED = "asked"  # no keeper has taken it up yet
    OPEN = "open"
    SEALED = "sealed"

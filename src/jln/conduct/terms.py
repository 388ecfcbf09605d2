"""The words of conduct. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Distance(models.TextChoices):
    """How far a member keeps another one away."""

    MUTE = "mute", _("I see their posts folded, and get no letters of them")
    BLOCK = "block", _("Also, they cannot write to me or ask me")


def said(distance: str) -> str:
    """How far, in whole: who blocks mutes as well."""
    far = [Distance.MUTE, Distance.BLOCK][: 1 + (distance == Distance.BLOCK)]
    return ". ".join(str(one.label) for one in far)

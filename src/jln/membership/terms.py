"""The words of membership. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How a country belongs to the network."""

    ASSOCIATE = "associate", _("Associate Member")
    FULL = "full", _("Full Member")
    MEMBER = "member", _("member, level not known")
    FORMER = "former", _("former member")

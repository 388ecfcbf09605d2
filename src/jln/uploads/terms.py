"""The words of files. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadingState(models.TextChoices):
    """Whether the words of a file are known."""

    WAITING = "waiting", _("waiting")
    READ = "read", _("can be searched")
    NONE = "none", _("cannot be searched")

"""The words of conversations. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TopicKind(models.TextChoices):
    """What a conversation is for."""

    QUESTION = "question", _("question")
    DISCUSSION = "discussion", _("discussion")
    ANNOUNCEMENT = "announcement", _("announcement")


class Channel(models.TextChoices):
    """How a post came in."""

    WEB = "web", _("on the page")
    MAIL = "mail", _("by mail")
    IMPORT = "import", _("from an archive")


class AskReason(models.TextChoices):
    """Why this colleague is asked."""

    EXPERTISE = "expertise", _("offers help on this subject")
    PROBLEM = "problem", _("comes from a country with the same problem")
    LANGUAGE = "language", _("works in the language of the question")

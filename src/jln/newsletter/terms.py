"""The words of the newsletter. Stored codes never change."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

EVERY = timedelta(days=14)  # from one issue to the next
HELD_FOR = timedelta(days=2)  # at most, for a language
LONGEST_TITLE, LONGEST_TEXT = 200, 3000
SHOWN_IN_LISTS = 90  # letters of the subject and the line after it that phones show
REMINDED_BEFORE = (7, 2)  # days


class IssueKind(models.TextChoices):
    """What is sent to everybody."""

    NEWSLETTER = "newsletter", _("newsletter")
    OPPORTUNITY = "opportunity", _("opportunity")


class IssueState(models.TextChoices):
    """How far an issue is."""

    DRAFT = "draft", _("draft")
    AGREED = "agreed", _("agreed to, will be sent")
    STOPPED = "stopped", _("stopped")
    SENT = "sent", _("sent")


class Missing(models.TextChoices):
    """What happens where a piece is not ready in a language."""

    ENGLISH = (
        "english",
        _("Send the piece in its own language, marked; so is a title that nobody translated"),
    )
    LEAVE_OUT = "leave_out", _("Leave the piece out of that edition")
    HOLD = "hold", _("Hold the whole edition, at most two days")


class Ready(models.TextChoices):
    """How far a piece is in a language. Shown, never stored."""

    READY = "ready", _("ready")
    TITLE = "title", _("only the title")
    OLDER = "older", _("older than the English")
    MISSING = "missing", _("missing")

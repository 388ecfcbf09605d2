"""The words of activities. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Format(models.TextChoices):
    """How people met, in the words of the sources."""

    BRIEFING = "briefing", _("briefing")
    CONFERENCE = "conference", _("conference")
    COUNTRY_WORKSHOP = "country workshop", _("country workshop")
    IN_PERSON = "in-person", _("meeting in person")
    LAUNCH = "launch", _("launch")
    PRESENTATION = "presentation", _("presentation")
    SIDE_EVENT = "side event", _("side event")
    STUDY_TOUR = "study tour", _("study tour")
    WEBINAR = "webinar", _("webinar")
    WEBINAR_SERIES = "webinar series", _("webinar series")
    WORKSHOP = "workshop", _("workshop")


class NominationState(models.TextChoices):
    """Where an offer of places stands: computed, never stored."""

    ASKED = "asked", _("waits for names")
    SHOWN = "shown", _("before the group")
    OBJECTED = "objected", _("somebody objects")
    SENT = "sent", _("sent")

"""The words of the desk. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

UNCERTAIN = {
    "countrymembership": _("Membership"),
    "countrycoregroup": _("Country Core Groups"),
    "initiative": _("Technical Initiatives"),
    "learninggroup": _("Learning groups"),
    "product": _("Products"),
    "activity": _("Events"),
    "meeting": _("Steering Group meetings"),
    "institution": _("Institutions"),
    "adaptation": _("Adaptations"),
    "statement": _("Figures and statements"),
}
"""Kinds of history that carry a source and a confidence, by model name."""


RESTS = UNCERTAIN | {
    "agendaitem": _("Agenda"),
    "coregroupaction": _("Open actions"),
    "coregroupmeeting": _("Meetings"),
    "coregroupreach": _("Passed on"),
    "decision": _("Decisions"),
    "goallink": _("Goals of the strategy"),
    "managerappointment": _("Network Manager"),
    "meetingpresence": _("Presence"),
    "motion": _("Motions"),
    "placeoffer": _("Places offered"),
    "position": _("Positions"),
    "problem": _("Problems"),
    "productorigin": _("Origins of products"),
    "seat": _("Seats"),
    "space": _("Spaces"),
    "spacemember": _("People on its roll"),
    "steeringaction": _("Open actions"),
    "steeringterm": _("Terms on the Steering Group"),
    "supportrequest": _("Requests for support"),
    "topic": _("Conversations"),
    "post": _("Posts"),
}
"""What can rest on a row of history, by model name."""


COLUMN_WORDS = {
    "as_of": _("date"),
    "change": _("changed"),
    "countries": _("countries"),
    "ends": _("until"),
    "format": _("type"),
    "kind": _("kind"),
    "level": _("level"),
    "mode": _("how"),
    "name": _("name"),
    "outcome": _("happened"),
    "place": _("place"),
    "published": _("published"),
    "qualifier": _("note"),
    "since": _("since"),
    "starts": _("since"),
    "title": _("title"),
    "type": _("type"),
    "used": _("used"),
    "value": _("value"),
}
"""One word for each column that can be corrected; an answer by mail may begin with it."""


class ContactWay(models.TextChoices):
    """How somebody of a country was spoken with."""

    PHONE = "phone", _("by phone")
    MAIL = "mail", _("by email")
    VIDEO = "video", _("online")
    MEETING = "meeting", _("in person")


class CheckVerdict(models.TextChoices):
    """What was said of a row of history."""

    RIGHT = "right", _("confirmed")
    CORRECTED = "corrected", _("corrected")
    REMOVED = "removed", _("removed")
    UNKNOWN = "unknown", _("left to somebody else")


class Showing(models.TextChoices):
    """Which people the desk's list is narrowed to."""

    BOUNCING = "bouncing", _("letters come back")
    STOPPED = "stopped", _("want no letters")
    UNSEEN = "unseen", _("not seen for six months")
    SUSPENDED = "suspended", _("suspended")
    CLOSED = "closed", _("closed their account")

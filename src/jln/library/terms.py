"""The words of the library. Stored codes never change."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProductType(models.TextChoices):
    """What kind of knowledge product it is, in the words of its page."""

    ARTICLE = "article", _("article")
    BLOG = "blog", _("blog")
    BRIEF = "brief", _("brief")
    CASE_STUDY = "case study", _("case study")
    COMPENDIUM = "compendium", _("compendium")
    COURSE = "course", _("course")
    EBOOK = "ebook", _("e-book")
    EVENT_OUTPUT = "event output", _("output of an event")
    EVENT_REPORT = "event report", _("report of an event")
    GUIDE = "guide", _("guide")
    INDICATOR_MENU = "indicator menu", _("indicator menu")
    MANUAL = "manual", _("manual")
    NETWORK_DOCUMENT = "network document", _("network document")
    NETWORK_REPORT = "network report", _("network report")
    PAPER = "paper", _("paper")
    PAPER_SERIES = "paper series", _("series of papers")
    REPORT = "report", _("report")
    SELF_ASSESSMENT = "self-assessment", _("self-assessment")
    SOFTWARE = "software", _("software")
    TOOL = "tool", _("tool")
    TOOLKIT = "toolkit", _("toolkit")
    TRAINING = "training", _("training")
    VIDEO = "video", _("video")
    WEB_HUB = "web hub", _("web hub")
    WORKBOOK = "workbook", _("workbook")


class AdaptationState(models.TextChoices):
    """Where an adaptation stands."""

    INTENDED = "intended", _("intended")
    UNDER_WAY = "under_way", _("under way")
    STOPPED = "stopped", _("stopped")
    FINISHED = "finished", _("finished")


class Move(models.TextChoices):
    """What can happen to an adaptation after it was reported."""

    ADVANCE = "advance", _("show how far it went")
    FINISH = "finish", _("say that it is finished")
    STOP = "stop", _("stop it")
    RESUME = "resume", _("go on with it")


class Depth(models.TextChoices):
    """How deep a change went, by dated evidence."""

    PASSED_ON = "passed_on", _("passed on")
    DISCUSSED = "discussed", _("discussed")
    TRIED = "tried", _("tried")
    IN_USE = "in_use", _("in use")
    AT_SCALE = "at_scale", _("at scale")


DEPTH_OF_LEVEL = {
    "dissemination": Depth.PASSED_ON,
    "dialogue": Depth.DISCUSSED,
    "pilot": Depth.TRIED,
    "institution": Depth.IN_USE,
    "system": Depth.AT_SCALE,
}
"""The sources' words for depth, as the network's history was written down."""


class LineKind(StrEnum):
    """What a line can be followed from; part of its address."""

    PROBLEM = "problem"
    PRODUCT = "product"
    ADAPTATION = "adaptation"


class StepKind(StrEnum):
    """What a step of a line is, in the order in which steps of one day stand."""

    PROBLEM = "problem"
    TOPIC = "topic"
    GROUP = "group"
    SESSION = "session"
    PRODUCT = "product"
    ADAPTATION = "adaptation"
    PASSED_ON = "passed_on"


class StepState(StrEnum):
    """How much of a step the reader may see."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    REMOVED = "removed"

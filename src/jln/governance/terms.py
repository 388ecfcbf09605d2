"""The words of the Steering Group and of Country Core Groups. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jln.kit.matter import Outcome


class MeetingMode(models.TextChoices):
    """How a meeting was held."""

    IN_PERSON = "in-person", _("in person")
    VIRTUAL = "virtual", _("online")
    BALLOT = "ballot", _("ballot")
    UNKNOWN = "", _("not known")


class ItemKind(models.TextChoices):
    """What a meeting does with an item of its agenda."""

    DECIDE = "decide", _("to decide")
    DISCUSS = "discuss", _("to discuss")
    KNOW = "know", _("to know")


class GroupState(models.TextChoices):
    """How a Core Group is doing: computed, never stored."""

    NONE = "none", _("none on record")
    FORMING = "forming", _("forming")
    ACTIVE = "active", _("active")
    AT_RISK = "at_risk", _("at risk")
    INACTIVE = "inactive", _("inactive")


class SupportAnswer(models.TextChoices):
    """What a partner says to a request for support."""

    YES = "yes", _("Yes")
    PART = "part", _("In part")
    NO = "no", _("No")


class Settling(models.TextChoices):
    """What the owner of an action says of it."""

    DONE = "done", _("Done")
    LATER = "later", _("Later")
    NOT_ME = "not_me", _("Not me")


class Answer(models.TextChoices):
    """What somebody of the Steering Group says of a meeting to come."""

    THERE = "there", _("I will be there")
    ALTERNATE = "alternate", _("My alternate")
    NO = "no", _("no")


class MeetingState(models.TextChoices):
    """Where a meeting of the Steering Group stands: computed from dates and deeds, never stored."""

    RECORDED = "recorded", _("on record")
    CANCELLED = "cancelled", _("cancelled")
    PLANNED = "planned", _("planned")
    OPEN = "open", _("agenda open for input")
    PAPERS = "papers", _("papers sent")
    SESSION = "session", _("in session")
    MINUTES = "minutes", _("minutes in draft")
    APPROVED = "approved", _("minutes approved")
    PUBLISHED = "published", _("summary published")


class Taking(models.TextChoices):
    """How a decision is taken."""

    CONSENSUS = "consensus", _("consensus")
    VOTE = "vote", _("vote")
    SILENCE = "silence", _("in writing; silence is consent")
    WRITTEN = "written", _("vote in writing")


IN_WRITING = frozenset({Taking.SILENCE, Taking.WRITTEN})


class MotionState(models.TextChoices):
    """Where a motion stands."""

    OPEN = "open", _("open")
    HELD = "held", _("could not be carried out")
    AGENDA = "agenda", _("for the next meeting")
    DECIDED = "decided", _("decided")
    WITHDRAWN = "withdrawn", _("taken back")


UNDECIDED = frozenset({MotionState.OPEN, MotionState.HELD, MotionState.AGENDA})


OUTCOMES = {
    Outcome.ADOPTED.value: _("adopted"),
    Outcome.REJECTED.value: _("not adopted"),
    Outcome.DEFERRED.value: _("deferred"),
}
"""How a decision ended, in words."""


class Ballot(models.TextChoices):
    """What a seat says to a motion."""

    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstain")
    ASIDE = "aside", _("I have an interest in this and step aside")
    NONE = "none", _("word taken back")


class CharterState(models.TextChoices):
    """Where a version of the charter stands."""

    DRAFT = "draft", _("put to the Steering Group")
    REJECTED = "rejected", _("not adopted")
    OPEN = "open", _("put to the Full Members")
    RATIFIED = "ratified", _("ratified")
    LAPSED = "lapsed", _("not ratified in time")


class YesNo(models.TextChoices):
    """A member's answer."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class StrategyState(models.TextChoices):
    """Where a version of the strategy stands."""

    DRAFT = "draft", _("draft")
    PUT = "put", _("put to the Steering Group")
    ADOPTED = "adopted", _("adopted")
    REJECTED = "rejected", _("not adopted")
    REVIEW = "review", _("a report on the years before")  # on record beside the strategies


class BodyKind(models.TextChoices):
    """What the Steering Group set up."""

    WORKING_GROUP = "group", _("working group")  # of people who sit on it
    TASK_TEAM = "team", _("task team")  # of other members too


class BodyState(models.TextChoices):
    """Where a working group stands."""

    PUT = "put", _("put to the Steering Group")
    FORMED = "formed", _("at work")
    REJECTED = "rejected", _("not adopted")
    CLOSED = "closed", _("closed")

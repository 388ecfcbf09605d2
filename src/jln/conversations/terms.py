"""The words of conversations. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TopicKind(models.TextChoices):
    """What a conversation is for."""

    QUESTION = "question", _("question")
    DISCUSSION = "discussion", _("discussion")
    ANNOUNCEMENT = "announcement", _("announcement")
    POLL = "poll", _("poll")
    DIALOGUE = "dialogue", _("moderated dialogue")


class Channel(models.TextChoices):
    """How a post came in."""

    WEB = "web", _("on the page")
    MAIL = "mail", _("by mail")
    IMPORT = "import", _("from an archive")


class AskReason(models.TextChoices):
    """Why this colleague is asked."""

    WROTE = "wrote", _("wrote about it")
    LED = "led", _("led work on it")
    ADAPTED = "adapted", _("recorded an adaptation of it")
    EXPERTISE = "expertise", _("offers help on this subject")
    PROBLEM = "problem", _("comes from a country with the same problem")
    ANSWERS = "answers", _("answers questions of others")
    CONTEXT = "context", _("comes from a country like the asker's")
    LANGUAGE = "language", _("works in the language of the question")
    NEW = "new", _("is new here")


class HeldBecause(models.TextChoices):
    """Why a message waits for a moderator."""

    FIRST = "first", _("the first message of this person here")
    ALL = "all", _("every message to this space is read first")
    CHANGED = "changed", _("changed by its writer as a moderator asked")


class HeldDecision(models.TextChoices):
    """What a moderator decided about a message that waits."""

    PUBLISH = "publish", _("Publish")
    EDIT = "edit", _("Ask for a change")
    HOLD = "hold", _("Hold and say why")
    REFUSE = "refuse", _("Refuse and say why")


class Shaped(models.TextChoices):
    """What was done to a conversation's shape."""

    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("opened again")
    MOVED = "moved", _("moved")
    SPLIT = "split", _("split")
    MERGED = "merged", _("joined to another")


class ReportEnd(models.TextChoices):
    """How a report ends."""

    KEPT = "kept", _("kept as it is")
    HIDDEN = "hidden", _("hidden with a reason")
    MOVED = "moved", _("moved to another conversation")


class AskEnd(models.TextChoices):
    """Why a question is brought to nobody else."""

    ANSWERED = "answered", _("somebody answered")
    ENOUGH = "enough", _("the asker said that it is enough")
    QUIET = "quiet", _("posted without asking anyone")
    STAFF = "staff", _("waits for the staff")


class Outcome(models.TextChoices):
    """What came of a question."""

    USED = "used", _("it helped, and we use it")
    SOME = "some", _("it helped a little")
    NOT = "not", _("it did not help")


class PollVoice(models.TextChoices):
    """Whose answer counts as one."""

    PERSON = "person", _("one answer a person")
    COUNTRY = "country", _("one answer a country")


class PollShown(models.TextChoices):
    """When the results of a poll are seen."""

    ANSWERED = "answered", _("after one has answered")
    CLOSED = "closed", _("when the poll is closed")


class Right(models.TextChoices):
    """Whether an answer card is still right."""

    YES = "yes", _("yes, for a year more")
    CHANGE = "change", _("with these changes")
    RETIRE = "retire", _("no, retire it")


class VoicePart(models.TextChoices):
    """What somebody has to do with an answer card."""

    ASKED = "asked", _("asked")
    ANSWERED = "answered", _("answered")

"""The words of mail as a mechanism. Stored codes never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutgoingState(models.TextChoices):
    """What became of an outgoing message."""

    WAITING = "waiting", _("waiting")
    SENT = "sent", _("handed over")
    FAILED = "failed", _("refused by the other server")
    WITHHELD = "withheld", _("not sent")


class InboundState(models.TextChoices):
    """What became of an inbound message. All but the first are final."""

    RECEIVED = "received", _("received")
    DONE = "done", _("done")
    HELD = "held", _("held")
    REFUSED = "refused", _("refused")
    NOT_UNDERSTOOD = "not_understood", _("not understood")
    IGNORED = "ignored", _("recorded, nothing to do")


class Purpose(models.TextChoices):
    """What a reply address may be used for: one purpose each."""

    ANSWER = "answer", _("answer a form")
    CONFIRM = "confirm", _("confirm an answer")
    UNDO = "undo", _("take an answer back")
    POST = "post", _("post to a topic")
    RELAY = "relay", _("write to a colleague")
    UNSUBSCRIBE = "unsubscribe", _("stop these messages")

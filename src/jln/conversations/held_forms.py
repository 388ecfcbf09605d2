"""What moderators and writers answer about messages that wait: shapes, never rules."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.conversations.moderating import MODERATING
from jln.conversations.rules import LONGEST_POST
from jln.conversations.rules.holding import LONGEST_TO_WRITER
from jln.conversations.terms import HeldDecision
from jln.web.forms import Risk, TwinForm, sure_field


class ModerateForm(TwinForm):
    """One of four decisions, and a word to the writer."""

    action = "post.moderate"
    risk = Risk.EXECUTE_EXACT
    title = _("Decide about a message that waits")
    main = "decision"
    names = {"decision": _("decision"), "reply": _("words")}
    words = {"decision": dict(MODERATING)}
    passes_on = {"decision": dict.fromkeys(HeldDecision.values, "reply")}
    below = {"decision": "reply"}

    decision = forms.ChoiceField(
        label=_("What becomes of this message?"),
        choices=HeldDecision.choices,
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=_("A word to the person who wrote it"),
        help_text=_("In their language. Needed for all but Publish."),
        required=False,
        max_length=LONGEST_TO_WRITER,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ChangeHeldForm(TwinForm):
    """The whole text anew."""

    action = "post.change"
    risk = Risk.EXECUTE
    title = _("Change your message")
    button = _("Send the new text")
    main = "text"
    names = {"text": _("text")}

    text = forms.CharField(
        label=_("The whole text"),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write your answer first.")},
    )


class WithdrawHeldForm(TwinForm):
    """Its writer takes a message back."""

    action = "post.withdraw"
    risk = Risk.EXECUTE
    title = _("Take your message back?")
    button = _("Take it back")
    main = "sure"
    names = {"sure": _("undo")}

    sure = sure_field(_("Take your message back?"), _("Take it back"))


class TakeBackForm(TwinForm):
    """A moderator takes a decision back."""

    action = "post.wait"
    risk = Risk.EXECUTE
    title = _("Take the decision back?")
    button = _("Take the decision back")
    main = "sure"
    names = {"sure": _("undo")}

    sure = sure_field(_("Take the decision back?"), _("Take it back"))

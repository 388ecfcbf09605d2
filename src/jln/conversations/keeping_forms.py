"""What people say of a conversation: where it stands, and which post answered."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.conversations.rules.keeping import LONGEST_CATCH_UP
from jln.web.forms import Risk, TwinForm


class CatchUpForm(TwinForm):
    """Where a conversation stands, for who was not there."""

    action = "topic.catch_up"
    risk = Risk.EXECUTE
    title = _("Where we are")
    button = _("Show it above the posts")
    main = "text"
    names = {"text": _("text")}

    text = forms.CharField(
        label=_("Where are we?"),
        help_text=_("What is agreed, what is open. #3 leads to post 3. Your name stands with it."),
        max_length=LONGEST_CATCH_UP,
        widget=forms.Textarea(attrs={"rows": 6, "class": "voice"}),
        error_messages={"required": _("Write where we are first.")},
    )


class AnsweredForm(TwinForm):
    """The post that answered a question; 0 for none."""

    action = "topic.answered"
    risk = Risk.EXECUTE
    title = _("Which post answered your question?")
    button = _("Mark the answer")
    main = "post"
    names = {"post": _("post")}

    post = forms.IntegerField(
        label=_("The number of the post"),
        help_text=_("It is named above the conversation and in lists. 0 takes it back."),
        min_value=0,
        max_value=999_999,
    )

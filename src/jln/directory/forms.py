"""What the pages of the directory accept, and the mail room with them: shapes, never rules."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.directory.rules import LONGEST_SUBJECT, LONGEST_TEXT
from jln.web.forms import Risk, TwinForm


class WriteForm(TwinForm):
    """A message to a colleague, carried by the network."""

    action = "person.write"
    risk = Risk.EXECUTE
    title = _("Write to a colleague")
    main = "text"
    names = {"subject": _("subject"), "text": _("message")}

    subject = forms.CharField(
        label=_("Subject"),
        max_length=LONGEST_SUBJECT,
        error_messages={"required": _("Say in a few words what it is about.")},
    )
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write your message first.")},
    )
    form_key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

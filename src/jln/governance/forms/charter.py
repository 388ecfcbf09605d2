"""A new version of the charter, and a member's yes or no: shapes, never rules."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jln.governance.forms.motions import HowForm
from jln.governance.terms import YesNo
from jln.ui.formats import language_name
from jln.web.forms import Risk, TwinForm


class CharterForm(HowForm):
    """A new wording, put to the Steering Group."""

    title = _("Propose a new version of the charter")
    field_order = ("text", "changes", "language", "taking", "closes_on")

    text = forms.CharField(
        label=_("The whole text"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 12})
    )
    changes = forms.CharField(
        label=_("What is new in it, in a few lines"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, language_name(code, own=True)) for code, _name in settings.LANGUAGES],
    )


class RatifyForm(TwinForm):
    """Yes or no, for a country."""

    action = "charter.ratify"
    risk = Risk.EXECUTE_EXACT
    title = _("Does your country ratify this charter?")
    main = "answer"
    names = {"answer": _("answer")}

    answer = forms.ChoiceField(
        label=_("Does your country ratify this charter?"),
        choices=YesNo,
        widget=forms.RadioSelect,
    )

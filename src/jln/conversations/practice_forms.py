"""What a practice says, in four short fields, and whether its author agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.conversations.rules.practices import LONGEST, LONGEST_WHERE, Fields
from jln.web.forms import Risk, TwinForm

if TYPE_CHECKING:
    from jln.conversations.models import Practice


class PracticeForm(TwinForm):
    """What a country does, drawn from a post."""

    action = "practice.mark"
    risk = Risk.EXECUTE
    title = _("Mark as practice")
    button = _("Mark as practice")
    names = {
        "what": _("what"),
        "where": _("where"),
        "needs": _("data"),
        "result": _("result"),
    }

    what = forms.CharField(label=_("What is done?"), max_length=LONGEST)
    where = forms.CharField(label=_("Where, and since when?"), max_length=LONGEST_WHERE)
    needs = forms.CharField(label=_("Which data does it need?"), max_length=LONGEST)
    result = forms.CharField(label=_("What came of it?"), max_length=LONGEST)

    def said(self) -> Fields:
        """As the action takes it."""
        words = {name: " ".join(value.split()) for name, value in self.cleaned_data.items()}
        return Fields(words["what"], words["where"], words["needs"], words["result"])


def practice_said(practice: Practice | None) -> dict[str, Any]:
    """What stands, as the form asks it."""
    if practice is None:
        return {}
    return {
        "what": practice.what,
        "where": practice.where,
        "needs": practice.data_needed,
        "result": practice.result,
    }


class AgreePracticeForm(TwinForm):
    """Whether one's post is shown as a practice."""

    action = "practice.agree"
    risk = Risk.EXECUTE
    title = _("Is your post a practice?")
    button = _("Send my answer")
    main = "agrees"
    names = {"agrees": _("answer")}

    agrees = forms.ChoiceField(
        label=_("May it be shown as a practice, with your name?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )

"""What staff do about a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.web.forms import Exempt, Risk, TwinForm


class SuspendForm(TwinForm):
    """Why somebody is kept out: she is told."""

    exempt = Exempt.STEP_UP
    because = forms.CharField(label=_("Reason, as the person is told it"), max_length=300)


class DecideCountryForm(TwinForm):
    """Whether a person belongs to another country from now on."""

    action = "country.decide"
    risk = Risk.CONFIRM
    title = _("May this person change country?")
    main = "granted"
    names = {"granted": _("answer"), "reply": _("words")}

    granted = forms.ChoiceField(
        label=_("May they change country?"),
        help_text=_("If they may, their seats and rooms of the country before end today."),
        choices=[("yes", _("Yes, change it")), ("no", _("No, it stays"))],
        widget=forms.RadioSelect,
    )
    reply = forms.CharField(
        label=_("What they read with it"),
        help_text=_("Needed for a no."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ResetForm(TwinForm):
    """Why somebody's second steps are to go: the second person of staff reads it."""

    exempt = Exempt.STEP_UP
    because = forms.CharField(label=_("How you know that it is this person"), max_length=300)


class DecideResetForm(TwinForm):
    """The second person's word."""

    exempt = Exempt.STEP_UP
    answer = forms.ChoiceField(
        label=_("Remove every second step of this person?"),
        choices=[("yes", _("Yes, I know it too")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )

"""What is asked of something that a country gave in kind."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.membership.actions.contributing import Given
from jln.membership.rules.contributing import LONGEST, LONGEST_VALUE, LONGEST_WHOM
from jln.web.forms import Risk, TwinForm, sure_field


class ContributionForm(TwinForm):
    """One thing that was given."""

    action = "contribution.record"
    risk = Risk.CONFIRM
    title = _("Record what your country gave")
    main = "what"
    names = {
        "what": _("what"),
        "for_whom": _("for whom"),
        "given_on": _("day"),
        "value": _("worth"),
    }

    what = forms.CharField(
        label=_("What did your country give?"),
        help_text=_("A facilitator for three days, a room, a translation: one thing at a time."),
        max_length=LONGEST,
    )
    for_whom = forms.CharField(label=_("For whom?"), max_length=LONGEST_WHOM)
    given_on = forms.DateField(label=_("On which day?"))
    value = forms.CharField(
        label=_("What was it worth?"),
        help_text=_("In your own words. It is never added up or compared."),
        required=False,
        max_length=LONGEST_VALUE,
    )

    def given(self) -> Given:
        """As the action takes it."""
        return Given(**self.cleaned_data)


class TakeBackForm(TwinForm):
    """Whether it was a mistake. By mail the same is the word UNDO."""

    action = "contribution.withdraw"
    risk = Risk.EXECUTE_EXACT
    title = _("Take it back")
    main = "sure"
    names = {"sure": _("take back")}

    sure = sure_field(_("Take it back"), _("Yes"))

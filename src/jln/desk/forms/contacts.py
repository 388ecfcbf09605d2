"""What was said with a country: shapes, never rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.desk.terms import ContactWay
from jln.governance.forms.days import near
from jln.web.dates import NearDate
from jln.web.forms import TwinForm

BACK, AHEAD = timedelta(days=180), timedelta(days=180)


class ContactForm(TwinForm):
    """Who was spoken with, what was said, and what is to follow."""

    action = "country.contact"
    title = _("Contact with a country")
    main = "said"
    names = {
        "said": _("said"),
        "whom": _("who"),
        "way": _("how"),
        "held_on": _("date"),
        "next_step": _("next step"),
        "next_on": _("until"),
    }

    whom = forms.CharField(label=_("With whom?"), max_length=160)
    way = forms.ChoiceField(label=_("How?"), choices=ContactWay.choices, widget=forms.RadioSelect)
    held_on = NearDate(label=_("On which day?"))
    said = forms.CharField(
        label=_("What was said?"),
        help_text=_("Staff of the Network Manager read it, and nobody else."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    next_step = forms.CharField(
        label=_("What is the next step?"),
        help_text=_("Steps agreed earlier are done with this contact."),
        required=False,
        max_length=300,
    )
    next_on = NearDate(label=_("Until when?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        near(self, "held_on", back=BACK, ahead=timedelta())
        near(self, "next_on", back=timedelta(), ahead=AHEAD)

"""What the pages of conduct accept, and the mail room with them: shapes, never rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jln.conduct.rules import LONGEST_CHANGE, LONGEST_TEXT
from jln.conduct.terms import Distance
from jln.ui.formats import language_name
from jln.web.forms import Exempt, Risk, TwinForm, sure_field

NOT_AT_ALL = "none"


class KeepAwayForm(TwinForm):
    """Mute or block a member, or neither any more."""

    action = "person.keep_away"
    risk = Risk.EXECUTE
    title = _("Mute or block")
    button = _("Keep this choice")
    main = "distance"
    names = {"distance": _("distance")}
    words = {
        "distance": {
            Distance.MUTE: [_("mute")],
            Distance.BLOCK: [_("block")],
            NOT_AT_ALL: [_("neither")],
        }
    }

    distance = forms.ChoiceField(
        label=_("How far do you keep this person away? They are not told."),
        choices=[*Distance.choices, (NOT_AT_ALL, _("Neither: their posts and letters come to me"))],
        widget=forms.RadioSelect,
    )


class AcceptForm(TwinForm):
    """Say yes to the rules of conduct."""

    action = "conduct.accept"
    risk = Risk.EXECUTE
    title = _("What we ask of a message")
    button = _("I accept them")
    main = "sure"
    names = {"sure": _("accept")}
    words = {"sure": {"yes": [_("ok"), _("I accept them")]}}

    sure = sure_field(_("Do you accept these rules?"), _("Yes, I accept them"))


class PublishForm(TwinForm):
    """A new version, in the languages it is there in."""

    exempt = Exempt.STEP_UP
    title = _("Publish rules of conduct")

    after = forms.IntegerField(widget=forms.HiddenInput)
    asks_everybody = forms.BooleanField(
        label=_("Ask everybody to accept it, also those who have written before"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        for code, _name in settings.LANGUAGES:
            name = {"language": language_name(code)}
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("The rules: %(language)s") % name,
                max_length=LONGEST_TEXT,
                required=code == "en",
                widget=forms.Textarea(attrs={"rows": 8, "lang": code}),
            )
            self.fields[f"change_{code}"] = forms.CharField(
                label=_("What is new: %(language)s") % name,
                max_length=LONGEST_CHANGE,
                required=code == "en",
                widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
            )

    def said(self, kind: str) -> dict[str, str]:
        """The texts, or the changes, by language; nothing where nothing was written."""
        return {
            code: self.cleaned_data[f"{kind}_{code}"]
            for code, _name in settings.LANGUAGES
            if self.cleaned_data[f"{kind}_{code}"].strip()
        }

"""What is accepted as a post in another language."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jln.conversations.rules import LONGEST_POST
from jln.web.forms import Risk, TwinForm


class TranslateForm(TwinForm):
    """A post in another language; without one it is the reader's own."""

    action = "post.translate"
    risk = Risk.EXECUTE
    title = _("Translate this post")
    button = _("Show the translation")
    main = "text"
    names = {"language": _("language"), "text": _("translation")}

    language = forms.ChoiceField(label=_("Into which language?"))
    text = forms.CharField(
        label=_("Your translation"),
        help_text=_("Your name stands with it, and the original is one step away."),
        max_length=LONGEST_POST,
        widget=forms.Textarea(attrs={"rows": 8, "class": "voice"}),
        error_messages={"required": _("Write the translation first.")},
    )

    def __init__(self, *args: Any, written_in: str = "", **kwargs: Any) -> None:  # noqa: ANN401 -- Django's signature
        super().__init__(*args, **kwargs)
        self.choose_from("language", [one for one in settings.LANGUAGES if one[0] != written_in])

"""Which letters a person wants: one question, by page and by mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.notify.terms import LetterKind
from jln.web.forms import Risk, TwinForm


class LettersForm(TwinForm):
    """Each kind of letter, at once or not at all."""

    action = "mail.choose"
    risk = Risk.EXECUTE
    title = _("Which letters do you want?")
    main = "letters"
    names = {"letters": _("letters")}
    listed = frozenset({"letters"})

    letters = forms.MultipleChoiceField(
        label=_("Send me at once"),
        help_text=_("What is not ticked is not sent. Codes and receipts always come."),
        choices=LetterKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

"""A form's question for a date of which perhaps only the year or the month is known."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.kit.partial import PartialDate


class PartialDateAnswer(forms.CharField):
    """Gives a `PartialDate`, or None for no answer to an optional question."""

    def to_python(self, value: object) -> PartialDate | None:  # type: ignore[override]  # a date leaves this field, not text
        """Accept 2016, 2016-07 and 2016-07-09."""
        if value is None or isinstance(value, PartialDate):
            return value
        text = str(value).strip()
        try:
            return PartialDate.parse(text) if text else None
        except ValueError as wrong:
            raise forms.ValidationError(
                _("Write a date as 2016, 2016-07 or 2016-07-09."), code="date"
            ) from wrong

    def run_validators(self, value: object) -> None:
        """The shape was judged above; the validators of text do not fit a date."""

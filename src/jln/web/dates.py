"""A form's question for a date of which perhaps only the year or the month is known."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from jln.kit.partial import PartialDate
from jln.ui import formats


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


class NearDate(forms.DateField):
    """A day within these bounds; said without its year, it is the one that lies in them."""

    not_before: date | None = None
    not_after: date | None = None

    def near(self, on: date, *, back: timedelta, ahead: timedelta) -> None:
        """Less than a year in all, so that a day and a month are one day."""
        self.not_before, self.not_after = on - back, on + ahead
        self.widget.attrs |= {
            "min": self.not_before.isoformat(),
            "max": self.not_after.isoformat(),
        }

    def validate(self, value: date | None) -> None:
        """Refuse a day outside."""
        super().validate(value)
        if not value or not self.not_before or not self.not_after:
            return
        if not self.not_before <= value <= self.not_after:
            first, last = formats.day(self.not_before), formats.day(self.not_after)
            raise forms.ValidationError(
                _("Choose a day from %(first)s to %(last)s.") % {"first": first, "last": last},
                code="out_of_range",
            )

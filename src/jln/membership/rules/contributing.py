"""What may be recorded as given in kind. Pure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless

LONGEST, LONGEST_WHOM, LONGEST_VALUE = 300, 200, 80


def may_record(given_on: date, *, on: date) -> Verdict:
    """It has been given, not promised."""
    return unless(given_on <= on, "future", _("This day is still to come."))

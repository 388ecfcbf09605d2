"""The rules of writing to a colleague. Pure: no database, no request, no clock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless

LONGEST_SUBJECT = 150
LONGEST_TEXT = 20_000


def may_write(*, is_self: bool) -> Verdict:
    """May one write to this person? How much and how often, the relay itself asks."""
    return unless(not is_self, "to_oneself", _("This is your own page."))

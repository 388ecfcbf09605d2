"""When a change of country may be decided. Pure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless


def may_decide_country(*, is_open: bool, is_granted: bool, words: str, is_own: bool) -> Verdict:
    """May this be decided? A no needs its reason; nobody decides about herself."""
    return (
        unless(is_open, "decided", _("This was decided already."))
        & unless(is_granted or bool(words), "no_words", _("Say why not: the person reads it."))
        & unless(not is_own, "oneself", _("Somebody else decides about your own country."))
    )

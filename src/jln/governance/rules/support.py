"""When a partner is asked for support, and how it answers. Pure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless


def may_ask(*, needed_on: date | None, on: date, is_partner: bool) -> Verdict:
    """Partners and funders are asked, for a day to come."""
    return unless(is_partner, "partner", _("Ask a partner or a funder of the network.")) & unless(
        needed_on is None or needed_on >= on, "past", _("Choose a day to come.")
    )


def may_answer(
    *, is_open: bool, is_yes: bool, words: str, asked_on: date, answered_on: date, on: date
) -> Verdict:
    """Once, on a day between the request and today; a no says why."""
    return (
        unless(is_open, "answered", _("This request was answered already."))
        & unless(is_yes or bool(words), "no_words", _("Say why not: the group reads it."))
        & unless(
            asked_on <= answered_on <= on,
            "day",
            _("The answer came between the day of the request and today."),
        )
    )


def may_cancel(*, is_noted: bool, because: str) -> Verdict:
    """A meeting of which there are no notes, with a reason that the invited read."""
    return unless(not is_noted, "noted", _("The meeting took place: there are notes.")) & unless(
        bool(because), "no_reason", _("Say why: those invited read it.")
    )

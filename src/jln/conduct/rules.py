"""The rules of conduct and of keeping people away. Pure: no database, no request, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

LONGEST_TEXT = 8_000
LONGEST_CHANGE = 600
NOT_ACCEPTED = "conduct"
"""The code of the one rule that a word of the writer's own sets right."""


def asks(*, accepted: int, for_all: int, has_written: Callable[[], bool]) -> bool:
    """Is somebody asked to accept the rules before they write?

    `accepted`: the latest version they said yes to, 0 for none; `for_all`: the latest one that
    everybody is asked about. Who has written before any of that is asked by such a one only.
    """
    if for_all:
        return accepted < for_all
    return accepted == 0 and not has_written()


def may_write(*, is_asked: bool) -> Verdict:
    """May a message appear? Not before its writer has accepted the rules of conduct."""
    return unless(
        not is_asked,
        NOT_ACCEPTED,
        _("Read what we ask of a message, and accept it. What you wrote is kept."),
    )


def may_publish(*, newest: int, after: int, english: str, changed: str) -> Verdict:
    """May a new version hold? `after`: the one its writer saw as the newest."""
    return (
        unless(newest == after, "published", _("Somebody published another version meanwhile."))
        & unless(bool(english.strip()), "no_english", _("Write it in English at least."))
        & unless(
            bool(changed.strip()), "no_change", _("Say in English what is new: members read it.")
        )
    )


def may_keep_away(*, is_self: bool) -> Verdict:
    """May one keep this person away? Anybody but oneself, and nobody asks why."""
    return unless(not is_self, "oneself", _("This is your own page."))


def may_reach(*, is_kept_out: bool, not_reached: StrOrPromise) -> Verdict:
    """May words be passed on? `not_reached`: what is said of anybody who gets no letters."""
    return unless(not is_kept_out, "not_reached", not_reached)

"""When a row of history may be confirmed, corrected, removed or put back. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.kit.partial import PartialDate
from jln.kit.verdict import Verdict, unless

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNDO_FOR = timedelta(days=30)
"""What staff said of history can be taken back so long."""


def may_confirm(*, is_confirmed: bool) -> Verdict:
    """May a row be called right? Once is enough."""
    return unless(not is_confirmed, "not_unsure", _("This was confirmed already."))


def may_correct(changed: Mapping[str, object], *, because: str, source: str) -> Verdict:
    """May these columns be written over what stands there?"""
    same = _("Nothing differs from what stands here. Say what is right, or confirm it.")
    what = _("Say what is wrong with it: it stays on record.")
    where = _("Say where the right one stands: an address, a title, or who told you.")
    return (
        unless(bool(changed), "nothing_changed", same)
        & unless(bool(because.strip()), "no_reason", what)
        & unless(bool(source.strip()), "no_source", where)
    )


def in_order(values: Mapping[str, object]) -> Verdict:
    """Nothing ends before it begins."""
    starts, ends = (_date(values.get(name)) for name in ("starts", "ends"))
    is_right = starts is None or ends is None or ends.first >= starts.first
    return unless(is_right, "ends_first", _("It cannot end before it begins."))


def may_remove(rests: Sequence[str], *, because: str) -> Verdict:
    """May a row be taken out of history? Not while other things rest on it (in words)."""
    held = _("Other things rest on it: %(things)s. Correct it instead.")
    return unless(
        bool(because.strip()), "no_reason", _("Say what is wrong with it: it stays on record.")
    ) & unless(not rests, "held", held % {"things": ", ".join(rests)})


def may_take_back(*, is_undone: bool, is_last: bool, said_at: datetime, at: datetime) -> Verdict:
    """May what was said of a row be taken back?"""
    return (
        unless(not is_undone, "undone", _("This was taken back already."))
        & unless(is_last, "not_last", _("Somebody said something else of it since."))
        & unless(
            at - said_at <= UNDO_FOR,
            "too_late",
            _("That was more than thirty days ago. Correct it instead."),
        )
    )


def _date(value: object) -> PartialDate | None:
    return PartialDate.parse(str(value)) if value else None

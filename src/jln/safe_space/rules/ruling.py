"""When a whole space may be put under the Chatham House Rule, and when it may be lifted. Pure."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless
from jln.safe_space.rules.keeping import OUTSIDERS
from jln.spaces.terms import SpaceKind

EVERYBODYS = frozenset({SpaceKind.NETWORK, SpaceKind.RECORD, SpaceKind.STAFF})
"""Where the network asks, keeps its record, and works."""


def may_be_under(kind: str, *, is_closed: bool, is_open: bool, is_running: bool) -> Verdict:
    """May the whole of it be put under the rule? `is_running`: something could still appear."""
    return (
        unless(
            kind not in EVERYBODYS,
            "everybodys",
            _("Here the whole network asks, or staff work. Choose another space."),
        )
        & unless(is_closed, "outsiders", OUTSIDERS)
        & unless(is_open, "space_closed", _("Nothing new is written in that space any more."))
        & unless(
            not is_running,
            "running",
            _("Messages wait here, or a poll or dialogue is not over. Let that end first."),
        )
    )


def may_lift(last: str) -> Verdict:
    """May it be lifted? `last`: the day in words on which all here is sealed; empty if it is.

    Whether anybody wrote is not asked: the answer would tell it.
    """
    words = _("What was begun here is sealed on %(date)s. Until then the rule stays.")
    return unless(not last, "not_sealed", words % {"date": last})

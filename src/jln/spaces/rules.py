"""The rules of spaces as lists: no database, no request, no clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless
from jln.spaces.terms import Delivery, SpaceKind, SpaceRule

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_AT_ONCE = frozenset({SpaceKind.STEERING, SpaceKind.STAFF})


def is_list(kind: str) -> bool:
    """Does anybody talk in a space of this kind?"""
    return kind != SpaceKind.RECORD


def delivery_at_first(kind: str) -> Delivery:
    """How messages come until a person says otherwise: sooner where few talk of one matter."""
    if kind == SpaceKind.NETWORK:
        return Delivery.WEEKLY
    return Delivery.EVERY if kind in _AT_ONCE else Delivery.DAILY


def rule_at_first(kind: str) -> SpaceRule:
    """What happens to messages until a moderator says otherwise."""
    return SpaceRule.FIRST_HELD if kind == SpaceKind.NETWORK else SpaceRule.OPEN


ASKED_FOR = frozenset({SpaceKind.GROUP, SpaceKind.WORKING, SpaceKind.INITIATIVE})
"""Whose people one may ask to be among; who is in the others follows from seats."""


def may_ask(kind: str, *, is_open: bool, is_on: bool) -> Verdict:
    """May one ask to join a space that only its own people read?"""
    return (
        unless(is_open, "nobody_talks", _("Nobody writes in this space any more."))
        & unless(not is_on, "is_on", _("You are among the people of this space already."))
        & unless(
            kind in ASKED_FOR,
            "by_seat",
            _("Who is in this space follows from seats. Write to the coordinator or the desk."),
        )
    )


def may_answer(answered: StrOrPromise) -> Verdict:
    """May a wish be answered still? `answered`: what somebody else has said, as a sentence."""
    return unless(not answered, "answered", answered)


BY_PAGE = "by_page"
"""The code of a no after which nothing of a message is kept."""


def takes_words(*, is_under_rule: bool) -> Verdict:
    """May anything be said here with a name beside it, by page or mail?"""
    return unless(
        not is_under_rule,
        BY_PAGE,
        _(
            "This space is under the Chatham House Rule: one writes in its safe spaces only, on"
            " their pages, never by mail."
        ),
    )


def may_join(*, is_open: bool, is_talked_in: bool) -> Verdict:
    """May one be put on this space as a list?"""
    return unless(
        is_open and is_talked_in, "nobody_talks", _("Nobody writes in this space any more.")
    )

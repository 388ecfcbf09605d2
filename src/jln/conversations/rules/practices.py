"""A practice drawn from a post: what it says, and that its author agrees. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from jln.kit.verdict import Verdict, unless

LONGEST = 300
LONGEST_WHERE = 200


@dataclass(frozen=True, slots=True)
class Fields:
    """The four short answers."""

    what: str
    where: str
    data_needed: str
    result: str


def may_mark(fields: Fields, *, is_own: bool, has_author: bool, was_refused: bool) -> Verdict:
    """May the post be kept as this practice?"""
    whole = all((fields.what, fields.where, fields.data_needed, fields.result))
    return (
        unless(whole, "not_whole", _("Answer all four, each in one line."))
        & unless(
            has_author, "no_author", _("The person who wrote this is no longer in the network.")
        )
        & unless(
            is_own or not was_refused,
            "refused",
            _("Its author does not want it shown as a practice."),
        )
    )
